import type { IDataObject } from 'n8n-workflow';

/** Whether a value is a plain JSON object, neither a list nor null. */
export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a dotted path (`pagination.nextCursor`); the whole for an empty path. */
export function valueAt(value: unknown, path: string): unknown {
	if (path === '') return value;
	return path
		.split('.')
		.reduce<unknown>(
			(part, key) => (isObject(part) && Object.hasOwn(part, key) ? part[key] : undefined),
			value,
		);
}

/**
 * A value as one segment of a path.
 * @throws Error for what would climb to another resource, encoded or not, or is nothing
 */
export function pathSegment(value: unknown): string {
	const text = String(value ?? '').trim();
	if (text !== '' && text !== '.' && text !== '..') return encodeURIComponent(text);
	throw new Error(`"${text}" is not an ID`);
}

/** The first of the values that is a non-empty text. */
export function firstText(...values: unknown[]): string | undefined {
	return values.find((value): value is string => typeof value === 'string' && value.trim() !== '');
}

/** The list at a dotted path; an empty one where there is none. */
export function listAt(value: unknown, path: string): unknown[] {
	const list = valueAt(value, path);
	return Array.isArray(list) ? list : [];
}

/**
 * The rows of a fixed collection, as n8n stores them: `{ [group]: [{…}, …] }`.
 *
 * @param group name of the group, e.g. `button`
 */
export function rowsIn(collection: unknown, group: string): Array<Record<string, unknown>> {
	const rows = valueAt(collection, group);
	return Array.isArray(rows) ? rows.filter(isObject) : [];
}

/** The first entry of a list; `undefined` for anything else. */
export function firstOf(list: unknown): unknown {
	return Array.isArray(list) ? (list as unknown[])[0] : undefined;
}

/** Text and numbers as text; everything else, and the empty text, as null. */
export function textOrNull(value: unknown): string | null {
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value !== '' ? value : null;
}

/** A text in lower case; null for anything else. */
export function lowerCaseOrNull(value: unknown): string | null {
	return textOrNull(value)?.toLowerCase() ?? null;
}

/** The first text or number among the values. */
export function firstOrNull(...values: unknown[]): string | null {
	for (const value of values) {
		const text = textOrNull(value);
		if (text !== null) return text;
	}
	return null;
}

export function listOrNull(value: unknown): unknown[] | null {
	return Array.isArray(value) ? (value as unknown[]) : null;
}

export function objectOrEmpty(value: unknown): IDataObject {
	return isObject(value) ? (value as IDataObject) : {};
}

/** More seconds since 1970 are a time in the year 5138: such a number counts a smaller unit. */
const MOST_SECONDS = 100_000_000_000;
const WITHOUT_ZONE = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?$/;

/**
 * The first of several times that is one, as ISO 8601 in UTC: from an ISO text, which is UTC where it names no time zone,
 * or from seconds, milli-, micro- or nanoseconds since 1970 (number or text). Null when none is.
 */
export function isoTime(...times: unknown[]): string | null {
	for (const time of times) {
		const found = isoOrNull(time);
		if (found !== null) return found;
	}
	return null;
}

function isoOrNull(value: unknown): string | null {
	if (typeof value === 'number') return isoFrom(value);
	if (typeof value !== 'string') return null;
	if (/^\d+(\.\d+)?$/.test(value)) return isoFrom(Number(value));
	// JavaScript makes a time of almost any text that ends with a number.
	if (!/\d{4}/.test(value)) return null;
	const date = new Date(WITHOUT_ZONE.test(value) ? `${value.replace(' ', 'T')}Z` : value);
	return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** @param number since 1970; 0 stands for no time */
function isoFrom(number: number): string | null {
	if (!(number > 0 && Number.isFinite(number))) return null;
	let seconds = number;
	while (seconds >= MOST_SECONDS) seconds /= 1000;
	return new Date(seconds * 1000).toISOString();
}

/** A number, also one written as a text; everything else as null. */
export function numberOrNull(value: unknown): number | null {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** The JSON in a text; `undefined` when it holds none. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Finds the first text or number at several dotted paths, each looked for in all sources. */
export function textFinder(...sources: unknown[]): (...paths: string[]) => string | null {
	return (...paths) =>
		firstOrNull(...paths.flatMap((path) => sources.map((source) => valueAt(source, path))));
}

/** The first value that stands in a list a second time. */
export function duplicateIn<T>(values: T[]): T | undefined {
	return values.find((value, index) => values.indexOf(value) !== index);
}

/**
 * A phone number in one form, to be compared. WhatsApp writes Mexican and Brazilian mobile numbers with or without the
 * digit that their networks once added, whichever way they were dialled: `52 1 …` and `52 …`, `55 11 9…` and `55 11 …`.
 *
 * @param digits with country code
 * @see Meta, "Cloud API: Messages", on `wa_id` in Brazil and Mexico
 */
export function comparableNumber(digits: string): string {
	return digits.replace(/^521(?=\d{10}$)/, '52').replace(/^(55\d{2})9(?=[6-9]\d{7}$)/, '$1');
}
