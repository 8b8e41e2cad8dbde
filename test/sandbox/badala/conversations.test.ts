import {
	type BadalaBench,
	CUSTOMER,
	expectInvalid,
	expectRefusal,
	id,
	openBench,
	ORG,
	time,
	TO,
	wamid,
} from './bench';

let bench: BadalaBench;

beforeAll(async () => {
	bench = await openBench();
});
beforeEach(async () => {
	await bench.reset();
	await bench.settings({ autoStatuses: false });
});
afterAll(() => bench.close());

const CONVERSATIONS = `${ORG}/conversations`;
const OTHER = '96550001111';

interface Conversation {
	id: string;
	[other: string]: unknown;
}

async function list(query = ''): Promise<Conversation[]> {
	const { status, data } = await bench.api.get(CONVERSATIONS + query);
	expect(status).toBe(200);
	return data as Conversation[];
}

/** The ids of two conversations: the customer's, and a newer one. */
async function openTwo(): Promise<[string, string]> {
	await bench.customerWrites();
	await bench.customerWrites({ from: OTHER, name: 'Omar' });
	const [newer, older] = await list();
	return [older.id, newer.id];
}

it('lists all of them, the newest message first', async () => {
	await bench.customerWrites();
	await bench.customerWrites({ from: OTHER, name: 'Omar' });
	await bench.customerWrites();
	const [first, second] = await list();
	const { contacts } = await bench.state();
	expect(first).toEqual({
		id: id('cv'),
		channelId: 'ch_sandbox',
		contactId: contacts[0].id,
		contact: { id: contacts[0].id, name: 'Yousef', phone: TO },
		status: 'OPEN',
		assigneeId: null,
		lastMessageAt: time,
		unreadCount: 2,
	});
	expect(second).toMatchObject({ contact: { name: 'Omar', phone: `+${OTHER}` }, unreadCount: 1 });
});

it('filters by status in either case, by channel and by assignee', async () => {
	const [older, newer] = await openTwo();
	await bench.api.patch(`${CONVERSATIONS}/${older}/status`, { status: 'CLOSED' });
	await bench.api.patch(`${CONVERSATIONS}/${newer}/assignee`, { assigneeId: 'usr_omar' });
	const found = async (query: string) => (await list(query)).map((one) => one.id);
	expect(await found('?status=OPEN')).toEqual([newer]);
	expect(await found('?status=closed')).toEqual([older]);
	expect(await found('?channelId=ch_sandbox')).toEqual([newer, older]);
	expect(await found('?channelId=ch_other')).toEqual([]);
	expect(await found('?assigneeId=usr_omar')).toEqual([newer]);
	expect(await found('?assigneeId=usr_omar&status=CLOSED')).toEqual([]);
});

it.each(['status=PENDING', 'take=1'])('refuses the parameter %s', async (query) => {
	expectInvalid(await bench.api.get(`${CONVERSATIONS}?${query}`), query.split('=')[0], '');
});

it('closes and opens, in either case, and opens again when the customer writes', async () => {
	const [older] = await openTwo();
	const set = async (status: string) =>
		(await bench.api.patch(`${CONVERSATIONS}/${older}/status`, { status })).data as Conversation;
	expect(await set('CLOSED')).toMatchObject({ id: older, status: 'CLOSED' });
	expect(await set('open')).toMatchObject({ status: 'OPEN' });
	expect(await set('closed')).toMatchObject({ status: 'CLOSED' });
	await bench.customerWrites();
	expect(await list('?status=CLOSED')).toEqual([]);
});

it('assigns a teammate, and takes that back with null', async () => {
	const [older] = await openTwo();
	const assign = (assigneeId: unknown) =>
		bench.api.patch(`${CONVERSATIONS}/${older}/assignee`, { assigneeId });
	expect((await assign('usr_amira')).data).toMatchObject({ id: older, assigneeId: 'usr_amira' });
	expectRefusal(await assign('usr_nobody'), 404, 'User not found in this organization');
	expect((await list('?assigneeId=usr_amira')).length).toBe(1);
	expect((await assign(null)).data).toMatchObject({ assigneeId: null });
	expect(await list('?assigneeId=usr_amira')).toEqual([]);
});

it.each([
	['status', { status: 'DONE' }, 'status', 'must be one of'],
	['status', {}, 'status', 'is required'],
	['assignee', {}, 'assigneeId', 'is required'],
	['assignee', { userId: 'usr_amira' }, 'assigneeId', 'is required'],
])('refuses for the %s the body %j', async (path, body, field, fault) => {
	const [older] = await openTwo();
	expectInvalid(await bench.api.patch(`${CONVERSATIONS}/${older}/${path}`, body), field, fault);
});

it.each([
	['get', 'messages', undefined],
	['patch', 'status', { status: 'OPEN' }],
	['patch', 'assignee', { assigneeId: null }],
])('%s …/%s: refuses a conversation that does not exist', async (method, path, data) => {
	const url = `${CONVERSATIONS}/cv_0/${path}`;
	expectRefusal(await bench.api.request({ method, url, data }), 404, 'Conversation not found');
});

describe('the history', () => {
	it('shows every message of this conversation, oldest first', async () => {
		const [older] = await openTwo();
		const sent = await bench.api.post(`${CONVERSATIONS}/${older}/messages`, {
			type: 'TEXT',
			body: 'Hi Yousef',
		});
		const { data } = await bench.api.get(`${CONVERSATIONS}/${older}/messages`);
		expect(data).toEqual([
			{
				id: id('msg'),
				wamid,
				conversationId: older,
				direction: 'INBOUND',
				type: 'TEXT',
				body: 'Hello',
				mediaUrl: null,
				caption: null,
				status: 'DELIVERED',
				createdAt: time,
			},
			sent.data,
		]);
	});

	it.each(['DELIVERED', 'READ', 'FAILED'])('shows that a message is %s', async (status) => {
		const [older] = await openTwo();
		const path = `${CONVERSATIONS}/${older}/messages`;
		const { data: sent } = await bench.api.post(path, { type: 'TEXT', body: 'Hi' });
		// By the platform's own id, and by WhatsApp's.
		for (const messageId of [sent.id, sent.wamid]) {
			const moved = await bench.platform.post('/statuses', {
				messageId: messageId as string,
				status: status.toLowerCase(),
			});
			expect(moved.status).toBe(200);
		}
		expect((await bench.api.get(path)).data.at(-1)).toMatchObject({ id: sent.id, status });
	});

	it('shows media and tapped buttons', async () => {
		await bench.customerWrites({
			message: { type: 'image', image: { caption: 'Look', link: 'https://example.com/a.jpg' } },
		});
		const button_reply = { id: 'yes', title: 'Confirm' };
		await bench.customerWrites({
			message: { type: 'interactive', interactive: { type: 'button_reply', button_reply } },
		});
		const [{ id: conversation }] = await list();
		expect((await bench.api.get(`${CONVERSATIONS}/${conversation}/messages`)).data).toMatchObject([
			{ type: 'IMAGE', mediaUrl: 'https://example.com/a.jpg', caption: 'Look', body: null },
			{ type: 'INTERACTIVE', body: 'Confirm', mediaUrl: null },
		]);
	});
});

it('the state has the vendor’s ids beside what every platform has', async () => {
	await bench.customerWrites();
	const [conversation] = await list();
	expect((await bench.state()).conversations).toEqual([
		{
			...conversation,
			phoneNumber: CUSTOMER,
			contactName: 'Yousef',
			messages: 1,
			windowOpen: true,
			typing: false,
		},
	]);
});
