import { requestExample, requestExamples } from '../support/contract';
import { openReceiver, type Receiver } from '../support/receiver';
import { type WabaPortalBench, CUSTOMER, openBench } from './bench';

// The requests are the samples of the vendor's page; the bench holds every answer against the contract.
let bench: WabaPortalBench;
let receiver: Receiver;

beforeAll(async () => {
	bench = await openBench();
	receiver = await openReceiver();
});
beforeEach(() => bench.reset());
afterAll(async () => {
	await bench.close();
	await receiver.close();
});

const WAMID = /^wamid\.[A-Za-z0-9+/]+=*$/;
const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;

describe('messages', () => {
	it('sends the documented text and answers success with a message id', async () => {
		await bench.customerWrites();
		const { requestBody } = requestExamples('waba-portal', 'message.sendText');
		const answer = await bench.api.post('/messages/text', requestBody);
		expect(answer.status).toBe(200);
		expect(answer.data).toEqual({ success: true, messageId: expect.stringMatching(WAMID) });
		expect((await bench.state()).messages[1]).toMatchObject({
			waMessageId: answer.data.messageId,
			direction: 'outbound',
			to: CUSTOMER,
			content: { text: { body: requestBody.message } },
		});
	});

	it('gives each of 300 messages its own id', async () => {
		await bench.customerWrites();
		const ids = new Set<string>();
		for (let round = 0; round < 10; round++) {
			const sends = Array.from({ length: 30 }, () =>
				bench.api.post('/messages/text', { to: CUSTOMER, message: 'Hello' }),
			);
			for (const { data } of await Promise.all(sends)) ids.add(data.messageId as string);
		}
		expect(ids.size).toBe(300);
	});

	it('marks a message and everything before it as read, and shows the typing indicator', async () => {
		await bench.customerWrites();
		const second = await bench.customerWrites();
		await bench.customerWrites();
		const answer = await bench.api.post('/messages/mark-read', {
			messageId: second.messageId,
			showTypingIndicator: true,
		});
		expect([answer.status, answer.data]).toEqual([200, { success: true }]);
		const state = await bench.state();
		expect(state.messages.map(({ status }) => status)).toEqual(['read', 'read', 'delivered']);
		expect(state.conversations[0]).toMatchObject({ unreadCount: 1, typing: true });
	});

	it('ends the typing indicator with the next message, and without one after 25 seconds', async () => {
		const { messageId } = await bench.customerWrites();
		const typing = async () => (await bench.state()).conversations[0].typing;
		await bench.api.post('/messages/mark-read', { messageId, showTypingIndicator: true });
		await bench.api.post('/messages/text', { to: CUSTOMER, message: 'Here you are' });
		expect(await typing()).toBe(false);
		await bench.api.post('/messages/mark-read', { messageId, showTypingIndicator: true });
		expect(await typing()).toBe(true);
		await bench.client.advanceClock(26);
		expect(await typing()).toBe(false);
	});
});

describe('conversations', () => {
	it('lists the conversation with the newest message first, in the documented shape', async () => {
		await bench.customerWrites({ text: 'Hello, I need help with my order' });
		await bench.customerWrites({
			from: '919123456789',
			name: 'Jane Smith',
			message: { type: 'image', image: { id: '1234567890', caption: 'Product photo' } },
		});
		const { status, data } = await bench.api.get('/conversations?limit=20');
		const id = expect.stringMatching(UUID) as string;
		const timestamp = expect.stringMatching(/^\d{4}-.*Z$/) as string;
		const common = { id, direction: 'inbound', timestamp };
		expect(status).toBe(200);
		expect(data).toEqual({
			data: [
				{
					phoneNumber: '919123456789',
					contactName: 'Jane Smith',
					lastMessage: { ...common, content: '[Image] Product photo', type: 'image' },
					unreadCount: 1,
				},
				{
					phoneNumber: '919876543210',
					contactName: 'John Doe',
					lastMessage: { ...common, content: 'Hello, I need help with my order', type: 'text' },
					unreadCount: 1,
				},
			],
			pagination: { nextCursor: null, hasMore: false },
		});
	});

	it('lists the messages of one contact, newest first, with a name on inbound ones only', async () => {
		await bench.settings({ autoStatuses: false });
		await bench.customerWrites({ text: 'Hello, I need help with my order' });
		await bench.api.post('/messages/text', { to: CUSTOMER, message: "I'd be happy to help." });
		const { data } = await bench.api.get(`/conversations/${CUSTOMER}/messages?limit=30`);
		const common = {
			id: expect.stringMatching(UUID) as string,
			waMessageId: expect.stringMatching(WAMID) as string,
			type: 'text',
			timestamp: expect.any(String) as string,
		};
		expect(data.data).toEqual([
			{
				...common,
				direction: 'outbound',
				content: { text: { body: "I'd be happy to help." } },
				status: 'accepted',
				contactName: null,
			},
			{
				...common,
				direction: 'inbound',
				content: { text: { body: 'Hello, I need help with my order' } },
				status: 'delivered',
				contactName: 'John Doe',
			},
		]);
	});

	it('gives an empty list for a number that never wrote', async () => {
		const { status, data } = await bench.api.get('/conversations/4915112345678/messages');
		expect([status, data.data]).toEqual([200, []]);
	});
});

describe('templates', () => {
	const simple = [{ type: 'BODY', text: 'Thank you for contacting us.' }];

	it("starts with the vendor's sample, a rejected template and plain ones", async () => {
		const { data } = await bench.api.get('/templates');
		expect(data.data[0]).toMatchObject({
			id: '123456789',
			name: 'order_confirmation',
			status: 'APPROVED',
			category: 'UTILITY',
			language: 'en',
		});
		expect(data.data[0].components[0]).toEqual({ type: 'HEADER', format: 'IMAGE' });
		const statuses = (data.data as Array<{ status: string }>).map(({ status }) => status);
		expect(statuses).toEqual(expect.arrayContaining(['APPROVED', 'REJECTED', 'PENDING']));
	});

	it.each(Object.entries(requestExamples('waba-portal', 'template.create')))(
		'creates the documented %s, which then waits for approval',
		async (_name, template) => {
			const { status, data } = await bench.api.post('/templates', template);
			expect([status, data.success]).toEqual([200, true]);
			const { templates } = await bench.state();
			const id = expect.stringMatching(/^\d+$/) as string;
			expect(templates.at(-1)).toEqual({ ...template, id, status: 'PENDING' });
		},
	);

	it('edits a rejected template with the documented components', async () => {
		const example = requestExample('waba-portal', 'template.update');
		const answer = await bench.api.post('/templates/234567890/edit', example);
		expect(answer.status).toBe(200);
		const { templates } = await bench.state();
		expect(templates.find(({ id }) => id === '234567890')).toMatchObject({
			name: 'spring_sale',
			status: 'PENDING',
			components: example.components,
		});
	});

	it('deletes the documented template by its name, in all languages', async () => {
		const german = { name: 'welcome_message', category: 'UTILITY', language: 'de' };
		await bench.api.post('/templates', { ...german, components: simple });
		const { status, data } = await bench.api.delete('/templates/welcome_message');
		expect([status, data]).toEqual([200, { success: true }]);
		const { templates } = await bench.state();
		expect(templates.filter(({ name }) => name === 'welcome_message')).toEqual([]);
	});
});

describe('webhook', () => {
	const documented = requestExample('waba-portal', 'webhook.update');

	it('makes a secret when first enabled, and shows the same configuration to PUT and GET', async () => {
		const put = await bench.api.put('/webhook', documented);
		expect(put.data).toEqual({
			success: true,
			data: {
				...documented,
				phoneNumber: '15550001111',
				webhookSecret: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
			},
		});
		expect((await bench.api.get('/webhook')).data).toEqual(put.data);
	});

	it('keeps the secret when the URL changes, and has a new one after it was deleted', async () => {
		const secret = async (webhookUrl: string) =>
			(await bench.api.put('/webhook', { ...documented, webhookUrl })).data.data.webhookSecret;
		const first = await secret('https://your-server.com/a');
		expect(await secret('https://your-server.com/b')).toBe(first);
		expect((await bench.api.delete('/webhook')).data).toEqual({ success: true });
		expect((await bench.api.get('/webhook')).data.data).toMatchObject({
			webhookUrl: null,
			webhookSecret: null,
			webhookEnabled: false,
		});
		expect(await secret('https://your-server.com/a')).not.toBe(first);
	});

	it('clears the URL with an empty string and keeps the events that are not mentioned', async () => {
		await bench.api.put('/webhook', { ...documented, webhookEvents: ['statuses'] });
		const { data } = await bench.api.put('/webhook', { webhookUrl: '', webhookEnabled: false });
		expect(data.data).toMatchObject({ webhookUrl: null, webhookEvents: ['statuses'] });
	});

	it('sends a test event and reports the receiver', async () => {
		await bench.api.put('/webhook', { ...documented, webhookUrl: receiver.url });
		const { status, data } = await bench.api.post('/webhook/test');
		expect(status).toBe(200);
		expect(data).toEqual({
			success: true,
			data: {
				webhookUrl: receiver.url,
				statusCode: 200,
				statusText: 'OK',
				duration: expect.stringMatching(/^\d+ms$/) as string,
				responseBody: '{"received":true}',
				testPayload: {
					event: 'test',
					timestamp: expect.any(String) as string,
					projectId: expect.any(String) as string,
					data: {
						message: 'This is a test webhook from WABA Portal',
						testId: expect.any(String) as string,
					},
				},
			},
		});
		expect(JSON.parse(receiver.received.at(-1)?.body ?? '')).toEqual(data.data.testPayload);
	});

	it('reports a receiver that answers 404, after one try', async () => {
		await bench.api.put('/webhook', { ...documented, webhookUrl: receiver.url });
		const before = receiver.received.length;
		receiver.answers.push(404);
		const { data } = await bench.api.post('/webhook/test');
		expect(data).toMatchObject({
			success: false,
			error: 'Webhook endpoint returned status 404',
			data: { webhookUrl: receiver.url, statusCode: 404, statusText: 'Not Found' },
		});
		expect(receiver.received).toHaveLength(before + 1);
	});
});
