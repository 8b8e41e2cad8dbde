import { waitFor } from '../../../sandbox/client';
import type { RequestEntry } from '../../../sandbox/types';
import { errorOf, outputOf } from '../../n8n/executions';
import { itemsFrom, type NodeSettings, workflow } from '../../support/workflow';
import { BEN, CYD, messageIds, useCustomers } from './customers';
import { sendText } from './host';
import { ADA } from './inbox';

const customers = useCustomers();
const { host } = customers;

describe('the pace', () => {
	beforeEach(async () => {
		await host.useCredentialOfItsOwn();
	});

	/** Milliseconds between the first of these requests and the last. */
	function duration(requests: RequestEntry[]): number {
		const times = requests.map(({ at }) => Date.parse(at));
		return Math.max(...times) - Math.min(...times);
	}

	test('by default keeps 40 messages within what the platform documents: none is refused', async () => {
		const items = Array.from({ length: 40 }, (_, order) => ({
			conversation: customers.conversation([ADA, BEN, CYD][order % 3]),
			text: `Order ${order}`,
		}));
		const execution = await customers.send(items, { messagesPerSecond: 0 });
		expect(execution.status).toBe('success');
		const requests = await host.posts();
		expect(requests.map(({ status }) => status)).toEqual(items.map(() => 201));
		// 30 may leave at once; then two a second, less what the first was late itself.
		expect(duration(requests)).toBeGreaterThan(4000);
		expect(duration(requests)).toBeLessThan(20_000);
		const texts = (await Promise.all([ADA, BEN, CYD].map((phone) => host.sentTexts(phone)))).flat();
		expect(texts.sort()).toEqual(items.map(({ text }) => text).sort());
	});

	test('a 429 without Retry-After makes all items pause; nothing is lost, nothing goes twice', async () => {
		await host.sandbox.settings({ requestsPerMinute: 2, retryAfter: false });
		const items = customers.itemsTo(ADA, BEN, CYD, ADA, BEN);
		const send = sendText(host.credential);
		const { id } = await host.create(workflow('Too fast', [...itemsFrom(items), send]));
		const started = await host.n8n.executions.run(id, 'Start');
		await waitFor('two refused requests', async () => {
			const requests = await host.posts();
			return requests.filter(({ status }) => status === 429).length >= 2;
		});
		await host.sandbox.settings({ requestsPerMinute: 1000 });
		const execution = await host.n8n.executions.waitUntilFinished(started);
		expect(execution.status).toBe('success');
		expect((await host.sentTexts()).sort()).toEqual(items.map(({ text }) => text));
		expect(messageIds(execution)).toHaveLength(items.length);
	});

	test('a 429 with Retry-After makes all items pause for so long', async () => {
		const headers = { 'Retry-After': '3' };
		const body = { error: 'rate_limited', message: 'Too many requests' };
		const kind = 'status';
		await host.sandbox.fault({ path: '/v1', skip: 1, kind, status: 429, headers, body });
		const items = customers.itemsTo(ADA, BEN, CYD, ADA);
		const execution = await customers.send(items, { requestsAtOnce: 1 });
		expect(execution.status).toBe('success');
		expect((await host.sentTexts()).sort()).toEqual(items.map(({ text }) => text));
		const requests = await host.posts();
		expect(requests.map(({ status }) => status)).toEqual([201, 429, 201, 201, 201]);
		expect(duration(requests.slice(1, 3))).toBeGreaterThan(2900);
	});

	test('a pause that is longer than the longest wait ends the run; what is left is unsent', async () => {
		await host.sandbox.settings({ requestsPerMinute: 1 });
		const settings: NodeSettings = { onError: 'continueErrorOutput' };
		const execution = await customers.send(
			customers.itemsTo(ADA, BEN),
			{ longestWait: 1, requestsAtOnce: 1 },
			settings,
		);
		expect(messageIds(execution)).toEqual(await customers.sentIds(ADA));
		const [failed] = outputOf(execution, 'Send', 1);
		expect(failed.json).toMatchObject({
			error: expect.stringContaining('Longest Wait'),
			details: { mayHaveBeenDelivered: false },
		});
		expect(await host.sandbox.outbound()).toHaveLength(1);
	});
});

describe('what the platform refuses', () => {
	test('a text outside of the 24-hour window: the advice is a template', async () => {
		await host.sandbox.advanceClock(25 * 3600);
		const execution = await customers.send(customers.itemsTo(ADA));
		expect(execution.status).toBe('error');
		expect(errorOf(execution)).toMatch(/refused the request.*24-hour window/);
		expect(JSON.stringify(execution.data.resultData.error)).toContain('approved template');
		expect(await customers.statuses(ADA)).toEqual([422]);
	});

	test('bad values are named before anything is sent', async () => {
		const items = [
			...customers.itemsTo(ADA),
			{ conversation: customers.conversation(BEN), text: '' },
		];
		const empty = await customers.send(items);
		expect(errorOf(empty)).toMatch(/item 1/);
		expect(errorOf(empty)).toContain('Text');
		const key = await customers.send(customers.itemsTo(ADA), {
			idempotencyKey: '={{ $json.nothing }}',
		});
		expect(errorOf(key)).toContain('Idempotency Key');
		expect(await host.posts()).toEqual([]);
	});
});
