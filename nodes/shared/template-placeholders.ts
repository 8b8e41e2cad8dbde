/** A variable in a part of a template. */
export interface Placeholder {
	/** As in the text: `1` in `{{1}}`, `name` in `{{name}}`. */
	name: string;
	/** The sample value that the template was approved with. */
	example?: string;
}

/**
 * The variables of a text: numbered ones by their number, named ones as they come.
 *
 * @param samples their sample values in the same order, where there are any
 */
export function placeholdersIn(text: unknown, samples: unknown): Placeholder[] {
	const found = [...String(text ?? '').matchAll(/\{\{([^{}]*)\}\}/g)];
	const names = [...new Set(found.map(([, name]) => name.trim()))].sort(byNumber);
	return names.map((name, index) => {
		const example: unknown = Array.isArray(samples) ? samples[index] : undefined;
		return typeof example === 'string' && example !== '' ? { name, example } : { name };
	});
}

/**
 * The variables of a button's address. Only the end of an address can be variable; WhatsApp's samples hold the
 * whole of it, of which the value is the rest.
 */
export function urlPlaceholdersIn(url: unknown, samples: unknown): Placeholder[] {
	const fixed = String(url ?? '').split('{{')[0];
	return placeholdersIn(url, samples).map(({ name, example }) => {
		const end = example?.startsWith(fixed) ? example.slice(fixed.length) : example;
		return end ? { name, example: end } : { name };
	});
}

/** Why a value cannot be the end of a button's address; `undefined` when it can. */
export function addressEndFault(value: unknown): string | undefined {
	return /^\s*https?:/i.test(String(value))
		? "is a whole address; only what follows the fixed part of the button's address is wanted"
		: undefined;
}

/** WhatsApp refuses an empty value, and a missing one would move all that follow. */
export function isBlank(value: unknown): boolean {
	return String(value ?? '').trim() === '';
}

/** Numbered variables by their number; named ones stay as they come in the text. */
export function byNumber(a: string, b: string): number {
	return Number(a) - Number(b) || 0;
}
