import { InvalidValue } from './operation';

/**
 * The texts of a list, without empty ones and without repetitions.
 *
 * @param value a list of texts, also within lists; or one text with commas
 * @returns `undefined` for none
 */
export function textList(value: unknown): string[] | undefined {
	const entries = [value].flat(Infinity).flatMap((entry) => {
		if (entry === undefined || entry === null) return [];
		if (typeof entry === 'object') throw new InvalidValue('holds something else than text');
		return String(entry).split(',');
	});
	const texts = [...new Set(entries.map((entry) => entry.trim()).filter((entry) => entry !== ''))];
	return texts.length > 0 ? texts : undefined;
}
