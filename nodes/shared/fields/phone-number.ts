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

/** Three parts with the same separator: `2026-11-21`, `21.11.2026`, `11/21/26`. */
const DATE = /^\+?(\d{4}([-./ ])\d{1,2}\2\d{1,2}|\d{1,2}([-./ ])\d{1,2}\3\d{2}(\d{2})?)$/;
/** `1.234.567` and `1 234 567`. */
const THOUSANDS = /^\d{1,3}([. ]\d{3})+$/;
const IP_ADDRESS = /^\d{1,3}(\.\d{1,3}){3}$/;
/** Countries that write a 0 before the area code at home, and have no number with a 0 behind the country code. */
const TRUNK_ZERO =
	'20 27 30 31 32 33 40 41 43 44 46 49 55 60 61 62 63 64 66 81 82 84 90 91 92 94 98 212 213 233 234 254 255 256 353 380 880 966 971 972 977'.split(
		' ',
	);

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
	const ambiguity = ambiguityIn(plain);
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
		.replace(DASHES, '-')
		.replace(/\s+/g, ' ')
		.replace(/ ?([-./]) ?/g, '$1');
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
	const [first, second = ''] = groups;
	const trunkZero = second.startsWith('0') && TRUNK_ZERO.includes(first.replace(/^00/, ''));
	return trunkZero ? `has a 0 behind the country code ${first}: leave it out` : undefined;
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
	return `${countryCode}${digits.slice(1)}`;
}

/** A value as the user wrote it, short enough to read. */
function shown(value: unknown): string {
	const text = typeof value === 'object' ? (JSON.stringify(value) ?? '') : String(value);
	return `"${text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text}"`;
}

/**
 * WhatsApp's business-scoped ID of a customer who has a username in the place of a number: the country, a dot and
 * letters and digits, e.g. `IN.13491208655302741918`; `undefined` for all else.
 */
export function userIdIn(value: unknown): string | undefined {
	const text = String(value).trim();
	return /^[A-Z]{2}(\.[A-Za-z0-9]{1,128}){1,2}$/.test(text) ? text : undefined;
}
