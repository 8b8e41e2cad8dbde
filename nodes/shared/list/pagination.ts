import type { IDataObject } from 'n8n-workflow';

import { RequestError } from '../errors/request-error';
import type { ApiRequest, Operation, Pagination } from '../operation';
import { isObject, valueAt } from '../value';

type Read = (request: ApiRequest) => Promise<unknown>;

/** What an operation says of the list that it gives. */
export type ListOperation = Pick<Operation, 'items' | 'paginate' | 'beside'>;

/** A page of a list. */
export interface Page {
	rows: unknown[];
	/** Where the list goes on; `undefined` at its end. */
	next: string | undefined;
	/** What the answer says beside the rows; `null` for what it does not have. */
	beside: Record<string, unknown>;
}

/**
 * Where a list's rows may be in an answer that the vendor does not show. Assumed.
 * @param resource in camel case: it is looked for in snake case, too
 */
export function rowsAt(resource: string): string[] {
	const snakeCase = resource.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
	const names = [...new Set(['data', 'items', 'results', resource, snakeCase])];
	return ['', ...names, ...names.map((name) => `data.${name}`)];
}

/** The objects of an answer that may be the one it is about, where the vendor does not show it. Assumed. */
export function objectsIn(answer: unknown, resource: string): Array<Record<string, unknown>> {
	const places = ['', 'data', resource, `data.${resource}`];
	return places.map((at) => valueAt(answer, at)).filter(isObject);
}

/**
 * Reads page after page until the list ends or `wanted` rows are there.
 *
 * @param wanted rows to give at the most; `Infinity` for all
 * @throws RequestError when the platform gives the same cursor twice, or an answer without rows
 */
export async function readPages(
	read: Read,
	request: ApiRequest,
	list: ListOperation,
	wanted: number,
): Promise<unknown[]> {
	const rows: unknown[] = [];
	const seen = new Set<string>();
	let position = startOf(list.paginate);
	let former = '';
	for (;;) {
		const size = pageSize(list.paginate, wanted, rows.length);
		const page = await readPage(read, request, list, position, size);
		const text = JSON.stringify(page.rows);
		// A platform that does not know the parameter gives its first page every time.
		if (page.rows.length > 0 && text === former) throw givenTwice(position);
		former = text;
		for (const row of page.rows.slice(0, wanted - rows.length)) rows.push(withBeside(row, page));
		position = page.next;
		if (position === undefined || rows.length >= wanted) return rows;
		// A list that turns in a circle would be read without end, and rows would come twice.
		if (seen.has(position)) throw givenTwice(position);
		seen.add(position);
	}
}

/**
 * Reads one page.
 *
 * @param position where the page begins, as {@link Page.next} or {@link startOf} gives it
 * @param size rows wanted; without effect where the platform decides
 * @throws RequestError for an answer without rows
 */
export async function readPage(
	read: Read,
	request: ApiRequest,
	{ items = '', paginate, beside = {} }: ListOperation,
	position: string | undefined,
	size = paginate?.maxSize ?? 0,
): Promise<Page> {
	const pageOf = (body: unknown) => ({ rows: rowsOf(body, items), beside: partsOf(body, beside) });
	if (!paginate) return { ...pageOf(await read(request)), next: undefined };
	const query: IDataObject = { ...request.query };
	if (paginate.sizeParameter !== undefined) query[paginate.sizeParameter] = size;
	if (position !== undefined) query[paginate.parameter] = position;
	const body = await read({ ...request, query });
	const page = pageOf(body);
	return { ...page, next: nextPosition(paginate, body, position, page.rows.length, size) };
}

function partsOf(body: unknown, beside: Record<string, string | string[]>): Page['beside'] {
	const parts = Object.entries(beside).map(([name, paths]) => [
		name,
		firstAt(body, paths, (value) => value !== undefined) ?? null,
	]);
	return Object.fromEntries(parts) as Page['beside'];
}

function withBeside(row: unknown, { beside }: Page): unknown {
	return isObject(row) ? { ...row, ...beside } : row;
}

/** Where a list begins; `undefined` where the first request says nothing about it. */
export function startOf(pagination: Pagination | undefined): string | undefined {
	if (pagination?.type === 'page') return pagination.first?.toString();
	return pagination?.type === 'offset' ? '0' : undefined;
}

/** @throws RequestError when there is no list */
export function rowsOf(body: unknown, items: string | string[]): unknown[] {
	const rows = firstAt(body, items, Array.isArray);
	if (Array.isArray(rows)) return rows;
	throw new RequestError('refused', `the answer holds no list at "${[items].flat().join('", "')}"`);
}

/** The cursor in an answer, at the first of the paths that has one. */
export function cursorIn(body: unknown, paths: string | string[]): string | undefined {
	const cursor = firstAt(
		body,
		paths,
		(value) => value !== undefined && value !== null && value !== '',
	);
	return cursor === undefined ? undefined : String(cursor);
}

function nextPosition(
	pagination: Pagination,
	body: unknown,
	position: string | undefined,
	received: number,
	size: number,
): string | undefined {
	switch (pagination.type) {
		case 'cursor':
			return nextCursor(pagination, body, received);
		case 'offset': {
			const last = pagination.maxSizeUnknown ? received === 0 : received < size;
			return last ? undefined : String(Number(position) + received);
		}
		case 'page':
			return isLastPage(pagination, body, received, size)
				? undefined
				: String(Number(position ?? 1) + 1);
	}
}

/** A page that is not full is the last, unless the platform says otherwise: it may give fewer rows than asked for. */
function isLastPage(
	{ more, first }: Extract<Pagination, { type: 'page' }>,
	body: unknown,
	received: number,
	size: number,
): boolean {
	const said = more === undefined ? undefined : valueAt(body, more);
	if (first === undefined) return received === 0 || said !== true;
	if (typeof said === 'boolean' || typeof said === 'number') return received === 0 || !said;
	return received < size;
}

function nextCursor(
	{ next, more }: Extract<Pagination, { type: 'cursor' }>,
	body: unknown,
	received: number,
): string | undefined {
	const said = more === undefined ? undefined : valueAt(body, more);
	if (said === false || (said !== true && received === 0)) return undefined;
	const cursor = cursorIn(body, next);
	// To end here would lose rows silently.
	if (cursor === undefined && said === true) {
		throw new RequestError('refused', 'the answer says there is more, but gives no cursor');
	}
	return cursor;
}

/** The first value that fits, of several paths in the answer. */
function firstAt(
	body: unknown,
	paths: string | string[],
	fits: (value: unknown) => boolean,
): unknown {
	return [paths]
		.flat()
		.map((path) => valueAt(body, path))
		.find(fits);
}

/** A page number only means the same rows again while the size stays; a cursor or an offset has no such tie. */
function pageSize(pagination: Pagination | undefined, wanted: number, received: number): number {
	const maxSize = pagination?.maxSize ?? 0;
	return Math.min(maxSize, pagination?.type === 'page' ? wanted : wanted - received);
}

function givenTwice(position: string | undefined): RequestError {
	return new RequestError('refused', `the page at "${position}" was given twice`);
}
