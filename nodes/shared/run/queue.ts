import type { BuiltRequest } from '../form/request';
import { isRead } from '../operation';
import { isObject } from '../value';

/** Whom a request's body addresses: the recipient (a campaign's is its `destination`), else the contact or conversation. */
export function recipientOf(body: unknown): string | undefined {
	if (!isObject(body)) return undefined;
	const recipient = body.to ?? body.destination ?? body.phone ?? body.conversationId;
	return typeof recipient === 'string' || typeof recipient === 'number'
		? String(recipient)
		: undefined;
}

/**
 * Puts the items in queues, each item in a call of its own: those of one queue go one after another in item order,
 * queues go side by side. Writes to the same recipient, else to the same path, share a queue; each read has its own.
 */
export function queuesOf(requests: Array<BuiltRequest | undefined>): number[][][] {
	const shared = new Map<string, number[][]>();
	const all: number[][][] = [];
	requests.forEach((built, item) => {
		if (!built) return;
		const key = queueKey(built);
		const queue = key === undefined ? undefined : shared.get(key);
		if (queue) {
			queue.push([item]);
			return;
		}
		const fresh = [[item]];
		all.push(fresh);
		if (key !== undefined) shared.set(key, fresh);
	});
	return all;
}

/** The values stand in where an operation's own `run` makes the request from them. */
function queueKey({ request, values }: BuiltRequest): string | undefined {
	const method = (values.method ?? request.method) as typeof request.method;
	if (isRead(method)) return undefined;
	const path = String(values.path ?? request.path);
	return recipientOf(request.body ?? values.body) ?? `${method} ${path}`;
}

/**
 * Works through the queues, `concurrency` at once, one call of a queue after another, until done or `stopped`. The
 * concurrency may change on the way.
 */
export async function runQueues(
	all: number[][][],
	{ concurrency, stopped }: { concurrency: () => number; stopped: () => boolean },
	work: (items: number[]) => Promise<void>,
): Promise<void> {
	let next = 0;
	let underWay = 0;
	const workOff = async (queue: number[][]) => {
		for (const items of queue) {
			if (stopped()) return;
			await work(items);
		}
	};
	await new Promise<void>((resolve, reject) => {
		const start = () => {
			while (next < all.length && underWay < concurrency() && !stopped()) {
				underWay += 1;
				next += 1;
				workOff(all[next - 1]).then(done, reject);
			}
			if (underWay === 0) resolve();
		};
		const done = () => {
			underWay -= 1;
			start();
		};
		start();
	});
}
