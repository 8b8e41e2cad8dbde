import {
	type BadalaBench,
	CUSTOMER,
	expectInvalid,
	expectRefusal,
	id,
	openBench,
	openConversation,
	ORG,
	TEMPLATES,
	time,
	TO,
	wamid,
} from './bench';

let bench: BadalaBench;
let conversation: string;

beforeAll(async () => {
	bench = await openBench();
});
beforeEach(async () => {
	await bench.reset();
	conversation = await openConversation(bench);
	await bench.settings({ autoStatuses: false });
});
afterAll(() => bench.close());

const send = (body: unknown, to = conversation) =>
	bench.api.post(`${ORG}/conversations/${to}/messages`, body);
const text = { type: 'TEXT', body: 'Hello' };
const reminder = {
	to: TO,
	templateName: 'appointment_reminder',
	templateLanguage: 'en',
	variables: ['Yousef', 'May 9'],
};

const CLOSED =
	'Meta: (#131047) Re-engagement message: more than 24 hours have passed since the recipient last replied to the sender number';

describe('into a conversation', () => {
	it('answers the message as it was taken', async () => {
		const { status, data } = await send(text);
		expect([status, data]).toEqual([
			201,
			{
				id: id('msg'),
				wamid,
				conversationId: conversation,
				direction: 'OUTBOUND',
				type: 'TEXT',
				body: 'Hello',
				mediaUrl: null,
				caption: null,
				status: 'SENT',
				createdAt: time,
			},
		]);
		expect(await bench.sent()).toMatchObject([{ id: data.id, waMessageId: data.wamid }]);
	});

	it.each(['VIDEO', 'AUDIO', 'DOCUMENT', 'STICKER'])('takes a %s like an image', async (type) => {
		const mediaUrl = 'https://example.com/a.bin';
		const { status, data } = await send({ type, mediaUrl, filename: 'A.bin' });
		expect([status, data]).toMatchObject([201, { type, mediaUrl, filename: 'A.bin' }]);
		const content = { [type.toLowerCase()]: { link: mediaUrl, filename: 'A.bin' } };
		expect(await bench.sent()).toMatchObject([{ type: type.toLowerCase(), content }]);
	});

	it('takes another type with fields of its own', async () => {
		const location = { latitude: 29.37, longitude: 47.97 };
		expect((await send({ type: 'LOCATION', ...location })).status).toBe(201);
		expect(await bench.sent()).toMatchObject([{ type: 'location', content: { location } }]);
	});

	it.each([
		['a text without text', { type: 'TEXT' }, 'body is required for a message of the type TEXT'],
		['media without address', { type: 'IMAGE' }, 'mediaUrl is required for a message with media'],
		[
			'a type in lower case',
			{ type: 'text', body: 'x' },
			'type must be in upper case, such as TEXT or IMAGE',
		],
		[
			'an address that is none',
			{ type: 'IMAGE', mediaUrl: 'a.jpg' },
			'mediaUrl must be a public URL',
		],
	])('refuses %s', async (_, body, message) => {
		expectRefusal(await send(body), 400, message);
		expect(await bench.sent()).toEqual([]);
	});

	it.each([
		['no type', { body: 'x' }, 'type', 'type is required'],
		['an empty text', { type: 'TEXT', body: '' }, 'body', 'must NOT have fewer than 1'],
		['a long text', { type: 'TEXT', body: 'x'.repeat(4097) }, 'body', 'more than 4096'],
	])('refuses %s, and names the field', async (_, body, field, fault) => {
		expectInvalid(await send(body), field, fault);
		expect(await bench.sent()).toEqual([]);
	});

	it('refuses what is not JSON', async () => {
		const answer = await bench.api.post(
			`${ORG}/conversations/${conversation}/messages`,
			'{"type":',
			{
				headers: { 'Content-Type': 'application/json' },
			},
		);
		expectInvalid(answer, 'body', 'body is not JSON');
	});

	it('refuses a conversation that does not exist', async () => {
		expectRefusal(await send(text, 'cv_0'), 404, 'Conversation not found');
	});

	it('is a failure at Meta, 502, once the window has closed', async () => {
		await bench.client.advanceClock(24 * 3600 - 60);
		expect((await send(text)).status).toBe(201);
		await bench.client.advanceClock(61);
		expectRefusal(await send(text), 502, CLOSED);
		expect(await bench.sent()).toHaveLength(1);
		await bench.customerWrites();
		expect((await send(text)).status).toBe(201);
	});
});

describe('what goes wrong', () => {
	it('counts sends, and only sends, when the settings have a limit', async () => {
		await bench.settings({ rateLimit: { kind: 'sliding', limit: 1, seconds: 1 } });
		expect((await send(text)).status).toBe(201);
		expectRefusal(await send(text), 429, 'Too many requests, please slow down');
		expectRefusal(
			await bench.api.post(TEMPLATES, reminder),
			429,
			'Too many requests, please slow down',
		);
		expect((await bench.api.get(`${ORG}/contacts`)).status).toBe(200);
		expect((await bench.api.post(`${ORG}/contacts`, { phone: TO })).status).toBe(200);
		expect(await bench.sent()).toHaveLength(1);
	});

	it('statusAfter: takes the message, and answers an error in the vendor’s form', async () => {
		await bench.client.fault({ kind: 'statusAfter', status: 502 });
		expectRefusal(await send(text), 502, 'Internal server error');
		expect(await bench.sent()).toHaveLength(1);
	});

	it.each([
		['cutBefore', 0],
		['cutAfter', 1],
	] as const)('%s: cuts the connection with %i message taken', async (kind, count) => {
		await bench.client.fault({ kind, path: `${ORG}/conversations/` });
		await expect(send(text)).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(await bench.sent()).toHaveLength(count);
	});

	it('a fault may have another form of the error, with several messages', async () => {
		const body = { message: ['type must be a string', 'body should not be empty'] };
		await bench.client.fault({ kind: 'status', status: 400, body });
		const answer = await send(text);
		expect([answer.status, answer.data]).toEqual([400, body]);
	});
});

it('the phone shows what customer and business wrote', async () => {
	await send(text);
	await send({ type: 'IMAGE', mediaUrl: 'https://example.com/a.jpg', caption: 'Look' });
	await bench.api.post(TEMPLATES, reminder);
	const { data } = await bench.platform.get('/phone', { params: { contact: CUSTOMER } });
	expect(data.contact).toMatchObject({ contactName: 'Yousef', windowOpen: true });
	expect(data.messages).toMatchObject([
		{ direction: 'inbound', content: { text: { body: 'Hello' } } },
		{ direction: 'outbound', type: 'text', content: { text: { body: 'Hello' } } },
		{ direction: 'outbound', type: 'image', content: { image: { caption: 'Look' } } },
		{ direction: 'outbound', type: 'template' },
	]);
});
