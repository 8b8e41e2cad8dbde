import type { IDataObject } from 'n8n-workflow';

import { RequestFailure } from './failure';
import type { ApiRequest } from './operation';
import { valueAt } from './value';

interface PageSize {
	/** Query parameter for the number of rows wanted in one page. */
	sizeParameter: string;
	/** The most rows that the platform gives in one page. */
	maxSize: number;
}

/** How a platform hands out a long list. */
export type Pagination =
	| ({
			type: 'cursor';
			/** Query parameter that takes the cursor. */
			parameter: string;
			/** Where the next cursor sits in the answer; several places are tried in order. */
			next: string | string[];
			/** Where the answer says whether there is more; without it a missing cursor ends the list. */
			more?: string;
	  } & PageSize)
	| ({
			type: 'page';
			parameter: string;
			first: number;
			/** Where the answer says whether there is more, or how many rows are left; without it a short page is the last. */
			more?: string;
	  } & PageSize)
	| ({ type: 'offset'; parameter: string } & PageSize);

/**
 * Reads page after page until the list ends or `wanted` rows are there.
 *
 * @param wanted rows to give at the most; `Infinity` for all
 * @throws RequestFailure when the platform gives the same cursor twice, or an answer without rows
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
		const size = pagination ? pageSize(pagination, wanted, rows.length) : 0;
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

function givenTwice(position: string | undefined): RequestFailure {
	return new RequestFailure('refused', `the page at "${position}" was given twice`);
}

function startOf(pagination: Pagination | undefined): string | undefined {
	if (pagination?.type === 'page') return String(pagination.first);
	if (pagination?.type === 'offset') return '0';
	return undefined;
}

/** A page number only means the same rows again while the size stays; a cursor or an offset has no such tie. */
function pageSize(pagination: Pagination, wanted: number, received: number): number {
	return Math.min(pagination.maxSize, pagination.type === 'page' ? wanted : wanted - received);
}

function pageRequest(
	request: ApiRequest,
	pagination: Pagination | undefined,
	position: string | undefined,
	size: number,
): ApiRequest {
	if (!pagination) return request;
	const query: IDataObject = { ...request.query, [pagination.sizeParameter]: size };
	if (position !== undefined) query[pagination.parameter] = position;
	return { ...request, query };
}

/** @throws RequestFailure when there is no list */
export function rowsOf(body: unknown, items: string | string[]): unknown[] {
	const rows = firstAt(body, items, Array.isArray);
	if (Array.isArray(rows)) return rows;
	throw new RequestFailure(
		'refused',
		`the answer holds no list at "${[items].flat().join('", "')}"`,
	);
}

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

function nextPosition(
	pagination: Pagination,
	body: unknown,
	position: string | undefined,
	received: number,
	size: number,
): string | undefined {
	if (pagination.type === 'cursor') return nextCursor(pagination, body, received);
	const more = pagination.type === 'page' && pagination.more && valueAt(body, pagination.more);
	// A page that is not full is the last, unless the platform knows better: it may give fewer than asked for.
	const told = typeof more === 'boolean' || typeof more === 'number';
	if (received === 0 || (told ? !more : received < size)) return undefined;
	const step = pagination.type === 'page' ? 1 : received;
	return String(Number(position) + step);
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
		throw new RequestFailure('refused', 'the answer says there is more, but gives no cursor');
	return undefined;
}
