import { createHash } from 'node:crypto';
import type { IContextObject } from 'n8n-workflow';

import { RequestFailure } from './failure';
import type { ApiRequest } from './operation';
import { recipientOf } from './lane';

/** Under this key in the node's context. */
const CONTEXT_KEY = 'ledger';

interface Entry {
	state: 'accepted' | 'unknown';
	/** The answer to an accepted request, secrets hidden. */
	answer?: unknown;
}

/**
 * Remembers what this node sent in this execution. It lives in the node's context, which survives
 * *Retry On Fail* and *Retry execution*, both of which run the whole node again: what was accepted is
 * answered from here, what may have been accepted fails again; neither is sent.
 */
export class Ledger {
	private readonly entries: Record<string, Entry>;

	private readonly touched = new Set<string>();

	constructor(
		context: IContextObject,
		private readonly runIndex: number,
	) {
		context[CONTEXT_KEY] ??= {};
		this.entries = context[CONTEXT_KEY] as Record<string, Entry>;
	}

	/**
	 * Sends the request unless this execution did so before.
	 *
	 * @param step which of the item's requests it is, from 0
	 * @param send gives the answer's body, secrets hidden
	 * @throws RequestFailure `unknown` for a request whose outcome an earlier try did not learn
	 */
	async once(
		item: number,
		step: number,
		request: ApiRequest,
		send: () => Promise<unknown>,
	): Promise<unknown> {
		const key = `${this.runIndex}:${item}:${step}:${fingerprint(request)}`;
		this.touched.add(key);
		const entry = this.entries[key];
		if (entry?.state === 'accepted') return entry.answer;
		if (entry?.state === 'unknown') throw alreadyUnknown();
		// Written first: whatever ends this run from here on, the request counts as perhaps sent.
		this.entries[key] = { state: 'unknown' };
		const answer = await send().catch((error: unknown) => {
			const surelyNotSent = error instanceof RequestFailure && error.outcome !== 'unknown';
			if (surelyNotSent) delete this.entries[key];
			throw error;
		});
		this.entries[key] = { state: 'accepted', answer };
		return answer;
	}

	/** Everything went well: forgets this run, so that a large one leaves nothing in the execution's record. */
	clear(): void {
		for (const key of this.touched) delete this.entries[key];
	}
}

function alreadyUnknown(): RequestFailure {
	return new RequestFailure(
		'unknown',
		'an earlier try of this execution did not learn whether the platform accepted it; it was not sent again',
	);
}

/**
 * What makes a send the same one: operation and recipient, not its words. A text or a schedule with the time in it
 * differs at each try, and is still the same message.
 */
function fingerprint({ method, path, query, body }: ApiRequest): string {
	const identity = [method, path, query, recipientOf(body) ?? null];
	return createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 32);
}
