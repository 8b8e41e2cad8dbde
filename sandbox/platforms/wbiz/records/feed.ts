import type { Account } from '../../../account/account';
import { BoundedLog } from '../../../account/bounded-log';
import { Refusal } from '../../../http/refusal';
import type { OperationCall, Operations, Reply } from '../../../http/types';
import type { Payload } from '../../../types';
import { settingsOf } from '../settings';
import { ok } from './records';

const DEFAULT_LIMIT = 50;

/** The events feed: everything that happened, by position, whatever webhooks there are. */
export class Feed {
	private readonly log = new BoundedLog<{ position: number; payload: Payload }>();
	private added = 0;

	constructor(private readonly account: Account) {}

	readonly operations: Operations = { 'event.getMany': (call) => this.list(call) };

	add(payload: Payload): void {
		this.log.add({ position: ++this.added, payload });
	}

	/** The cursor is the position of the last event given out; what the log has forgotten is passed over. */
	private list({ query }: OperationCall): Reply {
		const limit = Number(query.limit ?? DEFAULT_LIMIT);
		const after = query.since === undefined ? this.start(limit) : this.read(query.since);
		const kept = this.log.all();
		const first = kept[0]?.position ?? 1;
		const from = Math.max(0, after + 1 - first);
		const events = kept.slice(from, from + limit);
		const last = events.at(-1)?.position ?? after;
		return ok({ data: events.map(({ payload }) => payload), nextCursor: `evc_${last}` });
	}

	private start(limit: number): number {
		const newest = settingsOf(this.account).feedStart === 'newest';
		return newest ? Math.max(0, this.added - limit) : 0;
	}

	private read(cursor: string): number {
		const position = /^evc_(\d+)$/.exec(cursor)?.[1];
		if (position === undefined || Number(position) > this.added) {
			throw new Refusal(400, 'Invalid cursor');
		}
		return Number(position);
	}
}
