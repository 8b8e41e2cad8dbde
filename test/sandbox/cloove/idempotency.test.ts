import type { AxiosResponse } from 'axios';

import { eventually } from '../support/bench';
import {
	API_KEY,
	type ClooveBench,
	conversationId,
	expectRefusal,
	openBench,
	sendTemplate,
	sendText,
} from './bench';

let bench: ClooveBench;
let id: string;

beforeAll(async () => {
	bench = await openBench();
});
beforeEach(async () => {
	await bench.reset();
	bench.api.defaults.headers.common.Authorization = `Bearer ${API_KEY}`;
	await bench.settings({ autoStatuses: false });
	await bench.customerWrites();
	id = await conversationId(bench);
});
afterAll(() => bench.close());

const KEY = { 'Idempotency-Key': '3f6c8a1e' };
const text = (words = 'Hello', headers: Record<string, string> = KEY) =>
	sendText(bench, id, words, headers);
const replayed = ({ headers }: AxiosResponse) => headers['idempotency-replayed'] as unknown;
const fault = async (fields: Record<string, unknown>) =>
	expect((await bench.platform.post('/faults', fields)).status).toBe(200);

describe('the same key', () => {
	it.each([
		['text', () => text()],
		['template', () => sendTemplate(bench, {}, KEY)],
	])(
		'with the same %s gets the original answer, and nothing is sent again',
		async (_what, send) => {
			const first = await send();
			expect([first.status, replayed(first)]).toEqual([201, undefined]);
			const messageId = first.data.data.id as string;
			await bench.platform.post('/statuses', { messageId, status: 'read' });
			for (let time = 0; time < 2; time++) {
				const again = await send();
				expect([again.status, again.data, replayed(again)]).toEqual([201, first.data, 'true']);
			}
			expect(await bench.sent()).toHaveLength(1);
			expect((await bench.state()).idempotencyKeys).toEqual(['3f6c8a1e']);
		},
	);

	it('with another body is refused', async () => {
		await text('Hello');
		expectRefusal(await text('Hello!'), 409, 'idempotency_key_reused', 'another request');
		expect(await bench.sent()).toHaveLength(1);
	});

	it('in another conversation or for another call is refused', async () => {
		await text();
		await bench.customerWrites({ from: '2348099999999' });
		const [{ id: other }] = (await bench.state()).conversations;
		expect(other).not.toBe(id);
		const elsewhere = await sendText(bench, other, 'Hello', KEY);
		expectRefusal(elsewhere, 409, 'idempotency_key_reused', 'another request');
		const template = await sendTemplate(bench, {}, KEY);
		expectRefusal(template, 409, 'idempotency_key_reused', 'another request');
		expect(await bench.sent()).toHaveLength(1);
	});

	it('with another API key is another one', async () => {
		await text();
		const apiKey = 'clv_live_sk_sandbox0123456789abcdefghijklmnop';
		await bench.settings({ apiKey });
		bench.api.defaults.headers.common.Authorization = `Bearer ${apiKey}`;
		expect(replayed(await text())).toBeUndefined();
		expect(await bench.sent()).toHaveLength(2);
	});

	it('can be used after a refusal, which sent nothing', async () => {
		await bench.settings({ windowHours: 0 });
		expectRefusal(await text(), 422, 'outside_service_window', 'window');
		await bench.settings({ windowHours: 24 });
		const { status, headers } = await text();
		expect([status, headers['idempotency-replayed']]).toEqual([201, undefined]);
	});
});

it('another key, or none, sends again', async () => {
	await text();
	await text('Hello', { 'Idempotency-Key': 'another' });
	await text('Hello', {});
	await text('Hello', {});
	expect(await bench.sent()).toHaveLength(4);
});

it.each([
	['empty', ''],
	['of 256 characters', 'k'.repeat(256)],
])('a key that is %s is refused', async (_what, key) => {
	const { status, data } = await text('Hello', { 'Idempotency-Key': key });
	expect([status, data.details[0].field]).toEqual([422, 'idempotency-key']);
	expect(await bench.sent()).toEqual([]);
});

describe('while the first is under way', () => {
	it('the same request is refused, and replayed afterwards', async () => {
		await bench.settings({ sendMs: 600 });
		const first = text();
		await eventually(
			() => bench.sent(),
			(messages) => messages.length === 1,
		);
		expectRefusal(await text(), 409, 'request_in_progress', 'under way');
		expectRefusal(await text('Other'), 409, 'idempotency_key_reused', 'another request');
		const { status, data } = await first;
		const again = await text();
		expect([status, again.data, replayed(again)]).toEqual([201, data, 'true']);
		expect(await bench.sent()).toHaveLength(1);
	});

	it('a caller who has gone finds it done when it comes back', async () => {
		await bench.settings({ sendMs: 300 });
		const url = `/v1/messaging/conversations/${id}/messages`;
		const hurried = { headers: KEY, timeout: 100 };
		await expect(bench.api.post(url, { text: 'Hello' }, hurried)).rejects.toMatchObject({
			code: 'ECONNABORTED',
		});
		expectRefusal(await text(), 409, 'request_in_progress', 'under way');
		const again = await eventually(
			() => text(),
			({ status }) => status === 201,
		);
		expect(replayed(again)).toBe('true');
		expect(await bench.sent()).toHaveLength(1);
	});

	it('every other send goes on', async () => {
		await bench.settings({ sendMs: 300 });
		const started = Date.now();
		const keys = ['1', '2', '3', '4', '5'];
		const answers = await Promise.all(keys.map((key) => text(key, { 'Idempotency-Key': key })));
		expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
		expect(Date.now() - started).toBeLessThan(1200);
		expect(Date.now() - started).toBeGreaterThanOrEqual(299);
	});
});

describe('after an answer that was lost', () => {
	it.each([
		['statusAfter', { kind: 'statusAfter', status: 502 }],
		['cutAfter', { kind: 'cutAfter' }],
	])('%s: the same request is replayed', async (_kind, fields) => {
		await fault(fields);
		await text().catch(() => undefined);
		expect(await bench.sent()).toHaveLength(1);
		const again = await text();
		expect([again.status, replayed(again)]).toEqual([201, 'true']);
		expect(await bench.sent()).toHaveLength(1);
	});

	it.each([
		['status', { kind: 'status', status: 503 }],
		['cutBefore', { kind: 'cutBefore' }],
	])('%s: the request that never arrived is sent for the first time', async (_kind, fields) => {
		await fault(fields);
		await text().catch(() => undefined);
		expect(await bench.sent()).toEqual([]);
		expect(replayed(await text())).toBeUndefined();
		expect(await bench.sent()).toHaveLength(1);
	});
});
