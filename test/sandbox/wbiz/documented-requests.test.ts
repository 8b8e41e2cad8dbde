import { requestExample } from '../support/contract';
import { openReceiver, type Receiver } from '../support/receiver';
import { CUSTOMER, openBench, TO, type WbizBench } from './bench';

// The requests are the samples of the vendor's page; the bench holds every answer against the contract.
let bench: WbizBench;
let receiver: Receiver;

beforeAll(async () => {
	bench = await openBench();
	receiver = await openReceiver();
});
beforeEach(async () => {
	await bench.reset();
	await bench.settings({ autoStatuses: false });
});
afterAll(async () => {
	await bench.close();
	await receiver.close();
});

const text = expect.any(String) as string;
const wamid = expect.stringMatching(/^wamid\.[A-Za-z0-9+/]+=*$/) as string;
const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string;

async function create(path: string, body: unknown): Promise<{ id: string }> {
	const { status, data } = await bench.api.post(path, body);
	expect(status).toBe(201);
	return data as { id: string };
}

describe('account', () => {
	it('shows who the key belongs to', async () => {
		const { status, data } = await bench.api.get('/v1/me');
		expect(status).toBe(200);
		expect(data.phoneNumbers).toEqual([
			expect.objectContaining({ phoneNumber: '+15550002222', status: 'connected' }),
		]);
		expect(data.scopes).toContain('contacts:write');
	});

	it('shows whether the account is entitled', async () => {
		const { data } = await bench.api.get('/v1/account');
		expect(data).toEqual({ entitled: true, plan: null, status: 'active' });
	});
});

describe('templates', () => {
	it('lists the approved ones as in the sample', async () => {
		const { data } = await bench.api.get('/v1/templates?status=approved&limit=50');
		const rows = data.data as Array<{ name: string; status: string }>;
		expect(rows.map(({ name }) => name).sort()).toEqual([
			'diwali_offer',
			'new_catalogue',
			'order_confirmation',
			'order_tracking',
		]);
		expect(data.nextCursor).toBeNull();
	});

	it.each([
		['category=MARKETING', ['diwali_offer', 'new_catalogue', 'spring_sale']],
		['language=en', ['appointment_reminder']],
		['status=rejected&category=MARKETING', ['spring_sale']],
		['status=draft', ['feedback_request']],
	])('filters them by %s', async (query, names) => {
		const { data } = await bench.api.get(`/v1/templates?${query}`);
		expect((data.data as Array<{ name: string }>).map(({ name }) => name).sort()).toEqual(names);
	});

	it('creates the documented one, which then waits for approval, and gets and deletes it', async () => {
		const sample = requestExample('wbiz', 'template.create');
		const { id } = await create('/v1/templates', sample);
		const got = await bench.api.get(`/v1/templates/${id}`);
		expect(got.data).toEqual({ id, ...sample, status: 'pending', rejectionReason: null });
		expect((await bench.api.delete(`/v1/templates/${id}`)).data).toEqual({ success: true });
		expect((await bench.api.get(`/v1/templates/${id}`)).status).toBe(404);
	});

	it('resubmits a rejected one with the documented components', async () => {
		const { components } = requestExample('wbiz', 'template.update');
		const before = await bench.api.get('/v1/templates/tpl_1004');
		expect(before.data).toMatchObject({ status: 'rejected', rejectionReason: 'INVALID_FORMAT' });
		const { status, data } = await bench.api.patch('/v1/templates/tpl_1004', { components });
		expect(status).toBe(200);
		expect(data).toMatchObject({
			name: 'spring_sale',
			status: 'pending',
			rejectionReason: null,
			components,
		});
	});
});

describe('inbox', () => {
	it('lists conversations as in the sample, with contact, channel, status, time and unread count', async () => {
		await bench.customerWrites({ text: 'Hello' });
		await bench.customerWrites({ text: 'Where is my order?' });
		const { data } = await bench.api.get('/v1/conversations?status=&limit=50');
		const contact = { id: text, name: 'Gaurav', phone: TO };
		const row = { channel: 'whatsapp', status: 'open', lastMessageAt: time, unreadCount: 2 };
		expect(data).toEqual({ data: [{ id: text, contact, ...row }], nextCursor: null });
		expect(data.data[0].id).not.toContain(CUSTOMER);
		await bench.client.advanceClock(90_000);
		expect((await bench.api.get('/v1/conversations?status=open')).data.data).toEqual([]);
		expect((await bench.api.get('/v1/conversations?status=closed')).data.data).toHaveLength(1);
	});

	it('lists the messages of a conversation, newest first', async () => {
		await bench.customerWrites({ text: 'Hello' });
		await bench.customerWrites({
			message: {
				type: 'interactive',
				interactive: { type: 'button_reply', button_reply: { id: 'yes', title: 'Confirm' } },
			},
		});
		await bench.api.post('/v1/messages/location', { to: TO, latitude: 1, longitude: 2 });
		const { id } = (await bench.api.get('/v1/conversations')).data.data[0] as { id: string };
		const { data } = await bench.api.get(`/v1/conversations/${id}/messages?limit=50`);
		const common = { id: text, messageId: wamid, createdAt: time };
		expect(data.data).toEqual([
			{ ...common, direction: 'outbound', kind: 'location', body: null, status: 'accepted' },
			{
				...common,
				direction: 'inbound',
				kind: 'interactive',
				body: 'Confirm',
				status: 'delivered',
			},
			{ ...common, direction: 'inbound', kind: 'text', body: 'Hello', status: 'delivered' },
		]);
	});
});

describe('webhooks', () => {
	const sample = requestExample('wbiz', 'webhook.create');

	it('gives the secret once, when the documented subscription is made', async () => {
		const made = await create('/v1/webhooks', sample);
		const { id, secret, ...shown } = made as { id: string; secret: string };
		expect(secret).toMatch(/^[0-9a-f]{64}$/);
		expect(shown).toEqual({ ...sample, active: true, createdAt: time });
		const got = await bench.api.get(`/v1/webhooks/${id}`);
		expect(got.data).toEqual({ id, ...shown });
		const listed = await bench.api.get('/v1/webhooks');
		expect(listed.data).toEqual({ data: [{ id, ...shown }], nextCursor: null });
	});

	it('switches one off as documented, and changes and removes it', async () => {
		const { id } = await create('/v1/webhooks', sample);
		const off = await bench.api.patch(`/v1/webhooks/${id}`, { active: false });
		expect(off.data).toMatchObject({ ...sample, active: false });
		const moved = { url: 'https://your-app.com/other', events: ['message.status'] };
		expect((await bench.api.patch(`/v1/webhooks/${id}`, moved)).data).toMatchObject(moved);
		expect((await bench.api.delete(`/v1/webhooks/${id}`)).data).toEqual({ success: true });
		expect((await bench.api.get(`/v1/webhooks/${id}`)).status).toBe(404);
	});

	it('reports what the receiver of a test answered', async () => {
		const { id } = await create('/v1/webhooks', { ...sample, url: receiver.url });
		const test = () => bench.api.post(`/v1/webhooks/${id}/test`);
		expect((await test()).data).toEqual({ success: true, statusCode: 200 });
		receiver.answers.push(401);
		expect((await test()).data).toEqual({ success: false, statusCode: 401 });
	});
});

describe('tags, custom fields and quick replies', () => {
	it('counts the contacts of a tag, and detaches it when it is deleted', async () => {
		expect((await create('/v1/tags', { name: 'vip' })) as unknown).toEqual({
			name: 'vip',
			contactCount: 0,
		});
		await create('/v1/contacts', { phone: TO, tags: ['vip', 'süd / nord'] });
		const { data } = await bench.api.get('/v1/tags');
		expect(data.data).toEqual([
			{ name: 'süd / nord', contactCount: 1 },
			{ name: 'vip', contactCount: 1 },
		]);
		for (const tag of ['vip', 'süd / nord']) {
			const answer = await bench.api.delete(`/v1/tags/${encodeURIComponent(tag)}`);
			expect([answer.status, answer.data]).toEqual([200, { success: true }]);
		}
		expect((await bench.state()).contacts[0].tags).toEqual([]);
		expect((await bench.api.get('/v1/tags')).data.data).toEqual([]);
	});

	it('defines the documented field', async () => {
		const sample = requestExample('wbiz', 'customField.create');
		expect((await create('/v1/custom-fields', sample)) as unknown).toEqual(sample);
		expect((await bench.api.get('/v1/custom-fields')).data.data).toEqual([sample]);
		expect((await bench.api.delete('/v1/custom-fields/city')).data).toEqual({ success: true });
		expect((await bench.api.get('/v1/custom-fields')).data.data).toEqual([]);
	});

	it('saves, changes and removes the documented quick reply', async () => {
		const sample = requestExample('wbiz', 'quickReply.create');
		const { id } = await create('/v1/quick-replies', sample);
		const changes = requestExample('wbiz', 'quickReply.update');
		const changed = await bench.api.patch(`/v1/quick-replies/${id}`, changes);
		expect(changed.data).toEqual({ id, ...sample, ...changes });
		expect((await bench.api.get('/v1/quick-replies')).data.data).toEqual([changed.data]);
		expect((await bench.api.delete(`/v1/quick-replies/${id}`)).data).toEqual({ success: true });
		expect((await bench.api.get('/v1/quick-replies')).data.data).toEqual([]);
	});
});
