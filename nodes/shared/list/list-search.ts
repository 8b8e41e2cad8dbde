import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { withPlatformErrors } from '../errors/node-errors';
import { openForeground } from '../http/transport';
import type { ApiRequest, Operation, Resource } from '../operation';
import type { Platform } from '../platform';
import { firstText, isObject } from '../value';
import { readPage, rowsOf, startOf } from './pagination';

/** Pages read in search of what was typed before the editor gets an answer. It asks for more by itself. */
const PAGES_AT_ONCE = 5;

/** One of n8n's `methods.listSearch`. */
export type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** What a list shows of each row, and how it is searched. */
export interface ListEntries {
	/** The value that is saved when the row is chosen; `undefined` for a row that cannot be chosen. */
	value: (row: IDataObject) => string | undefined;
	/** What the row is called; without a label the value is shown. */
	label: (row: IDataObject) => string | undefined;
	/** The query with which the platform itself searches. Without it the labels are compared. */
	search?: (text: string) => IDataObject;
	/** Further query parameters. */
	query?: IDataObject;
}

/**
 * The list behind a field *From List*, made from the operation that gives its rows.
 *
 * n8n calls it with what the user typed, and again with `paginationToken` when the user scrolls to the end. Up to
 * five pages are read until one holds a row that fits.
 */
export function listSearch(
	platform: Platform,
	operation: Operation,
	entries: ListEntries,
): ListSearch {
	return async function (filter, paginationToken) {
		return await searchRows(this, platform, operation, entries, filter, paginationToken);
	};
}

/**
 * The same for an operation whose path depends on other fields.
 * @throws NodeApiError
 */
export async function searchRows(
	functions: ILoadOptionsFunctions,
	platform: Platform,
	operation: Pick<Operation, 'path' | 'items' | 'paginate'>,
	{ value, label, search, query = {} }: ListEntries,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const text = filter.trim();
	const searched = search && text !== '' ? search(text) : {};
	const wanted = search ? '' : text.toLowerCase();
	const request = readRequest(operation.path, { ...query, ...searched });
	const read = await editorReader(functions, platform);
	const results: INodeListSearchResult['results'] = [];
	let position = paginationToken ?? startOf(operation.paginate);
	let former = '';
	for (let pages = 0; pages < PAGES_AT_ONCE && results.length === 0; pages += 1) {
		const { rows, next } = await withPlatformErrors(
			functions,
			platform,
			async () => await readPage(read, request, operation, position),
		);
		const page = JSON.stringify(rows);
		// A platform that does not know the parameter gives its first page every time.
		if (page === former) return { results };
		former = page;
		for (const row of rows.filter(isObject) as IDataObject[]) {
			const chosen = value(row);
			if (chosen === undefined) continue;
			const name = label(row) ?? chosen;
			if (name.toLowerCase().includes(wanted)) results.push({ name, value: chosen });
		}
		if (next === undefined || next === position) return { results };
		position = next;
	}
	return { results, paginationToken: position };
}

/**
 * The rows of an operation's first page.
 * @throws NodeApiError
 */
export async function firstRows(
	functions: ILoadOptionsFunctions,
	platform: Platform,
	{ path, items = '' }: Pick<Operation, 'path' | 'items'>,
): Promise<IDataObject[]> {
	const read = await editorReader(functions, platform);
	return await withPlatformErrors(functions, platform, async () => {
		return rowsOf(await read(readRequest(path)), items).filter(isObject) as IDataObject[];
	});
}

/** Gives the body of the answer to a request that a person waits for in the editor. It throws RequestError. */
export async function editorReader(
	functions: ILoadOptionsFunctions,
	platform: Platform,
): Promise<(request: ApiRequest) => Promise<unknown>> {
	const transport = await openForeground(functions, platform);
	return async (request) => (await transport.send(request, true)).body;
}

export function readRequest(path: string, query: IDataObject = {}): ApiRequest {
	return { method: 'GET', path, query, headers: {} };
}

/** An operation of a resource, e.g. `getMany`. */
export function operationOf({ operations }: Resource, value: string): Operation {
	const found = operations.find((operation) => operation.value === value);
	if (!found) throw new Error(`There is no operation ${value}`);
	return found;
}

/** `first (more, more)`, of what there is; `undefined` where there is nothing. */
export function labelled(...parts: unknown[]): string | undefined {
	const [first, ...more] = parts.map((part) => String(part ?? '').trim()).filter(Boolean);
	return more.length > 0 ? `${first} (${more.join(', ')})` : first;
}

/** A row's id as a text; `undefined` where it has none. */
export function idText(id: unknown): string | undefined {
	if (typeof id === 'number') return String(id);
	return typeof id === 'string' && id !== '' ? id : undefined;
}

/** Another field of the form; `undefined` while it is empty, or holds an expression that the editor cannot resolve. */
export function chosenIn(functions: ILoadOptionsFunctions, field: string): string | undefined {
	try {
		return firstText(functions.getNodeParameter(field, '', { extractValue: true }));
	} catch {
		return undefined;
	}
}
