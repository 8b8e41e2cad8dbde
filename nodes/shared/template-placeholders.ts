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

/** WhatsApp refuses an empty value, and a missing one would move all that follow. */
export function isBlank(value: unknown): boolean {
	return String(value ?? '').trim() === '';
}

/** Numbered variables by their number; named ones stay as they come in the text. */
export function byNumber(a: string, b: string): number {
	return Number(a) - Number(b) || 0;
}
