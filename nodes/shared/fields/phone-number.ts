import { InvalidValue } from '../operation';

/** What people put between the digits: spaces of all kinds, dashes, dots, slashes, brackets, invisible marks. */
const SEPARATORS = /[\s\-‐-―−./()[\]\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g;
/** E.164 allows 15 digits; no country has numbers shorter than 7 with the country code. */
const DIGITS = /^\d{7,15}$/;

/**
 * A phone number as WhatsApp's platforms take it: country code and number, digits only.
 *
 * @param value `+49 151 1234-5678`, `0049…`, a number from a spreadsheet, …
 * @param defaultCountryCode put in the place of one leading 0 (`0151…`), the national form
 * @throws InvalidValue for everything of which it is not sure whose number it is
 */
export function cleanPhone(value: unknown, defaultCountryCode = ''): string {
	const text = String(value).replace(SEPARATORS, '');
	const international = text.startsWith('+') || text.startsWith('00');
	const digits = text.replace(/^(\+|00)/, '');
	if (/[^\d]/.test(digits)) throw new InvalidValue(`"${text}" holds something else than digits`);
	const complete =
		!international && digits.startsWith('0') ? fromNational(digits, defaultCountryCode) : digits;
	if (complete.startsWith('0')) {
		throw new InvalidValue(`"${text}" has a 0 where the country code should be`);
	}
	if (!DIGITS.test(complete)) {
		throw new InvalidValue(
			`"${text}" has ${complete.length} digits; a number with its country code has 7 to 15`,
		);
	}
	return complete;
}

/**
 * WhatsApp's business-scoped ID of a customer who has a username in the place of a number: the country, a dot and
 * letters and digits, e.g. `IN.13491208655302741918`; `undefined` for all else.
 */
export function userIdIn(value: unknown): string | undefined {
	const text = String(value).trim();
	return /^[A-Z]{2}(\.[A-Za-z0-9]{1,128}){1,2}$/.test(text) ? text : undefined;
}

function fromNational(digits: string, defaultCountryCode: string): string {
	const countryCode = defaultCountryCode.replace(SEPARATORS, '').replace(/^(\+|00)/, '');
	if (countryCode === '') {
		throw new InvalidValue(
			`"${digits}" starts with 0: write it with its country code, or set "Default Country Code" under Options`,
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
