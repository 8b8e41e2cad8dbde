import type { Account } from '../../account';
import type { Operation, OperationCall, Reply } from '../../platform';
import { Refusal } from '../../refusal';

interface Kept {
	/** What is in its path, and its body; the bodies of two operations are never alike. */
	request: string;
	/** undefined while the request is under way. */
	reply?: Reply;
}

/** The requests that came with an Idempotency-Key: those of a key are done once. */
export class IdempotencyKeys {
	/** By API key and Idempotency-Key. */
	private readonly kept = new Map<string, Kept>();

	constructor(private readonly account: Account) {}

	/**
	 * The operation, done once for each Idempotency-Key. A request that is refused leaves its key free (assumed).
	 * The result throws Refusal 409 for a key that came with another request, or whose request is under way.
	 */
	guard(operation: Operation): Operation {
		return async (call) => {
			const key = call.headers['idempotency-key'];
			if (key === undefined) return await operation(call);
			return await this.once(String(key), requestOf(call), () => operation(call));
		};
	}

	/** Those of every API key, in the order in which they first came. */
	snapshot(): string[] {
		return [...this.kept.keys()].map((place) => (JSON.parse(place) as [string, string])[1]);
	}

	private async once(
		key: string,
		request: string,
		run: () => Reply | Promise<Reply>,
	): Promise<Reply> {
		const place = JSON.stringify([this.account.settings.apiKey, key]);
		const known = this.kept.get(place);
		if (known) return replay(known, request);
		const kept: Kept = { request };
		this.kept.set(place, kept);
		try {
			return (kept.reply = await run());
		} catch (error) {
			this.kept.delete(place);
			throw error;
		}
	}
}

function requestOf({ params, body }: OperationCall): string {
	return JSON.stringify([params, body]);
}

function replay({ request: first, reply }: Kept, request: string): Reply {
	if (first !== request) {
		throw new Refusal(409, 'This Idempotency-Key was used with another request', {
			error: 'idempotency_key_reused',
		});
	}
	if (!reply) throw new Refusal(409, 'A request with this Idempotency-Key is under way');
	return { ...reply, headers: { ...reply.headers, 'Idempotency-Replayed': 'true' } };
}
