import { eventually } from '../support/bench';
import { type ClooveBench, conversationId, PHONE, sendTemplate, time, uuid } from './bench';
import { payload, signedAt, WebhookBench, wellSigned } from './webhook-bench';

let webhooks: WebhookBench;
let bench: ClooveBench;

beforeAll(async () => {
	webhooks = await WebhookBench.open();
	bench = webhooks.bench;
});
beforeEach(() => webhooks.begin());
afterEach(() => webhooks.receiver.close());
afterAll(() => bench.close());

describe('a message of a customer', () => {
	it('is sent in the vendor’s envelope, signed, with id and type in headers', async () => {
		const { deliveryId } = await bench.customerWrites({ text: 'Is my order shipped?' });
		expect(await webhooks.finished(deliveryId)).toMatchObject({
			state: 'delivered',
			kind: 'normal',
		});
		const body = payload(webhooks.latest);
		expect(body).toEqual({
			id: expect.stringMatching(/^evt_[0-9a-f]{24}$/) as string,
			type: 'messaging.message.received',
			created: time,
			environment: 'test',
			data: {
				messageId: uuid,
				conversationId: uuid,
				customerPhone: PHONE,
				customerName: 'Ada Lovelace',
				direction: 'inbound',
				messageType: 'text',
				text: 'Is my order shipped?',
				deliveryStatus: 'delivered',
				createdAt: time,
			},
		});
		expect(webhooks.latest.headers).toMatchObject({
			'content-type': 'application/json',
			'cloove-webhook-id': body.id,
			'cloove-webhook-event': 'messaging.message.received',
		});
		expect(Math.abs(Number(signedAt(webhooks.latest)) - Date.now() / 1000)).toBeLessThan(20);
	});

	it('names message and conversation as the API does', async () => {
		await webhooks.finished((await bench.customerWrites()).deliveryId);
		const { conversationId: id, messageId } = payload(webhooks.latest).data;
		const { data } = await bench.api.get(`/v1/messaging/conversations/${String(id)}`);
		expect(data.data.messages[0].id).toBe(messageId);
	});

	it('sends only ids when the settings say so', async () => {
		await bench.settings({ webhookData: 'ids' });
		await webhooks.finished((await bench.customerWrites()).deliveryId);
		const id = await conversationId(bench);
		expect(payload(webhooks.latest).data).toEqual({
			entityType: 'message',
			entityId: (await bench.state()).messages[0].id,
			conversationId: id,
			metadata: {},
		});
	});

	it('is not sent without a webhook, nor to one that does not want it', async () => {
		await bench.settings({ webhookEvents: ['messaging.message.sent'] });
		expect((await bench.customerWrites()).deliveryId).toBeNull();
		await bench.settings({ webhookUrl: null, webhookEvents: ['messaging.message.received'] });
		expect((await bench.customerWrites()).deliveryId).toBeNull();
		await bench.settings({ webhookUrl: webhooks.receiver.url });
		expect((await bench.customerWrites()).deliveryId).not.toBeNull();
	});

	it('says live for a live key', async () => {
		await bench.settings({ apiKey: 'clv_live_sk_sandbox0123456789abcdefghijklmnop' });
		await webhooks.finished((await bench.customerWrites()).deliveryId);
		expect(payload(webhooks.latest).environment).toBe('live');
	});

	it('is tried again, the same, until it is answered with 2xx', async () => {
		webhooks.receiver.answers.push(500);
		const delivery = await webhooks.finished((await bench.customerWrites()).deliveryId);
		expect(delivery.attempts.map(({ status }) => status)).toEqual([500, 200]);
		const [first, second] = webhooks.receiver.received;
		expect(second.body).toBe(first.body);
		expect(second.headers['cloove-webhook-id']).toBe(first.headers['cloove-webhook-id']);
	});
});

describe('a message of the business', () => {
	const types = () => webhooks.receiver.received.map((one) => payload(one).type);

	it('sends that it is sent, delivered and read, by itself', async () => {
		await bench.settings({ autoStatuses: true });
		const { data } = await sendTemplate(bench);
		await eventually(
			() => Promise.resolve(types()),
			({ length }) => length === 3,
		);
		expect(types()).toEqual([
			'messaging.message.sent',
			'messaging.message.delivery_updated',
			'messaging.message.delivery_updated',
		]);
		const told = webhooks.receiver.received.map((one) => payload(one).data);
		expect(told.map(({ deliveryStatus }) => deliveryStatus)).toEqual(['sent', 'delivered', 'read']);
		for (const one of told) {
			expect(one).toMatchObject({
				messageId: data.data.id,
				conversationId: data.data.conversationId,
				customerPhone: PHONE,
				direction: 'outbound',
				messageType: 'template',
				text: data.data.text,
			});
		}
	});

	it.each([
		['sent', 'messaging.message.sent'],
		['delivered', 'messaging.message.delivery_updated'],
		['read', 'messaging.message.delivery_updated'],
	])('is moved to %s by WhatsApp’s id or the platform’s own', async (status, type) => {
		const { data } = await sendTemplate(bench);
		const [{ waMessageId }] = (await bench.state()).messages;
		for (const messageId of [data.data.id, waMessageId]) {
			const moved = await bench.platform.post('/statuses', { messageId, status });
			await webhooks.finished(moved.data.deliveryId as string);
			expect(payload(webhooks.latest)).toMatchObject({ type, data: { deliveryStatus: status } });
		}
	});

	it('says why it failed', async () => {
		const { data } = await sendTemplate(bench);
		const messageId = data.data.id as string;
		const moved = await bench.platform.post('/statuses', { messageId, status: 'failed' });
		await webhooks.finished(moved.data.deliveryId as string);
		expect(payload(webhooks.latest).data).toMatchObject({
			deliveryStatus: 'failed',
			failureReason: 'Message undeliverable',
		});
	});

	it('a customer’s message cannot be moved', async () => {
		await bench.customerWrites({ deliver: false });
		const [{ id: messageId }] = (await bench.state()).messages;
		const moved = await bench.platform.post('/statuses', { messageId, status: 'read' });
		expect([moved.status, moved.data.error]).toEqual([404, 'No such outbound message']);
	});
});

describe('other events', () => {
	const ORDER = { entityType: 'sale', entityId: 'ord_1', storeId: 'st_1', metadata: { total: 5 } };

	it('are sent as they are asked for, in the same envelope, signed', async () => {
		const delivery = await webhooks.finished(await webhooks.raise('order.created', ORDER));
		expect(delivery).toMatchObject({ event: 'order.created', state: 'delivered' });
		expect(payload(webhooks.latest)).toEqual({
			id: expect.stringMatching(/^evt_/) as string,
			type: 'order.created',
			created: time,
			environment: 'test',
			data: ORDER,
		});
		expect(webhooks.latest.headers['cloove-webhook-event']).toBe('order.created');
		expect(wellSigned(webhooks.latest)).toBe(true);
	});

	it('are not sent without a webhook', async () => {
		await bench.settings({ webhookUrl: null });
		expect(await webhooks.raise('order.created', ORDER)).toBeNull();
	});

	it('an assignment is carried out and sent, if it is wanted', async () => {
		await bench.customerWrites({ deliver: false });
		const id = await conversationId(bench);
		const data = { conversationId: id, assignedTo: 'usr_7', mode: 'human' };
		await webhooks.finished(await webhooks.raise('messaging.conversation.assigned', data));
		expect(payload(webhooks.latest)).toMatchObject({
			type: 'messaging.conversation.assigned',
			data,
		});
		expect((await bench.state()).conversations).toMatchObject([
			{ id, assignedTo: 'usr_7', mode: 'human' },
		]);
		await bench.settings({ webhookData: 'ids' });
		await webhooks.finished(await webhooks.raise('messaging.conversation.assigned', data));
		expect(payload(webhooks.latest).data).toEqual({
			entityType: 'conversation',
			entityId: id,
			conversationId: id,
			metadata: {},
		});
		await bench.settings({ webhookEvents: [] });
		expect(await webhooks.raise('messaging.conversation.assigned', data)).toBeNull();
	});

	it('an assignment of a conversation that is not there is only sent', async () => {
		await webhooks.finished(
			await webhooks.raise('messaging.conversation.assigned', { conversationId: 'x' }),
		);
		expect(payload(webhooks.latest).data).toEqual({ conversationId: 'x' });
		expect((await bench.state()).conversations).toEqual([]);
	});

	it.each([
		['cloove', { event: 'order.created' }, 400, /data is required/],
		['cloove', { event: '', data: {} }, 400, /event/],
		['cloove', { event: 'order.created', data: 'x' }, 400, /data must be object/],
		['waba-portal', { event: 'x', data: {} }, 409, /^WABA Portal has no other events$/],
		['wbiz', { event: 'x', data: {} }, 409, /^WBIZ has no other events$/],
		['pabbly-chatflow', { event: 'x', data: {} }, 409, /^Pabbly Chatflow has no other events$/],
	])('are refused: %s %j', async (platform, body, status, words) => {
		const answer = await bench.control.post(`/${platform}/events`, body);
		expect([answer.status, answer.data]).toEqual([
			status,
			{ error: expect.stringMatching(words) as string },
		]);
	});
});
