import type { IContextObject } from 'n8n-workflow';

import { createHash } from 'node:crypto';

import { afterUnclear, RequestError } from '../errors/request-error';
import type { ApiRequest } from '../operation';
import { idempotencyKeyIn, type IdempotencyKeys, withIdempotencyKey } from './idempotency';
import { remember, settle, type Entries } from './ledger-memory';

/** Under this key in the node's context. */
const CONTEXT_KEY = 'ledger';

/** One of an item's requests that must not be sent twice. */
interface Sending {
	/** One, but for a call that gathers many. */
	items: number[];
	/** Which of the item's requests it is, from 0. */
	step: number;
	request: ApiRequest;
	recipient?: string;
	/** Makes keys for a platform that sends once under each. */
	keys?: IdempotencyKeys;
}

/** What the tries of this execution know of an item. */
export interface LedgerItem {
	state: 'accepted' | 'unknown';
	/** The answers to what was accepted, secrets hidden. */
	answers: unknown[];
	/** Whether it went in one call with others, whose answer may have refused it. */
	gathered: boolean;
}

/**
 * Remembers what this node sent in this execution. It lives in the node's context, which survives
 * *Retry On Fail* and *Retry execution*, both of which run the whole node again: what was accepted is
 * answered from here; what may have been accepted fails again, or is sent under the same `Idempotency-Key`.
 * n8n does not save the context of a node that was stopped, so the memory of this process keeps it as well.
 */
export class Ledger {
	private readonly entries: Entries;

	private readonly touched = new Set<string>();

	/** @param execution the same for an execution and its retries, see `executionKey` */
	constructor(
		context: IContextObject,
		private readonly runIndex: number,
		private readonly execution: string,
	) {
		this.entries = remember(execution, (context[CONTEXT_KEY] ?? {}) as Entries);
		context[CONTEXT_KEY] = this.entries;
	}

	/**
	 * Sends the request unless this execution did so before.
	 *
	 * @param send gives the answer's body, secrets hidden
	 * @throws RequestError `unknown` for a request of which an earlier try did not learn whether it was accepted
	 */
	async sendOnce(
		sending: Sending,
		send: (request: ApiRequest) => Promise<unknown>,
	): Promise<unknown> {
		const { items, step, request, keys } = sending;
		const [item, ...others] = items;
		const place = `${this.runIndex}:${item}:${step}:${fingerprint(sending)}`;
		this.touched.add(place);
		const earlier = this.entries[place];
		if (earlier?.state === 'accepted') return earlier.answer;
		if (earlier && earlier.key === undefined) throw alreadyUnknown();
		// An earlier try's key first, even before the user's own: that may hold the time, and be another by now.
		const key =
			earlier?.key ??
			idempotencyKeyIn(request) ??
			keys?.make(this.runIndex, { item, step, request });
		// Written first: whatever ends this run from here on, the request counts as perhaps sent.
		const gathered = others.length > 0 ? { others } : {};
		this.entries[place] = { state: 'unknown', ...gathered, ...(key === undefined ? {} : { key }) };
		const keyed = key === undefined ? request : withIdempotencyKey(request, key);
		const answer = await send(keyed).catch((error: unknown) => {
			if (!(error instanceof RequestError)) throw interrupted(error);
			if (error.kind === 'unknown') throw error;
			// An earlier try may have been accepted all the same: its key stays.
			if (earlier) throw afterUnclear(error);
			delete this.entries[place];
			throw error;
		});
		this.entries[place] = { state: 'accepted', ...gathered, answer };
		return answer;
	}

	/** Whether a try of this execution has sent this step of the item, or may have. */
	knows(item: number, step: number): boolean {
		const start = `${this.runIndex}:${item}:${step}:`;
		return Object.keys(this.entries).some((place) => place.startsWith(start));
	}

	/** What all tries of this execution, in this round of a loop, know of the items that were sent or may have been. */
	items(): Map<number, LedgerItem> {
		const items = new Map<number, LedgerItem>();
		for (const [place, { state, answer, others = [] }] of Object.entries(this.entries)) {
			const [round, first] = place.split(':').map(Number);
			if (round !== this.runIndex) continue;
			for (const index of [first, ...others]) {
				const gathered = others.length > 0;
				const item = items.get(index) ?? { state, answers: [], gathered };
				if (state === 'unknown') item.state = 'unknown';
				else item.answers.push(answer);
				items.set(index, item);
			}
		}
		return items;
	}

	/** Everything went well: forgets this run, so that a large one leaves nothing in the execution's record. */
	clear(): void {
		for (const place of this.touched) delete this.entries[place];
	}

	/** The run has ended, well or not. */
	close(): void {
		settle(this.execution);
	}
}

/** Something beside the request failed, such as n8n's credentials: the request may have left before. */
function interrupted(error: unknown): RequestError {
	const reason = error instanceof Error ? error.message : String(error);
	return new RequestError('unknown', reason);
}

function alreadyUnknown(): RequestError {
	return new RequestError(
		'unknown',
		'an earlier try of this execution did not learn whether the platform accepted it; it was not sent again',
		{ fromEarlierTry: true },
	);
}

/**
 * What makes a send the same one: operation and recipient, not its text. A text or a schedule with the time in it
 * differs at each try, and is still the same message.
 */
function fingerprint({ request, recipient }: Sending): string {
	const { method, path, query } = request;
	const identity = [method, path, query, recipient ?? null];
	return createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 32);
}
