import type { BuiltRequest } from '../../../nodes/shared/form/request';
import { queuesOf, runQueues } from '../../../nodes/shared/run/queue';
import { seeded } from '../rate-limit/simulation';

const random = seeded(7);

function request(to: string): BuiltRequest {
	return {
		request: { method: 'POST', path: '/messages', query: {}, headers: {}, body: { to } },
		values: {},
		options: {},
		recipient: to,
	};
}

async function later(): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, random() * 8));
}

test('With 50 at once and random delays, messages to one recipient go in the order of the items', async () => {
	const recipients = Array.from({ length: 400 }, () => String(Math.floor(random() * 40)));
	const sent: number[] = [];
	const underWay = new Map<string, number>();
	let most = 0;
	let all = 0;
	await runQueues(
		queuesOf(recipients.map(request)),
		{ concurrency: () => 50, stopped: () => false },
		async ([item]) => {
			const to = recipients[item];
			underWay.set(to, (underWay.get(to) ?? 0) + 1);
			expect(underWay.get(to)).toBe(1);
			all += 1;
			most = Math.max(most, all);
			await later();
			sent.push(item);
			all -= 1;
			underWay.set(to, 0);
		},
	);
	expect([...sent].sort((a, b) => a - b)).toEqual(recipients.map((_, item) => item));
	for (const to of new Set(recipients)) {
		const items = sent.filter((item) => recipients[item] === to);
		expect(items).toEqual([...items].sort((a, b) => a - b));
	}
	// As many as there are recipients.
	expect(most).toBe(40);
});

test('The concurrency may grow and shrink on the way', async () => {
	let allowed = 2;
	let all = 0;
	const seen: number[] = [];
	await runQueues(
		Array.from({ length: 60 }, (_, item) => [[item]]),
		{ concurrency: () => allowed, stopped: () => false },
		async ([item]) => {
			all += 1;
			seen.push(all);
			if (item === 10) allowed = 8;
			if (item === 40) allowed = 3;
			await later();
			all -= 1;
		},
	);
	expect(Math.max(...seen.slice(0, 10))).toBe(2);
	expect(Math.max(...seen)).toBe(8);
	expect(Math.max(...seen.slice(-10))).toBeLessThanOrEqual(3);
});

test('Nothing starts after it was stopped, and an error ends it', async () => {
	const started: number[] = [];
	const queues = Array.from({ length: 10 }, (_, item) => [[item]]);
	const bounds = { concurrency: () => 2, stopped: () => started.length >= 4 };
	await runQueues(queues, bounds, async ([item]) => {
		started.push(item);
		await later();
	});
	expect(started).toEqual([0, 1, 2, 3]);
	const failing = runQueues(queues, { concurrency: () => 2, stopped: () => false }, async () => {
		await later();
		throw new Error('broken');
	});
	await expect(failing).rejects.toThrow('broken');
});
