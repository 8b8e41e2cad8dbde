import { RequestError } from '../shared/errors/request-error';
import { limit, options, returnAll, filtersOf } from '../shared/fields/common';
import { cursorIn, rowsAt } from '../shared/list/pagination';
import type { Field, Operation } from '../shared/operation';

/** The number of rows in the vendor's samples; a maximum is not documented. */
export const PAGE_SIZE = 50;

/** The parts of an operation that gives a list. */
type List = Required<Pick<Operation, 'items' | 'paginate'>>;

/**
 * A list whose samples on the vendor's page have a `limit`.
 *
 * @param resource the vendor's name of the rows, e.g. `contacts`
 * @param parameter query parameter for the cursor; documented for the events feed only
 */
export const listOf = (resource: string, parameter = 'cursor'): List => ({
	items: rowsAt(resource),
	paginate: {
		type: 'cursor',
		parameter,
		next: NEXT_CURSOR,
		sizeParameter: 'limit',
		maxSize: PAGE_SIZE,
	},
});

/** A list for which the vendor's page shows no parameter: a cursor is sent only when an answer gives one. */
export const plainListOf = (resource: string): List => ({
	items: rowsAt(resource),
	paginate: { type: 'cursor', parameter: 'cursor', next: NEXT_CURSOR },
});

const cursorParameter: Field = {
	displayName: 'Cursor Parameter',
	name: 'cursorParameter',
	type: 'string',
	default: 'cursor',
	placeholder: 'e.g. cursor',
	description:
		'Name of the query parameter for the next page. The platform does not document it; change it when Return All gives the first page again.',
};

/** The fields of an operation that gives a list. */
export const listFields: Field[] = [returnAll, limit, options(cursorParameter)];

/** The same with filters, which go into the query. */
export const filteredList = (...filters: Field[]): Field[] => [
	returnAll,
	limit,
	filtersOf(...filters),
	options(cursorParameter),
];

/** A filter by status. The vendor does not list the values that it takes. */
export const statusFilter = (example: string): Field => ({
	displayName: 'Status',
	name: 'status',
	type: 'string',
	default: '',
	placeholder: `e.g. ${example}`,
	description: 'Only those with this status, as the platform calls it',
	in: 'query',
});

/**
 * Where the next cursor may sit. The vendor writes `nextCursor` for the events feed, and nothing for other lists.
 * Assumed.
 */
export const NEXT_CURSOR = [
	'nextCursor',
	'data.nextCursor',
	'pagination.nextCursor',
	'meta.nextCursor',
];

/** Statuses with which a platform may answer to a cursor that it does not know (any more). Assumed. */
const CURSOR_REFUSED = [400, 404, 410, 422];

export function nextCursorIn(body: unknown): string | undefined {
	return cursorIn(body, NEXT_CURSOR);
}

/** Whether reading failed because the platform does not know the cursor. */
export function isCursorRefused(error: unknown): boolean {
	return error instanceof RequestError && CURSOR_REFUSED.includes(error.status ?? 0);
}
