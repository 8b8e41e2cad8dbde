import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';

import { withPlatformErrors } from '../errors/node-errors';
import { openForeground } from '../http/transport';
import type { Platform } from '../platform';
import { isObject } from '../value';
import { rowsOf } from './pagination';

/**
 * Reads one page of a list for a picker.
 *
 * @param items where the rows sit in the answer
 * @returns the rows, and the whole answer for its cursor
 * @throws NodeApiError
 */
export async function pickFrom(
	functions: ILoadOptionsFunctions,
	platform: Platform,
	path: string,
	items: string | string[],
	query: IDataObject,
): Promise<{ rows: IDataObject[]; body: unknown }> {
	const body = await readForPicker(functions, platform, path, query);
	return await withPlatformErrors(functions, platform, async () => ({
		rows: rowsOf(body, items).filter(isObject) as IDataObject[],
		body,
	}));
}

/**
 * Reads one answer while a person waits in the editor.
 * @throws NodeApiError
 */
export async function readForPicker(
	functions: ILoadOptionsFunctions,
	platform: Platform,
	path: string,
	query: IDataObject,
): Promise<unknown> {
	const transport = await openForeground(functions, platform);
	return await withPlatformErrors(functions, platform, async () => {
		return (await transport.send({ method: 'GET', path, query, headers: {} }, true)).body;
	});
}

/** Whether a name holds what the user typed, in any case. */
export function matches(name: string, filter = ''): boolean {
	return name.toLowerCase().includes(filter.trim().toLowerCase());
}
