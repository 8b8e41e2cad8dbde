import type { IContextObject, IExecuteFunctions } from 'n8n-workflow';

import { createHash, randomUUID } from 'node:crypto';

import type { ApiRequest } from '../operation';
import type { Answer } from '../platform';
import { isObject } from '../value';

/** The header's usual name: https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header */
const HEADER = 'Idempotency-Key';
const REPLAYED_HEADER = 'idempotency-replayed';
/** Under this key in the node's context. */
const CONTEXT_KEY = 'idempotency';

/** What the keys of one execution share, kept in the node's context with the ledger. */
interface Origin {
	/** *Retry execution* is an execution of its own; its sends are still those of the first. */
	executionId: string;
	/** Runs of this node in which everything went well: an agent may call it twice with the same words, and mean it. */
	completed: number;
}

/**
 * Makes the `Idempotency-Key` of each request: the same for every try of the same send, another for every other one,
 * also in another n8n.
 */
export class IdempotencyKeys {
	private readonly origin: Origin;

	constructor(
		private readonly functions: IExecuteFunctions,
		context: IContextObject,
	) {
		// Without an id of its own an execution would take another's keys, and its messages for sent.
		const executionId = functions.getExecutionId() || randomUUID();
		context[CONTEXT_KEY] ??= { executionId, completed: 0 };
		this.origin = context[CONTEXT_KEY] as Origin;
	}

	/** 64 hex digits, from where and when the request was made first, and from what it says. */
	make(
		runIndex: number,
		{ item, step, request }: { item: number; step: number; request: ApiRequest },
	): string {
		const { functions, origin } = this;
		const identity = [
			functions.getInstanceId(),
			functions.getWorkflow().id,
			functions.getNode().id,
			origin.executionId,
			origin.completed,
			runIndex,
			item,
			step,
			[request.method, request.path, request.query, request.body],
		];
		return createHash('sha256').update(JSON.stringify(identity)).digest('hex');
	}

	/** The run went well: what comes next in this execution is meant to be sent anew. */
	completed(): void {
		this.origin.completed += 1;
	}
}

/** The key that the user gave the request. */
export function idempotencyKeyIn({ headers }: ApiRequest): string | undefined {
	const key = headers[HEADER];
	return typeof key === 'string' ? key : undefined;
}

export function withIdempotencyKey(request: ApiRequest, key: string): ApiRequest {
	return { ...request, headers: { ...request.headers, [HEADER]: key } };
}

/** Whether the answer is that of an earlier request with the same key. */
export function isReplayed({ headers }: Answer): boolean {
	return String(headers[REPLAYED_HEADER] ?? '').toLowerCase() === 'true';
}

/** The answer's body; `idempotencyReplayed: true` stands at its top where the platform says that it sent before. */
export function bodyWithReplay(answer: Answer): unknown {
	const { body } = answer;
	return isReplayed(answer) && isObject(body) ? { ...body, idempotencyReplayed: true } : body;
}
