import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';

import { rowsOf } from './pagination';
import { platformError } from './run-error';
import { Pace } from './pace';
import type { Platform } from './platform';
import { Transport } from './transport';
import { isObject } from './value';

/** A person waits in front of the list: it must fail sooner than a run. Milliseconds. */
const TIMEOUT = 10_000;
const LONGEST_WAIT = 5_000;

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
	try {
		return { rows: rowsOf(body, items).filter(isObject) as IDataObject[], body };
	} catch (error) {
		throw platformError(functions.getNode(), platform.name, error);
	}
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
	const pace = new Pace(0, LONGEST_WAIT);
	const transport = await Transport.open(functions, platform, { timeout: TIMEOUT, pace });
	try {
		return (await transport.send({ method: 'GET', path, query, headers: {} }, true)).body;
	} catch (error) {
		throw platformError(functions.getNode(), platform.name, error);
	}
}

/** Whether a name holds what the user typed, in any case. */
export function matches(name: string, filter = ''): boolean {
	return name.toLowerCase().includes(filter.trim().toLowerCase());
}
