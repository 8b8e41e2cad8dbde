import type { IDataObject } from 'n8n-workflow';

import { RequestError } from '../errors/request-error';
import type { Pagination, ApiRequest } from '../operation';
import { valueAt } from '../value';

/** Where the list begins; `undefined` where nothing is to be said. */
function startOf(pagination: Pagination | undefined): string | undefined {
	if (pagination?.type === 'page') return String(pagination.first);
	if (pagination?.type === 'offset') return '0';
	return undefined;
}

/** Where the list goes on after a page; `undefined` at its end. */
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
		case 'toldPage':
			return received > 0 && valueAt(body, pagination.more) === true
				? String(Number(position ?? 1) + 1)
				: undefined;
		case 'offset': {
			const last = pagination.maxSizeUnknown ? received === 0 : received < size;
			return last ? undefined : String(Number(position) + received);
		}
		case 'page':
			return isLastPage(pagination, body, received, size)
				? undefined
				: String(Number(position) + 1);
	}
}

/** A page that is not full is the last, unless the platform knows better: it may give fewer than asked for. */
function isLastPage(
	{ more }: Extract<Pagination, { type: 'page' }>,
	body: unknown,
	received: number,
	size: number,
): boolean {
	const told = more === undefined ? undefined : valueAt(body, more);
	if (typeof told === 'boolean' || typeof told === 'number') return received === 0 || !told;
	return received < size;
}

function nextCursor(
	{ next, more }: Extract<Pagination, { type: 'cursor' }>,
	body: unknown,
	received: number,
): string | undefined {
	const cursor = firstAt(
		body,
		next,
		(value) => value !== undefined && value !== null && value !== '',
	);
	const saysMore = more === undefined ? undefined : valueAt(body, more);
	if (saysMore === false || (saysMore !== true && received === 0)) return undefined;
	if (cursor !== undefined) return String(cursor);
	// Ending here would lose rows in silence.
	if (saysMore === true)
		throw new RequestError('refused', 'the answer says there is more, but gives no cursor');
	return undefined;
}

/** The first value that fits, of several places in the answer. */
function firstAt(
	body: unknown,
	places: string | string[],
	fits: (value: unknown) => boolean,
): unknown {
	return [places]
		.flat()
		.map((place) => valueAt(body, place))
		.find(fits);
}

/**
 * Reads page after page until the list ends or `wanted` rows are there.
 *
 * @param wanted rows to give at the most; `Infinity` for all
 * @throws RequestError when the platform gives the same cursor twice, or an answer without rows
 */
export async function readPages(
	send: (request: ApiRequest) => Promise<unknown>,
	request: ApiRequest,
	items: string | string[],
	pagination: Pagination | undefined,
	wanted: number,
): Promise<unknown[]> {
	const rows: unknown[] = [];
	const seen = new Set<string>();
	let position = startOf(pagination);
	let former = '';
	for (;;) {
		const size = pageSize(pagination, wanted, rows.length);
		const body = await send(pageRequest(request, pagination, position, size));
		const page = rowsOf(body, items);
		const text = JSON.stringify(page);
		// A platform that does not know the parameter gives its first page for ever.
		if (page.length > 0 && text === former) throw givenTwice(position);
		former = text;
		for (const row of page) if (rows.length < wanted) rows.push(row);
		if (!pagination || rows.length >= wanted) return rows;
		position = nextPosition(pagination, body, position, page.length, size);
		if (position === undefined) return rows;
		// A list that turns in a circle would be read for ever, and rows would come twice.
		if (seen.has(position)) throw givenTwice(position);
		seen.add(position);
	}
}

function givenTwice(position: string | undefined): RequestError {
	return new RequestError('refused', `the page at "${position}" was given twice`);
}

/**
 * A page number only means the same rows again while the size stays; a cursor or an offset has no such tie.
 * 0 where the platform decides.
 */
function pageSize(pagination: Pagination | undefined, wanted: number, received: number): number {
	if (!pagination || pagination.type === 'toldPage') return 0;
	return Math.min(pagination.maxSize, pagination.type === 'page' ? wanted : wanted - received);
}

function pageRequest(
	request: ApiRequest,
	pagination: Pagination | undefined,
	position: string | undefined,
	size: number,
): ApiRequest {
	if (!pagination) return request;
	const query: IDataObject = { ...request.query };
	if (pagination.type !== 'toldPage') query[pagination.sizeParameter] = size;
	if (position !== undefined) query[pagination.parameter] = position;
	return { ...request, query };
}

/** @throws RequestError when there is no list */
export function rowsOf(body: unknown, items: string | string[]): unknown[] {
	const rows = firstAt(body, items, Array.isArray);
	if (Array.isArray(rows)) return rows;
	throw new RequestError('refused', `the answer holds no list at "${[items].flat().join('", "')}"`);
}
