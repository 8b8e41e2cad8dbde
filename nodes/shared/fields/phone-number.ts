import { InvalidValue } from '../operation';

/** Marks that do not show; spreadsheets and web pages carry them along. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const DASHES = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g;
/** E.164 allows 15 digits; no country has numbers shorter than 7 with the country code. */
const DIGITS = /^\d{7,15}$/;
const SHORTEST = 7;
/** Longer texts hold more than a number. */
const LONGEST_TEXT = 40;
const LONGEST_SHOWN = 60;

/** Three parts with the same separator: `2026-11-21`, `21.11.2026`, `11/21/26`; with a whole year also an hour after it. */
const DATE =
	/^\+?((\d{4}([-./ ])\d{1,2}\3\d{1,2}|\d{1,2}([-./ ])\d{1,2}\4\d{4})( \d{1,6})?|\d{1,2}([-./ ])\d{1,2}\6\d{2})$/;
const [YEAR, MONTH, DAY] = ['(19|20)\\d\\d', '(0[1-9]|1[0-2])', '(0[1-9]|[12]\\d|3[01])'];
/** `20261121`, `21112026`, `11212026`, with or without a time: no country has such numbers. */
const COMPACT_DATE = new RegExp(
	`^(?!0)(${YEAR}${MONTH}${DAY}|${DAY}${MONTH}${YEAR}|${MONTH}${DAY}${YEAR})( ?\\d{6}| \\d{4})?$`,
);
/** Seconds since 1970, from 2020 to 2033, and milliseconds. Behind the country code 1 there are 10 digits. */
const UNIX_TIME = /^1[6-9](\d{8}|\d{11})$/;
/** `1.234.567` and `1 234 567`. */
const THOUSANDS = /^\d{1,3}([. ]\d{3})+$/;
const IP_ADDRESS = /^\d{1,3}(\.\d{1,3}){3}$/;
/** Countries that write a 0 before the area code at home, and have no number with a 0 behind the country code. */
const TRUNK_ZERO =
	'20 27 30 31 32 33 36 40 41 43 44 46 49 55 60 61 62 63 64 66 81 82 84 90 91 92 94 98 212 213 233 234 254 255 256 353 380 880 966 971 972 977'.split(
		' ',
	);
/** Countries in whose numbers a 0 at the beginning is a part of them, also from abroad. */
const OWN_ZERO = ['39', '225', '229', '242', '378'];

/**
 * A phone number as WhatsApp's platforms take it: country code and number, digits only.
 *
 * @param value `+49 151 1234-5678`, `0049…`, `+49 (0)151 …`, a whole number from a spreadsheet, …
 * @param defaultCountryCode put in the place of one leading 0 (`0151…`), the national form
 * @throws InvalidValue for everything of which it is not sure whose number it is: a decimal, a date, a price, an IP
 * address, two numbers in one value would reach strangers
 */
export function cleanPhone(value: unknown, defaultCountryCode = ''): string {
	const written = textOf(value);
	const problem = (reason: string) => new InvalidValue(`${shown(value)} ${reason}`);
	if (/[^\d ()./+-]/.test(written)) throw problem('holds something else than digits');
	if (written.length > LONGEST_TEXT) throw problem('is too long for one phone number');
	const plain = withoutBrackets(written);
	if (/[()]/.test(plain)) throw problem('has brackets that are not around an area code');
	if (!/^(\+ ?)?\d([ ./-]?\d)*$/.test(plain)) {
		throw problem('has signs where a phone number has none');
	}
	const ambiguity = ambiguityIn(plain) ?? zeroProblem(written, plain);
	if (ambiguity !== undefined) throw problem(ambiguity);
	return complete(plain, defaultCountryCode, problem);
}

/** The text of a value, with one kind of dash and single blanks, and no blank around a dash. */
function textOf(value: unknown): string {
	const whole = typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
	if (!whole && typeof value !== 'string' && typeof value !== 'bigint') {
		throw new InvalidValue(`${shown(value)} is not a phone number: give a text or a whole number`);
	}
	const text = String(value)
		.slice(0, 10 * LONGEST_TEXT)
		.replace(INVISIBLE, '')
		.trim();
	if (/[\r\n\u2028\u2029]/.test(text)) throw new InvalidValue(`${shown(value)} has several lines`);
	return text
		.replace(/(?![0-9])\p{Nd}/gu, asciiDigit)
		.replace(/\uff0b/g, '+')
		.replace(DASHES, '-')
		.replace(/\s+/g, ' ')
		.replace(/ ?([-./]) ?/g, '$1');
}

/** Unicode holds the ten digits of each script one after another: `٩`, `९` and `９` are a 9. */
function asciiDigit(digit: string): string {
	const code = digit.codePointAt(0) as number;
	let zero = code;
	while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
	return String((code - zero) % 10);
}

/** `(+49) 151` and `(0151) …` without brackets, `+49 (0)151` without the 0, `+1 (415) 555` as three groups. */
function withoutBrackets(text: string): string {
	return text
		.replace(/^\((\+\d{1,4}|0\d{0,5})\) ?/, '$1 ')
		.replace(/^((\+|00)?\d{1,4}) ?\(0\) ?/, '$1 ')
		.replace(/^((\+|00)?\d{1,4})[ -]?\((\d{1,5})\)[ -]?(?=\d{2,})/, '$1 $3 ')
		.replace(/^0 /, '0');
}

/** Why it may be something else than one phone number. */
function ambiguityIn(text: string): string | undefined {
	const groups = text
		.replace('+', '')
		.trim()
		.split(/[ ./-]/);
	const digits = groups.join('');
	const international = text.startsWith('+') || text.startsWith('00');
	if (DATE.test(text) && !(international && text.includes(' '))) return 'looks like a date';
	if (COMPACT_DATE.test(text)) return 'looks like a date';
	if (UNIX_TIME.test(text)) return 'looks like a time, in seconds or milliseconds since 1970';
	if (groups.filter(({ length }) => length >= SHORTEST).length > 1) return 'holds two numbers';
	if (text.includes('.') && !isDotted(text, international)) {
		return 'may be a decimal number, an IP address or a price: write it without dots';
	}
	if (groups.length > 1 && (groups.at(-1) as string).length === 1) {
		return 'ends with a digit that stands alone';
	}
	if (text.includes('/') && !/^[^/]{1,9}\/(?:[ -]?\d){5,}$/.test(text)) {
		return 'may be two numbers: write one, without a slash';
	}
	const isPrice = THOUSANDS.test(text) && digits.length <= 9;
	if (isPrice) return 'may be a price, or lacks its country code: write it with a leading +';
	return undefined;
}

/** A 0 that stands, or does not stand, where the country's numbers have none, or need it. */
function zeroProblem(written: string, text: string): string | undefined {
	const digits = text.replace(/\D/g, '').replace(/^00/, '');
	const [first, second = ''] = text.replace(/^(\+ ?|00[ ./-]?)/, '').split(/[ ./-]/);
	const parted = second.startsWith('0') && TRUNK_ZERO.includes(first);
	// Where the 0 is not set apart, what follows it must be an area code: others are numbers of tests.
	const code = parted ? first : TRUNK_ZERO.find((entry) => /^0[1-9]/.test(after(entry, digits)));
	if (code !== undefined && digits.length <= 15)
		return `has a 0 behind the country code ${code}: leave it out`;
	const bracketed = written.includes('(0)') && OWN_ZERO.find((entry) => first === entry);
	if (!bracketed) return undefined;
	return `has "(0)" behind the country code ${bracketed}, where a 0 is a part of most numbers: write it as it is dialled from abroad`;
}

function after(start: string, digits: string): string {
	return digits.startsWith(start) ? digits.slice(start.length) : '';
}

/** Whether its dots can only be those of a phone number, such as `+33.6.12.34.56.78`. */
function isDotted(text: string, international: boolean): boolean {
	const number = text.replace(/^\+ ?/, '');
	const dots = text.split('.').length - 1;
	if (!international && number.replace(/\D/g, '').length < 10) return false;
	return dots >= 2 && !THOUSANDS.test(number) && !IP_ADDRESS.test(number);
}

function complete(
	text: string,
	defaultCountryCode: string,
	problem: (reason: string) => InvalidValue,
): string {
	const digits = text.replace(/\D/g, '');
	const international = text.startsWith('+') || digits.startsWith('00');
	const number = international ? digits.replace(/^00/, '') : digits;
	const isNational = !international && number.startsWith('0');
	const whole = isNational ? fromNational(number, defaultCountryCode, problem) : number;
	if (whole.startsWith('0')) throw problem('has a 0 where the country code should be');
	if (DIGITS.test(whole)) return whole;
	throw problem(`has ${whole.length} digits; a number with its country code has 7 to 15`);
}

function fromNational(
	digits: string,
	defaultCountryCode: string,
	problem: (reason: string) => InvalidValue,
): string {
	const countryCode = defaultCountryCode
		.replace(INVISIBLE, '')
		.trim()
		.replace(/^(\+|00)/, '');
	if (countryCode === '') {
		throw problem(
			'starts with 0: write it with its country code, or set "Default Country Code" under Options',
		);
	}
	if (!/^[1-9]\d{0,3}$/.test(countryCode)) {
		throw new InvalidValue(
			`"${defaultCountryCode}" is not a country calling code`,
			'Default Country Code',
		);
	}
	return `${countryCode}${withoutTrunkPrefix(digits, countryCode)}`;
}

/** Hungary writes 06 before the area code at home. */
function withoutTrunkPrefix(digits: string, countryCode: string): string {
	if (OWN_ZERO.includes(countryCode)) return digits;
	return digits.replace(countryCode === '36' ? /^06?/ : /^0/, '');
}

/** A value as the user wrote it, short enough to read. */
function shown(value: unknown): string {
	const text = typeof value === 'object' ? asJson(value) : String(value);
	return `"${text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text}"`;
}

/** JSON knows no BigInt, and no circles. */
function asJson(value: object | null): string {
	try {
		return JSON.stringify(value) ?? '';
	} catch {
		return 'an object';
	}
}

/**
 * WhatsApp's business-scoped ID of a customer who has a username in the place of a number: the country, a dot and
 * letters and digits, e.g. `IN.13491208655302741918`; `undefined` for all else.
 */
export function userIdIn(value: unknown): string | undefined {
	const text = String(value).trim();
	return /^[A-Z]{2}(\.[A-Za-z0-9]{1,128}){1,2}$/.test(text) ? text : undefined;
}
