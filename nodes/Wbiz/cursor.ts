import { RequestFailure } from '../shared/errors/request-failure';
import { valueAt } from '../shared/value';

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
	const places = NEXT_CURSOR.map((place) => valueAt(body, place));
	const cursor = places.find((value) => value !== undefined && value !== null && value !== '');
	return cursor === undefined ? undefined : String(cursor);
}

/** Whether reading failed because the platform does not know the cursor. */
export function isCursorRefused(error: unknown): boolean {
	return error instanceof RequestFailure && CURSOR_REFUSED.includes(error.status ?? 0);
}
