import { type ClooveBench, conversationId, CUSTOMER, sendTemplate, sendText } from './bench';
import { payload, SECRET, signedAt, WebhookBench, wellSigned } from './webhook-bench';

let webhooks: WebhookBench;
let bench: ClooveBench;

beforeAll(async () => {
	webhooks = await WebhookBench.open();
	bench = webhooks.bench;
});
beforeEach(() => webhooks.begin());
afterEach(() => webhooks.receiver.close());
afterAll(() => bench.close());

describe('deliveries that a receiver must refuse, drop or cope with', () => {
	it('forged, tampered, reserialised and unsigned do not hold', async () => {
		await webhooks.finished((await bench.customerWrites({ text: 'naïve / simple' })).deliveryId);
		expect(wellSigned(webhooks.latest)).toBe(true);
		for (const kind of ['forged', 'tampered', 'reserialised']) {
			await webhooks.special({ kind });
			expect([kind, webhooks.latest.headers['cloove-signature']]).toEqual([
				kind,
				expect.stringMatching(/^t=\d{10},v1=[0-9a-f]{64}$/),
			]);
			expect([kind, wellSigned(webhooks.latest)]).toEqual([kind, false]);
		}
		await webhooks.special({ kind: 'unsigned' });
		expect(Object.keys(webhooks.latest.headers).join()).not.toContain('cloove');
	});

	it('a reserialised one says the same in other bytes', async () => {
		await webhooks.special({ kind: 'reserialised' });
		const again = JSON.stringify(payload(webhooks.latest));
		expect(again).not.toBe(webhooks.latest.body);
		expect(wellSigned({ ...webhooks.latest, body: again })).toBe(true);
	});

	it('a duplicate says the same, well signed', async () => {
		await webhooks.finished((await bench.customerWrites()).deliveryId);
		await webhooks.special({ kind: 'duplicate' });
		expect(webhooks.receiver.received[1].body).toBe(webhooks.receiver.received[0].body);
		expect(wellSigned(webhooks.latest)).toBe(true);
	});

	it('a tampered one says something else than was signed', async () => {
		const { deliveryId: of } = await bench.customerWrites();
		const first = await webhooks.finished(of);
		await webhooks.special({ kind: 'tampered', of });
		expect(payload(webhooks.latest)).toEqual({
			...first.payload,
			data: { ...(first.payload.data as object), text: 'Tampered' },
		});
		const order = await webhooks.raise('order.created', { entityType: 'sale', entityId: 'ord_1' });
		await webhooks.finished(order);
		await webhooks.special({ kind: 'tampered', of: order });
		expect(payload(webhooks.latest).data).toEqual({ entityType: 'sale', entityId: 'tampered' });
		expect(wellSigned(webhooks.latest)).toBe(false);
	});

	it.each([
		['late', -3601],
		['future', 3601],
	])('%s: well signed, with the signed time and all others moved', async (kind, seconds) => {
		await webhooks.special({ kind, ageSeconds: 3601 });
		const { created, data } = payload(webhooks.latest);
		const told = [created, data.createdAt].map((iso) => Date.parse(String(iso)) / 1000);
		for (const at of [Number(signedAt(webhooks.latest)), ...told]) {
			expect(Math.abs(at - Date.now() / 1000 - seconds)).toBeLessThan(20);
		}
	});

	it('a forged one leaves no trace on the platform', async () => {
		await webhooks.special({ kind: 'forged' });
		const { messages, conversations } = await bench.state();
		expect([messages, conversations]).toEqual([[], []]);
	});

	it('are sent whatever events the webhook wants, and not without one', async () => {
		await bench.settings({ webhookEvents: [] });
		await webhooks.special({ kind: 'forged' });
		expect(webhooks.receiver.received).toHaveLength(1);
		await bench.settings({ webhookUrl: null });
		const { status, data } = await bench.platform.post('/deliveries', { kind: 'forged' });
		expect([status, data.error]).toEqual([409, 'No webhook is enabled']);
	});
});

it('a new secret takes the place of the old one', async () => {
	const { data } = await bench.platform.patch('/settings', { rotateSecret: true });
	const secret = data.webhookSecret as string;
	expect(secret).toMatch(/^whsec_[0-9a-f]{32}$/);
	expect((await bench.state()).settings.webhookSecret).toBe(secret);
	await webhooks.finished((await bench.customerWrites()).deliveryId);
	expect([wellSigned(webhooks.latest), wellSigned(webhooks.latest, secret)]).toEqual([false, true]);
	await bench.settings({ webhookSecret: SECRET });
	await webhooks.finished((await bench.customerWrites()).deliveryId);
	expect(wellSigned(webhooks.latest)).toBe(true);
});

it('the phone shows Cloove conversations too', async () => {
	await bench.customerWrites({ text: 'Is my order shipped?' });
	await sendText(bench, await conversationId(bench), 'It arrives Friday.');
	await sendTemplate(bench);
	const { data } = await bench.platform.get('/phone', { params: { contact: CUSTOMER } });
	expect(data.contact).toMatchObject({ contactName: 'Ada Lovelace', windowOpen: true });
	expect(data.messages).toMatchObject([
		{ direction: 'inbound', content: { text: { body: 'Is my order shipped?' } } },
		{ direction: 'outbound', content: { text: { body: 'It arrives Friday.' } } },
		{
			direction: 'outbound',
			content: { template: { text: 'Hi, your order 1234 has shipped and arrives Friday.' } },
		},
	]);
});
