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
