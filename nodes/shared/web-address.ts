import { InvalidValue } from './operation';

/** Addresses that a platform, or WhatsApp for it, will open. `undefined` for an empty field. */

/** @throws InvalidValue */
export function httpsUrl(value: unknown): string | undefined {
	return address(value, /^https:\/\/[^/\s]+\S*$/i, 'must start with https://');
}

/** @throws InvalidValue */
export function webAddress(value: unknown): string | undefined {
	return address(value, /^https?:\/\/[^/\s]+\S*$/i, 'must start with https:// or http://');
}

function address(value: unknown, form: RegExp, rule: string): string | undefined {
	const url = String(value ?? '').trim();
	if (url === '') return undefined;
	if (form.test(url)) return url;
	throw new InvalidValue(rule);
}
