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

const OTHER = '2348099999999';
const names = (rows: Array<Record<string, unknown>>) => rows.map((row) => row.customerName);
const raise = async (event: string, data: Record<string, unknown>) =>
	expect((await bench.platform.post('/events', { event, data })).status).toBe(200);

describe('list conversations', () => {
	it('answers the sample’s form, newest activity first, and no meta', async () => {
		await bench.customerWrites({ from: OTHER, name: 'Grace Hopper' });
		await bench.customerWrites({ text: 'Is my order shipped?' });
		const { status, data } = await bench.api.get('/v1/messaging/conversations');
		expect([status, Object.keys(data)]).toEqual([200, ['success', 'message', 'data']]);
		expect(data).toMatchObject({ success: true, message: 'Conversations retrieved' });
		expect(names(data.data)).toEqual(['Ada Lovelace', 'Grace Hopper']);
		expect(data.data[0]).toEqual({
			id: uuid,
			businessId: uuid,
			customerPhone: PHONE,
			customerName: 'Ada Lovelace',
			status: 'open',
			mode: 'ai',
			unreadCount: 1,
			lastInboundAt: time,
			lastOutboundAt: null,
		});
		await sendTemplate(bench, { phone: `+${OTHER}` });
		const [newest] = await list(bench);
		expect(newest).toMatchObject({ customerName: 'Grace Hopper', lastOutboundAt: time });
	});

	it('keeps the id of a conversation, and gives each its own', async () => {
		await bench.customerWrites();
		await bench.customerWrites({ from: OTHER });
		const ids = async () => (await list(bench)).map(({ id }) => id).sort();
		const first = await ids();
		await bench.customerWrites();
		expect(await ids()).toEqual(first);
		expect(new Set(first).size).toBe(2);
	});

	it.each([
		['status=open', ['Ada Lovelace']],
		['status=pending_customer', ['Grace Hopper']],
		['status=closed', []],
		['status=', ['Grace Hopper', 'Ada Lovelace']],
		['mode=human', ['Ada Lovelace']],
		['mode=ai', ['Grace Hopper']],
		['assigned=me', ['Ada Lovelace']],
		['assigned=unassigned', ['Grace Hopper']],
		['search=ADA', ['Ada Lovelace']],
		['search=%2B23480123', ['Ada Lovelace']],
		['search=0999', ['Grace Hopper']],
		['search=hopper&mode=human', []],
	])('filters by %s', async (query, wanted) => {
		await bench.customerWrites();
		await sendTemplate(bench, { phone: `+${OTHER}`, customer_name: 'Grace Hopper' });
		await raise('messaging.conversation.assigned', {
			conversationId: await conversationId(bench),
			assignedTo: 'usr_owner',
			mode: 'human',
		});
		expect(names(await list(bench, `?${query}`))).toEqual(wanted);
	});

	it('knows no teammate as me but the owner of the key', async () => {
		await bench.customerWrites();
		const id = await conversationId(bench);
		await raise('messaging.conversation.assigned', { conversationId: id, assignedTo: 'usr_else' });
		expect(await list(bench, '?assigned=me')).toEqual([]);
		expect(await list(bench, '?assigned=unassigned')).toEqual([]);
		expect(await list(bench, '?mode=ai')).toHaveLength(1);
		await raise('messaging.conversation.assigned', { conversationId: id, assignedTo: null });
		expect(await list(bench, '?assigned=unassigned')).toHaveLength(1);
	});
});

describe('pages of conversations', () => {
	beforeEach(async () => {
		for (const name of ['1', '2', '3', '4', '5']) {
			await bench.customerWrites({ from: `${CUSTOMER}${name}`, name });
		}
	});
	const page = async (query: string) =>
		(await bench.api.get(`/v1/messaging/conversations?${query}`)).data as {
			data: Array<Record<string, unknown>>;
			meta?: object;
		};

	it('are not made by default: page and limit change nothing', async () => {
		const { data, meta } = await page('page=2&limit=2');
		expect(names(data)).toEqual(['5', '4', '3', '2', '1']);
		expect(meta).toBeUndefined();
	});

	it('have the meta of the conventions where the settings say so', async () => {
		await bench.settings({ pageSize: 3 });
		const first = await page('limit=2');
		const common = { total: 5, perPage: 2, totalPages: 3 };
		expect(names(first.data)).toEqual(['5', '4']);
		expect(first.meta).toEqual({ ...common, page: 1, hasMore: true });
		const last = await page('limit=2&page=3');
		expect(names(last.data)).toEqual(['1']);
		expect(last.meta).toEqual({ ...common, page: 3, hasMore: false });
		const beyond = await page('limit=2&page=4');
		expect([beyond.data, beyond.meta]).toEqual([[], { ...common, page: 4, hasMore: false }]);
	});

	it('are never larger than the settings say', async () => {
		await bench.settings({ pageSize: 3 });
		for (const query of ['limit=100', '']) {
			const { data, meta } = await page(query);
			expect(data).toHaveLength(3);
			expect(meta).toMatchObject({ perPage: 3, totalPages: 2 });
		}
	});

	it('count only what the filters let through', async () => {
		await bench.settings({ pageSize: 3 });
		const { meta } = await page('search=1234567&status=pending_customer');
		expect(meta).toEqual({ total: 0, page: 1, perPage: 3, totalPages: 0, hasMore: false });
	});
});

describe('get a conversation', () => {
	it('answers it with its messages, newest first, without WhatsApp’s ids', async () => {
		await bench.customerWrites({ text: 'Is my order shipped?' });
		const id = await conversationId(bench);
		await sendText(bench, id);
		const { status, data } = await bench.api.get(`/v1/messaging/conversations/${id}`);
		expect([status, data.message]).toEqual([200, 'Conversation retrieved']);
		const { messages, ...conversation } = data.data as Record<string, unknown>;
		expect([conversation]).toEqual(await list(bench));
		expect(messages).toEqual([
			{
				id: uuid,
				direction: 'outbound',
				messageType: 'text',
				text: 'Your order #1234 shipped today and arrives Friday.',
				deliveryStatus: 'sent',
				createdAt: time,
			},
			{
				id: uuid,
				direction: 'inbound',
				messageType: 'text',
				text: 'Is my order shipped?',
				deliveryStatus: 'delivered',
				createdAt: time,
			},
		]);
		expect(JSON.stringify(data)).not.toContain('wamid');
	});

	it('gives as many of the newest messages as the settings say', async () => {
		for (const text of ['1', '2', '3']) await bench.customerWrites({ text });
		await bench.settings({ messagesPerConversation: 2 });
		const url = `/v1/messaging/conversations/${await conversationId(bench)}`;
		const { data } = await bench.api.get(url);
		expect(data.data.messages.map(({ text }: { text: string }) => text)).toEqual(['3', '2']);
		expect(data.data.unreadCount).toBe(3);
	});

	it.each([
		['image', { type: 'image', image: { id: '1', caption: 'My receipt' } }, 'My receipt'],
		['image', { type: 'image', image: { id: '1' } }, null],
		[
			'interactive',
			{
				type: 'interactive',
				interactive: { type: 'button_reply', button_reply: { id: 'y', title: 'Yes' } },
			},
			'Yes',
		],
		['button', { type: 'button', button: { payload: 'y', text: 'Track it' } }, 'Track it'],
	])('reads of the type %s what there is to read', async (messageType, message, text) => {
		await bench.customerWrites({ message });
		const { data } = await bench.api.get(
			`/v1/messaging/conversations/${await conversationId(bench)}`,
		);
		expect(data.data.messages).toMatchObject([{ messageType, text }]);
	});

	it('shows what became of a message', async () => {
		await bench.customerWrites();
		const id = await conversationId(bench);
		const sent = await sendText(bench, id);
		const messageId = sent.data.data.id as string;
		for (const status of ['sent', 'delivered', 'read', 'failed']) {
			const moved = await bench.platform.post('/statuses', { messageId, status });
			expect(moved.data).toMatchObject({ messageId, status });
			const { data } = await bench.api.get(`/v1/messaging/conversations/${id}`);
			expect(data.data.messages[0]).toMatchObject({ id: messageId, deliveryStatus: status });
		}
	});
});
