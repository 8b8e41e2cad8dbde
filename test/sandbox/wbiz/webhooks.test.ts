import { createHmac } from 'node:crypto';

import { eventually } from '../support/bench';
import type { Delivery } from '../../../sandbox/types';
import { openReceiver, type Received, type Receiver } from '../support/receiver';
import { CUSTOMER, openBench, TO, type WbizBench } from './bench';

let bench: WbizBench;
let receiver: Receiver;
/** A second place for webhooks to go to. */
let elsewhere: Receiver;

beforeAll(async () => {
	bench = await openBench();
});
beforeEach(async () => {
	await bench.reset();
	receiver = await openReceiver();
	elsewhere = await openReceiver();
	await bench.settings({ webhookRetryDelaysMs: [20], autoStatuses: false });
});
afterEach(async () => {
	await receiver.close();
	await elsewhere.close();
});
afterAll(() => bench.close());

const BOTH = ['message.received', 'message.status'];

async function subscribe(
	events = BOTH,
	url = receiver.url,
): Promise<{ id: string; secret: string }> {
	const { status, data } = await bench.api.post('/v1/webhooks', { url, events });
	expect(status).toBe(201);
	return data as { id: string; secret: string };
}

async function finished(id: string | null): Promise<Delivery> {
	return await bench.client.finishedDelivery(id);
}

async function special(wanted: Record<string, unknown>): Promise<Delivery> {
	const { status, data } = await bench.platform.post('/deliveries', wanted);
	expect(status).toBe(200);
	return data as Delivery;
}

const latest = () => receiver.received.at(-1) as Received;
const payload = ({ body }: Received) => JSON.parse(body) as Delivery['payload'];
const hmac = (text: string, secret: string | Buffer, encoding: 'hex' | 'base64' = 'hex') =>
	createHmac('sha256', secret).update(text).digest(encoding);

/** Whether the default form, `t=,v1=`, holds for these bytes. */
function wellSigned({ headers, body }: Received, secret: string): boolean {
	const [, time, mac] = /^t=(\d+),v1=(.+)$/.exec(String(headers['x-wbiz-signature'])) ?? [];
	return mac === hmac(`${time}.${body}`, secret);
}

describe('a message of a customer', () => {
	it('is sent to every active subscription that wants it, each with its own signature', async () => {
		const first = await subscribe();
		const second = await subscribe(['message.received'], elsewhere.url);
		const statusesOnly = await subscribe(['message.status']);
		const off = await subscribe();
		await bench.api.patch(`/v1/webhooks/${off.id}`, { active: false });
		await bench.customerWrites();
		await eventually(
			() => Promise.resolve([receiver.received.length, elsewhere.received.length]),
			([here, there]) => here + there === 2,
		);
		expect(wellSigned(receiver.received[0], first.secret)).toBe(true);
		expect(wellSigned(receiver.received[0], second.secret)).toBe(false);
		expect(wellSigned(elsewhere.received[0], second.secret)).toBe(true);
		expect(receiver.received[0].body).toBe(elsewhere.received[0].body);
		expect(statusesOnly.secret).not.toBe(first.secret);
	});

	it('has the assumed form, and makes a contact of the customer', async () => {
		await subscribe();
		const { messageId, deliveryId } = await bench.customerWrites({ text: 'Where is my order?' });
		expect(await finished(deliveryId)).toMatchObject({
			event: 'message.received',
			state: 'delivered',
		});
		const [contact] = (await bench.state()).contacts;
		const conversation = (await bench.api.get('/v1/conversations')).data.data[0] as { id: string };
		const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string;
		expect(payload(latest())).toEqual({
			id: expect.stringMatching(/^evt_[0-9a-f]{24}$/) as string,
			event: 'message.received',
			createdAt: time,
			data: {
				messageId,
				conversationId: conversation.id,
				from: TO,
				contact: { id: contact.id, name: 'Gaurav', phone: TO },
				type: 'text',
				text: { body: 'Where is my order?' },
				timestamp: time,
			},
		});
		expect(contact).toMatchObject({ phone: TO, name: 'Gaurav', optedIn: false, tags: [] });
	});

	it('of another kind is keyed by its type, and keeps what it answers', async () => {
		await subscribe();
		const interactive = { type: 'button_reply', button_reply: { id: 'yes', title: 'Confirm' } };
		const message = { type: 'interactive', interactive, context: { id: 'wamid.first' } };
		await finished((await bench.customerWrites({ message })).deliveryId);
		expect(payload(latest()).data).toMatchObject(message);
	});

	it('does not rename a contact who is on file', async () => {
		await bench.api.post('/v1/contacts', { phone: TO, name: 'Gaurav Shah', tags: ['vip'] });
		await bench.customerWrites({ name: 'G.' });
		expect((await bench.state()).contacts).toMatchObject([{ name: 'Gaurav Shah', tags: ['vip'] }]);
	});
});

describe('the form of the signature', () => {
	const forms: Array<[string, (received: Received, secret: string) => boolean]> = [
		['hex', ({ headers, body }, secret) => headers['x-wbiz-signature'] === hmac(body, secret)],
		[
			'base64',
			({ headers, body }, secret) => headers['x-wbiz-signature'] === hmac(body, secret, 'base64'),
		],
		[
			'sha256=hex',
			({ headers, body }, secret) => headers['x-wbiz-signature'] === `sha256=${hmac(body, secret)}`,
		],
		['pairs', wellSigned],
		[
			'timestampHeader',
			({ headers, body }, secret) =>
				headers['x-wbiz-signature'] === hmac(`${headers['x-wbiz-timestamp']}.${body}`, secret),
		],
		[
			'standard',
			({ headers, body }, secret) => {
				const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
				const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
				return headers['webhook-signature'] === `v1,${hmac(signed, key, 'base64')}`;
			},
		],
	];

	it.each(forms)('can be set to %s, for messages, tests and forgeries', async (form, holds) => {
		await bench.settings({ signature: { form } });
		const { id, secret } = await subscribe();
		expect(secret.startsWith('whsec_')).toBe(form === 'standard');
		await finished((await bench.customerWrites()).deliveryId);
		expect(holds(latest(), secret)).toBe(true);
		await bench.api.post(`/v1/webhooks/${id}/test`);
		expect([payload(latest()).event, holds(latest(), secret)]).toEqual(['test', true]);
		await special({ kind: 'forged' });
		expect(holds(latest(), secret)).toBe(false);
		await special({ kind: 'unsigned' });
		expect(Object.keys(latest().headers).join()).not.toContain('signature');
	});

	it('can have a header of another name', async () => {
		await bench.settings({ signature: { form: 'hex', header: 'x-hub-signature' } });
		const { secret } = await subscribe();
		await finished((await bench.customerWrites()).deliveryId);
		expect(latest().headers['x-hub-signature']).toBe(hmac(latest().body, secret));
		expect(latest().headers).not.toHaveProperty('x-wbiz-signature');
	});

	it('uses the new secret after a rotation', async () => {
		const { secret } = await subscribe();
		await bench.client.settings({ rotateSecret: true });
		await finished((await bench.customerWrites()).deliveryId);
		const [subscription] = (await bench.state()).webhooks;
		expect(wellSigned(latest(), secret)).toBe(false);
		expect(wellSigned(latest(), subscription.secret)).toBe(true);
	});
});

describe('special deliveries', () => {
	it('duplicate and tampered ones go to the webhook that had the original', async () => {
		await subscribe(BOTH, elsewhere.url);
		const { secret } = await subscribe();
		await bench.customerWrites({ text: 'Pay 10' });
		const deliveries = await bench.client.deliveries();
		const ours = deliveries.find(({ url }) => url === receiver.url) as Delivery;
		await finished(ours.id);
		await special({ kind: 'duplicate', of: ours.id });
		expect(payload(latest())).toEqual(payload(receiver.received[0]));
		expect(wellSigned(latest(), secret)).toBe(true);
		await special({ kind: 'tampered', of: ours.id });
		expect(payload(latest()).data).toMatchObject({ text: { body: 'Tampered' } });
		expect(wellSigned(latest(), secret)).toBe(false);
		expect(receiver.received).toHaveLength(3);
	});

	it.each([
		['late', -3601],
		['future', 3601],
	])('%s: well signed, with the signed time and all others moved', async (kind, seconds) => {
		const { secret } = await subscribe();
		await bench.customerWrites({ deliver: false });
		await special({ kind, ageSeconds: 3601 });
		expect(wellSigned(latest(), secret)).toBe(true);
		const signedAt = Number(/^t=(\d+)/.exec(String(latest().headers['x-wbiz-signature']))?.[1]);
		const { createdAt, data } = payload(latest()) as {
			createdAt: string;
			data: { timestamp: string };
		};
		for (const at of [signedAt * 1000, Date.parse(createdAt), Date.parse(data.timestamp)]) {
			expect(Math.abs((at - Date.now()) / 1000 - seconds)).toBeLessThan(20);
		}
	});

	it('a forged one leaves no trace on the platform', async () => {
		await subscribe();
		await special({ kind: 'forged' });
		const { messages, contacts } = await bench.state();
		expect([messages, contacts]).toEqual([[], []]);
		expect((await bench.api.get('/v1/events')).data.data).toEqual([]);
	});
});

describe('statuses', () => {
	it('tell the message, the recipient and the errors', async () => {
		await subscribe(['message.status']);
		await bench.customerWrites();
		const answer = await bench.api.post('/v1/messages/text', { to: TO, body: 'Hello' });
		const { messageId } = answer.data as { messageId: string };
		const errors = [{ code: 131047, title: 'Re-engagement message' }];
		const moved = await bench.platform.post('/statuses', { messageId, status: 'failed', errors });
		await finished(moved.data.deliveryId as string);
		expect(payload(latest())).toMatchObject({
			event: 'message.status',
			data: { messageId, to: TO, status: 'failed', errors },
		});
	});
});

describe('the events feed', () => {
	interface Feed {
		data: Array<{ id: string; event: string; data: { text?: { body: string } } }>;
		nextCursor: string;
	}
	const poll = async (query = '') => (await bench.api.get(`/v1/events${query}`)).data as Feed;
	const texts = ({ data }: Feed) => data.map((event) => event.data.text?.body);
	const writes = async (...bodies: string[]) => {
		for (const text of bodies) await bench.customerWrites({ text });
	};

	it('carries the same events as the webhooks, whatever subscriptions there are', async () => {
		await bench.customerWrites({ text: 'before any subscription' });
		await subscribe(['message.received']);
		await finished((await bench.customerWrites()).deliveryId);
		const { data } = await poll('?limit=50');
		expect(data).toHaveLength(2);
		expect(data[1]).toEqual(payload(latest()));
	});

	it('carries messages that no webhook was sent for, and statuses, but no tests', async () => {
		const { id } = await subscribe();
		await bench.api.post(`/v1/webhooks/${id}/test`);
		expect((await bench.customerWrites({ deliver: false })).deliveryId).toBeNull();
		const answer = await bench.api.post('/v1/messages/text', { to: TO, body: 'Hello' });
		await bench.platform.post('/statuses', { messageId: answer.data.messageId, status: 'read' });
		const { data } = await poll();
		expect(data.map(({ event }) => event)).toEqual(BOTH);
	});

	it('is read oldest first, and from its cursor on without a repeat or a gap', async () => {
		await writes('1', '2', '3', '4', '5');
		const first = await poll('?limit=2');
		expect(texts(first)).toEqual(['1', '2']);
		await writes('6');
		const second = await poll(`?limit=3&since=${first.nextCursor}`);
		expect(texts(second)).toEqual(['3', '4', '5']);
		const third = await poll(`?since=${second.nextCursor}`);
		expect(texts(third)).toEqual(['6']);
		expect(await poll(`?since=${third.nextCursor}`)).toEqual({
			data: [],
			nextCursor: third.nextCursor,
		});
	});

	it('gives a cursor although nothing has happened', async () => {
		const { data, nextCursor } = await poll();
		expect(data).toEqual([]);
		await writes('1');
		expect(texts(await poll(`?since=${nextCursor}`))).toEqual(['1']);
	});

	it('begins with the newest when the settings say so', async () => {
		await bench.settings({ feedStart: 'newest' });
		await writes('1', '2', '3');
		const { data, nextCursor } = await poll('?limit=2');
		expect(data.map((event) => event.data.text?.body)).toEqual(['2', '3']);
		expect(texts(await poll(`?since=${nextCursor}`))).toEqual([]);
	});

	it.each(['abc', 'evc_', 'evc_99'])('refuses the made-up cursor %s', async (cursor) => {
		const { status, data } = await bench.api.get(`/v1/events?since=${cursor}`);
		expect([status, data.error.message]).toEqual([400, 'Invalid cursor']);
	});
});

it('the phone shows WBIZ conversations too', async () => {
	await bench.customerWrites({ text: 'Hello' });
	await bench.api.post('/v1/messages/text', { to: TO, body: 'Hi Gaurav' });
	const { data } = await bench.platform.get('/phone', { params: { contact: CUSTOMER } });
	expect(data.contact).toMatchObject({ contactName: 'Gaurav', windowOpen: true });
	expect(data.messages).toMatchObject([
		{ direction: 'inbound', content: { text: { body: 'Hello' } } },
		{ direction: 'outbound', content: { text: { body: 'Hi Gaurav' } } },
	]);
});
