import { isObject } from './value';

/** Stands in the place of a secret. */
export const HIDDEN = '[hidden]';

/** A copy of an answer in which the values of the given keys are hidden, however deep they sit. */
export function hideKeys(value: unknown, keys: string[]): unknown {
	if (Array.isArray(value)) return value.map((entry) => hideKeys(entry, keys));
	if (!isObject(value)) return value;
	const entries = Object.entries(value).map(([key, entry]): [string, unknown] => [
		key,
		keys.includes(key) && entry !== null ? HIDDEN : hideKeys(entry, keys),
	]);
	return Object.fromEntries(entries);
}

/** The text without the secrets: platforms echo keys in error messages ("Invalid key wa_..."). */
export function hideValues(text: string, secrets: string[]): string {
	return secrets
		.filter((secret) => secret !== '')
		.reduce((clean, secret) => clean.split(secret).join(HIDDEN), text);
}
