import { isObject } from '../value';

/** Stands in the place of a secret. */
export const HIDDEN = '[hidden]';

/** Shorter texts are no secrets, and would be found everywhere. */
const SHORTEST_SECRET = 6;

/** What must never be seen of a platform's answers. */
export interface Secrets {
	/** Keys whose values are hidden, however deep they sit. */
	keys: string[];
	/** Texts that are hidden wherever they appear: platforms echo keys ("Invalid key wa_..."). */
	values: string[];
}

/** A copy without the secrets. */
export function redact(value: unknown, secrets: Secrets): unknown {
	if (typeof value === 'string') return redactText(value, secrets);
	if (Array.isArray(value)) return value.map((entry) => redact(entry, secrets));
	if (!isObject(value)) return value;
	const entries = Object.entries(value).map(([key, entry]): [string, unknown] => [
		key,
		secrets.keys.includes(key) && entry !== null ? HIDDEN : redact(entry, secrets),
	]);
	return Object.fromEntries(entries);
}

export function redactText(text: string, { values }: Secrets): string {
	return values
		.filter((secret) => secret.length >= SHORTEST_SECRET)
		.reduce((clean, secret) => clean.replaceAll(secret, HIDDEN), text);
}

/**
 * The secrets of a credential field that takes several, one in a line, so that one can be changed without a gap.
 * Any white space parts them: n8n's form may turn a line's end into a space.
 */
export function secretLines(value: unknown): string[] {
	return typeof value === 'string' ? value.split(/\s+/).filter((line) => line !== '') : [];
}
