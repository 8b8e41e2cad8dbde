import {
	type ClooveBench,
	conversationId,
	CUSTOMER,
	list,
	openBench,
	PHONE,
	sendTemplate,
	sendText,
	time,
	uuid,
} from './bench';

// The requests are the samples of the vendor's page; the bench holds every answer against the contract.
let bench: ClooveBench;

beforeAll(async () => {
	bench = await openBench();
});
beforeEach(async () => {
	await bench.reset();
	await bench.settings({ autoStatuses: false });
});
afterAll(() => bench.close());

const names = (rows: Array<Record<string, unknown>>) => rows.map((row) => row.customerName);

describe('send a text message', () => {
	it('answers 201 with the created message', async () => {
		await bench.customerWrites();
		const id = await conversationId(bench);
		const { status, data } = await sendText(bench, id);
		expect([status, data]).toEqual([
			201,
			{
				success: true,
				message: 'Message sent',
				data: {
					id: uuid,
					conversationId: id,
					direction: 'outbound',
					messageType: 'text',
					text: 'Your order #1234 shipped today and arrives Friday.',
					deliveryStatus: 'sent',
					createdAt: time,
				},
			},
		]);
		expect(await bench.sent()).toMatchObject([{ id: data.data.id, to: CUSTOMER, type: 'text' }]);
	});

	it('takes 4096 characters', async () => {
		await bench.customerWrites();
		const { status } = await sendText(bench, await conversationId(bench), 'a'.repeat(4096));
		expect(status).toBe(201);
	});
});

describe('send a template', () => {
	it('answers 201, starts a conversation with the given name, and needs no window', async () => {
		const { status, data } = await sendTemplate(bench);
		expect(status).toBe(201);
		const [conversation] = await list(bench);
		expect(conversation).toMatchObject({
			customerPhone: PHONE,
			customerName: 'Ada Lovelace',
			status: 'pending_customer',
			lastInboundAt: null,
			lastOutboundAt: time,
		});
		expect(data.data).toEqual({
			id: uuid,
			conversationId: conversation.id,
			direction: 'outbound',
			messageType: 'template',
			text: 'Hi, your order 1234 has shipped and arrives Friday.',
			deliveryStatus: 'sent',
			createdAt: time,
		});
		const [{ content }] = await bench.sent();
		expect(content.template).toMatchObject({
			key: 'order_shipped',
			variables: { order_id: '1234', eta: 'Friday' },
		});
	});

	it('keeps the name of a customer who is known', async () => {
		await bench.customerWrites({ name: 'Ada' });
		await sendTemplate(bench, { customer_name: 'Somebody Else' });
		expect(names(await list(bench))).toEqual(['Ada']);
	});

	it('needs neither a name nor variables', async () => {
		const wanted = { template_key: 'welcome', customer_name: undefined, variables: undefined };
		const { status, data } = await sendTemplate(bench, wanted);
		expect([status, data.data.text]).toEqual([201, 'Welcome! How can we help you?']);
		expect(await list(bench)).toMatchObject([{ customerName: null }]);
	});

	it('takes numbers and booleans as values, and the number’s id in capitals', async () => {
		const { data } = await sendTemplate(bench, {
			business_whatsapp_number_id: '6F9619FF-8B86-4011-B42D-00C04FC964FF',
			variables: { order_id: 1234, eta: true },
		});
		expect(data.data.text).toBe('Hi, your order 1234 has shipped and arrives true.');
	});
});
