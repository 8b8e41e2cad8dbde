import { createHmac } from 'node:crypto';

import type { Delivery } from '../../../sandbox/types';
import { openReceiver, type Received, type Receiver } from '../support/receiver';
import { type WabaPortalBench, CUSTOMER, openBench } from '../waba-portal/bench';

let bench: WabaPortalBench;
let receiver: Receiver;

beforeAll(async () => {
	bench = await openBench();
});
beforeEach(async () => {
	await bench.reset();
	receiver = await openReceiver();
	await bench.settings({ webhookRetryDelaysMs: [20, 40], autoStatuses: false });
});
afterEach(() => receiver.close());
afterAll(() => bench.close());

/** Enables the webhook and returns its secret. */
async function enable(webhookEvents = ['messages']): Promise<string> {
	const webhook = { webhookUrl: receiver.url, webhookEnabled: true, webhookEvents };
	return (await bench.api.put('/webhook', webhook)).data.data.webhookSecret as string;
}

async function finished(id: string | null): Promise<Delivery> {
	return await bench.client.finishedDelivery(id);
}

async function delivered(inbound: Record<string, unknown> = {}): Promise<Delivery> {
	return await finished((await bench.customerWrites(inbound)).deliveryId);
}

async function special(wanted: Record<string, unknown>): Promise<Delivery> {
	const { status, data } = await bench.platform.post('/deliveries', wanted);
	expect(status).toBe(200);
	return data as Delivery;
}

const hmac = (body: string, secret: string) =>
	createHmac('sha256', secret).update(body).digest('hex');
const signature = ({ headers }: Received) => headers['x-webhook-signature'];
const latest = () => receiver.received.at(-1) as Received;
const payload = ({ body }: Received) => JSON.parse(body) as Delivery['payload'];
const data = (received: Received) => payload(received).data as Record<string, unknown>;

describe('a message of a customer', () => {
	it('is sent in the documented form, signed over the bytes that are sent', async () => {
		const secret = await enable();
		const { messageId, deliveryId } = await bench.customerWrites({
			text: 'Hello, I need help with my order',
		});
		expect(await finished(deliveryId)).toMatchObject({
			url: receiver.url,
			kind: 'normal',
			event: 'message',
			state: 'delivered',
			attempts: [{ status: 200, body: '{"received":true}', error: null }],
		});
		expect(latest().headers['content-type']).toBe('application/json');
		expect(signature(latest())).toBe(hmac(latest().body, secret));
		expect(payload(latest())).toEqual({
			event: 'message',
			timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
			projectId: expect.any(String) as string,
			data: {
				from: CUSTOMER,
				messageId,
				timestamp: expect.stringMatching(/^\d{10}$/) as string,
				type: 'text',
				contact: { name: 'John Doe', wa_id: CUSTOMER },
				text: { body: 'Hello, I need help with my order' },
			},
		});
	});

	it('is merged with a raw message, except for who wrote it and under which id', async () => {
		await enable();
		const { messageId } = await bench.customerWrites({
			message: {
				id: 'wamid.other',
				from: '1234567',
				type: 'button',
				button: { text: 'Track Order', payload: 'track' },
				context: { id: 'wamid.first' },
			},
		});
		const deliveries = await bench.client.deliveries();
		expect(deliveries[0].payload.data).toMatchObject({
			from: CUSTOMER,
			messageId,
			type: 'button',
			button: { text: 'Track Order', payload: 'track' },
			context: { id: 'wamid.first' },
		});
		expect((await bench.state()).messages[0].type).toBe('button');
	});

	it.each([
		['no webhook is set', async () => {}],
		['only statuses are asked for', () => enable(['statuses'])],
		[
			'the webhook is not enabled',
			async () => {
				await enable();
				await bench.api.put('/webhook', { webhookUrl: receiver.url, webhookEnabled: false });
			},
		],
	])('is not sent when %s', async (_when, arrange) => {
		await arrange();
		expect((await bench.customerWrites()).deliveryId).toBeNull();
		expect(await bench.client.deliveries()).toEqual([]);
	});

	it('is not sent when the caller asks for no webhook', async () => {
		await enable();
		expect((await bench.customerWrites({ deliver: false })).deliveryId).toBeNull();
	});

	it('carries the present time also after the clock was advanced', async () => {
		await enable();
		await bench.client.advanceClock(90_000);
		await delivered();
		const age = Date.now() / 1000 - Number(data(latest()).timestamp);
		expect(Math.abs(age)).toBeLessThan(30);
	});
});

describe('a receiver that does not answer with 2xx', () => {
	it('gets the same bytes again, until it does', async () => {
		await enable();
		receiver.answers.push(500, 404, 200);
		const { attempts, state } = await delivered();
		expect([state, attempts.map(({ status }) => status)]).toEqual(['delivered', [500, 404, 200]]);
		expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
		expect(new Set(receiver.received.map(signature)).size).toBe(1);
	});

	it('is given up after the last delay', async () => {
		await enable();
		receiver.answers.push(401, 401, 401, 401);
		const { attempts, state } = await delivered();
		expect([state, attempts.map(({ status }) => status)]).toEqual(['failed', [401, 401, 401]]);
		expect(receiver.received).toHaveLength(3);
	});

	it('waits as long between two tries as the settings say', async () => {
		await bench.settings({ webhookRetryDelaysMs: [300] });
		await enable();
		receiver.answers.push(500);
		const { attempts } = await delivered();
		const [first, second] = attempts.map(({ at }) => Date.parse(at));
		expect(second - first).toBeGreaterThanOrEqual(299);
	});

	it('is cut off after five seconds', async () => {
		await bench.settings({ webhookRetryDelaysMs: [] });
		await enable();
		receiver.answers.push('hang');
		const { attempts, state } = await delivered();
		expect(state).toBe('failed');
		expect(attempts).toMatchObject([{ status: null, error: 'no answer within 5000 ms' }]);
	});

	it('is reported when there is nobody', async () => {
		await enable();
		await receiver.close();
		const { attempts } = await delivered();
		expect(attempts.map(({ error }) => error)).toEqual(Array(3).fill('ECONNREFUSED'));
	});

	it('gets nothing more after a reset', async () => {
		await bench.settings({ webhookRetryDelaysMs: [100] });
		await enable();
		receiver.answers.push(500);
		await bench.customerWrites();
		while (receiver.received.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
		await bench.reset();
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(receiver.received).toHaveLength(1);
	});
});

describe('special deliveries', () => {
	it('need an enabled webhook', async () => {
		const { status, data: answer } = await bench.platform.post('/deliveries', { kind: 'forged' });
		expect([status, answer]).toEqual([409, { error: 'No webhook is enabled' }]);
	});

	it('duplicate: the same bytes and signature once more', async () => {
		await enable();
		await delivered();
		const { kind, state } = await special({ kind: 'duplicate' });
		expect([kind, state]).toEqual(['duplicate', 'delivered']);
		const [first, second] = receiver.received;
		expect([second.body, signature(second)]).toEqual([first.body, signature(first)]);
	});

	it('duplicate: needs something to repeat', async () => {
		await enable();
		const { status } = await bench.platform.post('/deliveries', { kind: 'duplicate' });
		expect(status).toBe(409);
	});

	it('forged: a new message, signed with another secret, unknown to the platform', async () => {
		const secret = await enable();
		await delivered();
		const before = (await bench.state()).messages;
		await special({ kind: 'forged' });
		expect(signature(latest())).toMatch(/^[0-9a-f]{64}$/);
		expect(signature(latest())).not.toBe(hmac(latest().body, secret));
		expect(data(latest()).messageId).not.toBe(data(receiver.received[0]).messageId);
		expect((await bench.state()).messages).toEqual(before);
	});

	it('unsigned: no signature at all', async () => {
		await enable();
		await special({ kind: 'unsigned' });
		expect(signature(latest())).toBeUndefined();
	});

	it('tampered: signed for another text than the one that is sent', async () => {
		const secret = await enable();
		const original = await delivered({ text: 'Pay 10' });
		await special({ kind: 'tampered', of: original.id });
		expect(data(latest())).toMatchObject({ text: { body: 'Tampered' } });
		expect(signature(latest())).toBe(hmac(receiver.received[0].body, secret));
		expect(signature(latest())).not.toBe(hmac(latest().body, secret));
	});

	it.each([
		['late', -3601],
		['future', 3601],
	])('%s: well signed, with times moved by the age', async (kind, seconds) => {
		const secret = await enable();
		await special({ kind, ageSeconds: 3601 });
		expect(signature(latest())).toBe(hmac(latest().body, secret));
		const off = (at: number) => Math.round((at - Date.now()) / 1000);
		expect(off(Date.parse(String(payload(latest()).timestamp)))).toBeCloseTo(seconds, -1);
		expect(off(Number(data(latest()).timestamp) * 1000)).toBeCloseTo(seconds, -1);
	});

	it('reserialised: other bytes than the ones signed, the same once parsed and written again', async () => {
		const secret = await enable();
		const original = await delivered({ name: 'José', text: 'a/b ✓' });
		await special({ kind: 'reserialised', of: original.id });
		const { body } = latest();
		expect(body).toContain('a\\/b \\u2713');
		expect(body).toContain('Jos\\u00e9');
		expect(signature(latest())).not.toBe(hmac(body, secret));
		expect(signature(latest())).toBe(hmac(JSON.stringify(JSON.parse(body)), secret));
		expect(payload(latest())).toEqual(original.payload);
	});

	it('are tried once only and answered when finished', async () => {
		await enable();
		receiver.answers.push(401, 401);
		const { state, attempts } = await special({ kind: 'forged' });
		expect([state, attempts.map(({ status }) => status)]).toEqual(['failed', [401]]);
	});

	it('use the secret that is valid now', async () => {
		const first = await enable();
		await bench.client.settings({ rotateSecret: true });
		const { webhookSecret } = (await bench.state()).webhook;
		expect(webhookSecret).not.toBe(first);
		await delivered();
		expect(signature(latest())).toBe(hmac(latest().body, String(webhookSecret)));
	});
});

describe('statuses', () => {
	async function send(): Promise<string> {
		await bench.customerWrites();
		const answer = await bench.api.post('/messages/text', { to: CUSTOMER, message: 'Hello' });
		return answer.data.messageId as string;
	}
	const statusOf = async (id: string) =>
		(await bench.state()).messages.find(({ waMessageId }) => waMessageId === id)?.status;

	it('move a message and are sent with what the page documents, and no more', async () => {
		await enable(['statuses']);
		const messageId = await send();
		const moved = await bench.platform.post('/statuses', { messageId, status: 'delivered' });
		expect((await finished(moved.data.deliveryId as string)).event).toBe('status');
		expect(data(latest())).toEqual({ messageId, status: 'delivered' });
		expect(await statusOf(messageId)).toBe('delivered');
	});

	it('carry errors when a message failed', async () => {
		await enable(['statuses']);
		const messageId = await send();
		const errors = [{ code: 131047, title: 'Re-engagement message' }];
		const moved = await bench.platform.post('/statuses', { messageId, status: 'failed', errors });
		await finished(moved.data.deliveryId as string);
		expect(data(latest())).toEqual({ messageId, status: 'failed', errors });
	});

	it('are not sent to a webhook that did not ask for them', async () => {
		await enable(['messages']);
		const messageId = await send();
		const { data: moved } = await bench.platform.post('/statuses', { messageId, status: 'sent' });
		expect(moved).toEqual({ messageId, status: 'sent', deliveryId: null });
	});

	it('of an unknown message, or of a customer’s, are refused', async () => {
		const { messageId } = await bench.customerWrites();
		for (const id of [messageId, 'wamid.x']) {
			const answer = await bench.platform.post('/statuses', { messageId: id, status: 'read' });
			expect(answer.status).toBe(404);
		}
	});

	it('come by themselves, in order, when the settings say so', async () => {
		await bench.settings({ autoStatuses: true });
		await enable(['statuses']);
		const messageId = await send();
		while (receiver.received.length < 3) await new Promise((resolve) => setTimeout(resolve, 20));
		const sent = receiver.received.map((received) => data(received).status);
		expect(sent).toEqual(['sent', 'delivered', 'read']);
		expect(await statusOf(messageId)).toBe('read');
	});

	it('do not come by themselves any more after a failure', async () => {
		await bench.settings({ autoStatuses: true });
		const messageId = await send();
		await bench.platform.post('/statuses', { messageId, status: 'failed' });
		await new Promise((resolve) => setTimeout(resolve, 1200));
		expect(await statusOf(messageId)).toBe('failed');
	});
});
