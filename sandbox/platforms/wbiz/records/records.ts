import { randomBytes } from 'node:crypto';

import { pageAfter } from '../../../http/paging';
import { Refusal } from '../../../http/refusal';
import type { OperationCall, Reply } from '../../../http/types';

const DEFAULT_LIMIT = 50;

interface Entry<Row> {
	/** Rises with every row; the order that paging relies on. */
	sequence: number;
	row: Row;
}

/** Things with an id, and the operations every kind of them has. */
export class Records<Row extends object> {
	private readonly entries = new Map<string, Entry<Row>>();
	private added = 0;

	/** @param noun What a row is called in a refusal, such as Contact */
	constructor(private readonly noun: string) {}

	add<Added extends Row>(id: string, row: Added): Added {
		this.entries.set(id, { sequence: ++this.added, row });
		return row;
	}

	find(id: string): Row | undefined {
		return this.entries.get(id)?.row;
	}

	/** @throws Refusal 404 */
	get(id: string): Row {
		const row = this.find(id);
		if (!row) throw new Refusal(404, `${this.noun} not found`);
		return row;
	}

	/** @throws Refusal 404 */
	delete(id: string): Reply {
		if (!this.entries.delete(id)) throw new Refusal(404, `${this.noun} not found`);
		return ok({ success: true });
	}

	get size(): number {
		return this.entries.size;
	}

	/** Oldest first. */
	*[Symbol.iterator](): Generator<Row> {
		for (const { row } of this.entries.values()) yield row;
	}

	/** The page that a list operation asks for, newest first. */
	page(
		{ query }: OperationCall,
		{
			wanted = () => true,
			view = (row) => row,
		}: { wanted?: (row: Row) => boolean; view?: (row: Row) => unknown } = {},
	): Reply {
		const entries = [...this.entries.values()].filter(({ row }) => wanted(row)).reverse();
		return page(
			entries,
			({ sequence }) => sequence,
			query,
			({ row }) => view(row),
		);
	}
}

/** One page of rows that are sorted by falling sequence, in the form of every WBIZ list. */
export function page<Row>(
	rows: Row[],
	sequence: (row: Row) => number,
	{ limit = String(DEFAULT_LIMIT), cursor }: OperationCall['query'],
	view: (row: Row) => unknown,
): Reply {
	const { rows: data, nextCursor } = pageAfter(rows, sequence, Number(limit), cursor);
	return ok({ data: data.map(view), nextCursor });
}

export function newId(prefix: string): string {
	return `${prefix}_${randomBytes(12).toString('hex')}`;
}

export function ok(body: unknown): Reply {
	return { status: 200, body };
}

export function created(body: unknown): Reply {
	return { status: 201, body };
}
