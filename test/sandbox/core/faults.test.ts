import type { AxiosResponse } from 'axios';

import { eventually } from '../support/bench';
import { type WabaPortalBench, CUSTOMER, openBench } from '../waba-portal/bench';

let bench: WabaPortalBench;

beforeAll(async () => {
	bench = await openBench();
});
beforeEach(async () => {
	await bench.reset();
	await bench.customerWrites();
});
afterAll(() => bench.close());

const OTHER = '919123456789';

const send = (to = CUSTOMER): Promise<AxiosResponse> =>
	bench.api.post('/messages/text', { to, message: 'Hello' });
const fault = async (fields: Record<string, unknown>) => {
	expect((await bench.platform.post('/faults', fields)).status).toBe(200);
};
const accepted = async () =>
	(await bench.state()).messages.filter(({ direction }) => direction === 'outbound').length;
const requests = async () => await bench.client.requests();

it('status: answers an error in the vendor’s form, once, and accepts nothing', async () => {
	await fault({ kind: 'status', status: 503 });
	const answer = await send();
	expect([answer.status, answer.data]).toEqual([503, { error: 'Internal server error' }]);
	expect(await accepted()).toBe(0);
	expect((await send()).status).toBe(200);
});

it('status: answers the given body and headers', async () => {
	const body = { error: 'Slow down' };
	await fault({ kind: 'status', status: 429, body, headers: { 'Retry-After': '3' } });
	const answer = await send();
	expect([answer.status, answer.data, answer.headers['retry-after']]).toEqual([429, body, '3']);
});

it('statusAfter: accepts, then answers an error', async () => {
	await fault({ kind: 'statusAfter', status: 502 });
	expect((await send()).status).toBe(502);
	expect(await accepted()).toBe(1);
});

it.each([
	['cutBefore', 0],
	['cutAfter', 1],
])('%s: cuts the connection with %i message accepted', async (kind, count) => {
	await fault({ kind });
	await expect(send()).rejects.toMatchObject({ code: 'ECONNRESET' });
	expect(await accepted()).toBe(count);
	expect((await requests()).at(-1)).toMatchObject({ status: null, fault: kind });
});

it('slow: accepts at once and answers after the delay', async () => {
	await fault({ kind: 'slow', delayMs: 400 });
	const started = Date.now();
	const sending = send();
	while ((await accepted()) === 0) await new Promise((resolve) => setTimeout(resolve, 10));
	expect(Date.now() - started).toBeLessThan(390);
	expect((await sending).status).toBe(200);
	expect(Date.now() - started).toBeGreaterThanOrEqual(399);
});

it('undeliverable: accepts, and then the message fails as for a number that is not on WhatsApp', async () => {
	await fault({ kind: 'undeliverable' });
	expect((await send()).status).toBe(200);
	const failed = await eventually(
		async () => (await bench.sent())[0],
		({ status }) => status === 'failed',
	);
	expect(failed.errors).toEqual([{ code: 131026, title: 'Message undeliverable' }]);
	expect((await send()).status).toBe(200);
	await new Promise((resolve) => setTimeout(resolve, 150));
	expect((await bench.sent()).map(({ status }) => status)).toEqual(['failed', 'sent']);
});

it('hits only sends when it is asked to', async () => {
	await fault({ kind: 'status', status: 503, sends: true });
	expect((await bench.api.get('/templates')).status).toBe(200);
	expect((await send()).status).toBe(503);
});

it('hits only what matches method, path and recipient', async () => {
	await bench.customerWrites({ from: OTHER });
	await fault({ kind: 'status', status: 500, method: 'post', path: '/messages/text', to: OTHER });
	expect((await bench.api.get('/conversations')).status).toBe(200);
	expect((await bench.api.post('/webhook/test')).status).toBe(400);
	expect((await send(CUSTOMER)).status).toBe(200);
	expect((await send(OTHER)).status).toBe(500);
});

it('skips some, hits some, and then ends', async () => {
	await fault({ kind: 'status', status: 500, skip: 2, times: 2 });
	const statuses: number[] = [];
	for (let count = 0; count < 6; count++) statuses.push((await send()).status);
	expect(statuses).toEqual([200, 200, 500, 500, 200, 200]);
});

it('can be taken back', async () => {
	await fault({ kind: 'status', times: 100 });
	expect((await send()).status).toBe(500);
	await bench.platform.delete('/faults');
	expect((await send()).status).toBe(200);
});

it('refuses a fault of an unknown kind', async () => {
	const { status, data } = await bench.platform.post('/faults', { kind: 'flood' });
	expect([status, data.error]).toEqual([400, expect.stringContaining('kind must be one of')]);
});
