import type { BuiltRequest } from '../form/request';
import { isRead } from '../operation';
import { isObject } from '../value';

/** Who an API request's body speaks to, under the names that the vendors give it. */
const API_RECIPIENTS = ['to', 'destination', 'phone', 'mobile', 'conversationId'];

/** Who is written to, or whose contact is changed. The user writes the body of an API request by hand. */
export function recipientOf({ recipient, values }: BuiltRequest): string | undefined {
	const { body } = values;
	if (recipient !== undefined || !isObject(body)) return recipient;
	const given = API_RECIPIENTS.map((name) => body[name]).find((value) => value !== undefined);
	return typeof given === 'string' || typeof given === 'number' ? String(given) : undefined;
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
function queueKey(built: BuiltRequest): string | undefined {
	const { request, values } = built;
	const method = (values.method ?? request.method) as typeof request.method;
	if (isRead(method)) return undefined;
	return recipientOf(built) ?? `${method} ${String(values.path ?? request.path)}`;
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
