import { isObject, valueAt } from './value';

/**
 * The rows of a fixed collection, as n8n stores them: `{ [group]: [{…}, …] }`.
 *
 * @param group name of the group, e.g. `button`
 */
export function rowsIn(collection: unknown, group: string): Array<Record<string, unknown>> {
	const rows = valueAt(collection, group);
	return Array.isArray(rows) ? rows.filter(isObject) : [];
}
