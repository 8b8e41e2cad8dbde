import type { IDataObject } from 'n8n-workflow';

import { RequestFailure } from './failure';
import type { ApiRequest } from './operation';
import { firstAt, nextPosition, startOf, type Pagination } from './page-position';

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

function givenTwice(position: string | undefined): RequestFailure {
	return new RequestFailure('refused', `the page at "${position}" was given twice`);
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

/** @throws RequestFailure when there is no list */
export function rowsOf(body: unknown, items: string | string[]): unknown[] {
	const rows = firstAt(body, items, Array.isArray);
	if (Array.isArray(rows)) return rows;
	throw new RequestFailure(
		'refused',
		`the answer holds no list at "${[items].flat().join('", "')}"`,
	);
}
