import { Refusal } from './refusal';

export interface Page<Row> {
	rows: Row[];
	/** null on the last page. */
	nextCursor: string | null;
}

/**
 * One page of rows that are sorted by falling sequence. The cursor names the last row given out, not a
 * count, so rows that arrive between two pages neither repeat nor hide one.
 */
export function pageAfter<Row>(
	rows: Row[],
	sequence: (row: Row) => number,
	limit: number,
	cursor?: string,
): Page<Row> {
	const before = cursor === undefined ? Infinity : read(cursor);
	const rest = rows.filter((row) => sequence(row) < before);
	const page = rest.slice(0, limit);
	const more = rest.length > page.length;
	return { rows: page, nextCursor: more ? write(sequence(page[page.length - 1])) : null };
}

function write(sequence: number): string {
	return Buffer.from(JSON.stringify({ before: sequence })).toString('base64');
}

function read(cursor: string): number {
	try {
		const { before } = JSON.parse(Buffer.from(cursor, 'base64').toString()) as { before: unknown };
		if (typeof before === 'number') return before;
	} catch {
		// Falls through to the refusal: whatever it was, it did not come from us.
	}
	throw new Refusal(400, 'Invalid cursor');
}
