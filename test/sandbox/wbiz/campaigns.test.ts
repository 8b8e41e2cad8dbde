import { eventually } from '../support/bench';
import { openBench, type WbizBench } from './bench';

let bench: WbizBench;

beforeAll(async () => {
	bench = await openBench();
});
beforeEach(() => bench.reset());
afterAll(() => bench.close());

interface Campaign {
	id: string;
	status: string;
	counters: { total: number; sent: number; delivered: number; read: number; failed: number };
	startedAt: string | null;
	completedAt: string | null;
}

const number = (index: number) => `+91${7_000_000_000 + index}`;
const SAMPLE = {
	name: 'Diwali offer',
	template: { name: 'diwali_offer', language: 'en_US' },
	audience: { kind: 'tags', tags: ['customer'] },
	schedule: { mode: 'now' },
};

/** So many contacts with the tag, every third of which did not opt in. */
async function importCustomers(count: number): Promise<void> {
	const contacts = Array.from({ length: count }, (_, index) => ({
		phone: number(index),
		tags: ['customer'],
		optedIn: index % 3 !== 2,
	}));
	expect((await bench.api.post('/v1/contacts/bulk', { contacts })).data.created).toBe(count);
}

async function create(changes: Record<string, unknown> = {}): Promise<Campaign> {
	const { status, data } = await bench.api.post('/v1/campaigns', { ...SAMPLE, ...changes });
	expect(status).toBe(201);
	return data as Campaign;
}

const get = async ({ id }: Campaign) =>
	(await bench.api.get(`/v1/campaigns/${id}`)).data as Campaign;
const until = (campaign: Campaign, holds: (now: Campaign) => boolean) =>
	eventually(() => get(campaign), holds);
const act = async ({ id }: Campaign, action: string) =>
	await bench.api.post(`/v1/campaigns/${id}/${action}`);

it('previews the documented audience', async () => {
	await importCustomers(9);
	await bench.api.post('/v1/contacts', { phone: number(100) });
	const { data } = await bench.api.post('/v1/campaigns/audience-preview', {
		audience: SAMPLE.audience,
	});
	expect(data).toMatchObject({ total: 9, optedIn: 6 });
	expect(data.sample).toHaveLength(5);
	const all = { audience: { kind: 'all' } };
	expect((await bench.api.post('/v1/campaigns/audience-preview', all)).data.total).toBe(10);
	const [{ id }] = data.sample as Array<{ id: string }>;
	const one = { audience: { kind: 'contacts', contactIds: [id, id] } };
	expect((await bench.api.post('/v1/campaigns/audience-preview', one)).data.total).toBe(1);
});

it('sends the documented campaign to everybody who opted in, once, at the pace of the settings', async () => {
	await bench.settings({ campaignPerSecond: 10, autoStatuses: false });
	await importCustomers(60);
	const started = Date.now();
	const campaign = await create();
	expect(campaign).toMatchObject({ ...SAMPLE, status: 'running', completedAt: null });
	expect(campaign.counters).toEqual({ total: 40, sent: 0, delivered: 0, read: 0, failed: 0 });
	const midway = await until(campaign, ({ counters }) => counters.sent > 0);
	expect(midway.status).toBe('running');
	expect(midway.counters.sent).toBeLessThanOrEqual(1 + (Date.now() - started) / 100);
	await bench.settings({ campaignPerSecond: 1000 });
	const done = await until(campaign, ({ status }) => status === 'completed');
	expect(done.counters).toEqual({ total: 40, sent: 40, delivered: 0, read: 0, failed: 0 });
	expect(done.completedAt).not.toBeNull();
	const { messages } = await bench.state();
	const expected = Array.from({ length: 60 }, (_, index) => index).filter(
		(index) => index % 3 !== 2,
	);
	expect(messages.map(({ to }) => `+${String(to)}`)).toEqual(expected.map(number));
	expect(messages[0].content.template).toMatchObject({
		name: 'diwali_offer',
		text: 'Happy Diwali! 20% off until Sunday.',
	});
});

it('moves its counters with the statuses of its messages', async () => {
	await bench.settings({ campaignPerSecond: 1000, autoStatuses: false });
	await importCustomers(6);
	const campaign = await create();
	await until(campaign, ({ status }) => status === 'completed');
	const { messages } = await bench.state();
	const moves = ['delivered', 'read', 'failed'];
	for (const [index, status] of moves.entries()) {
		const messageId = messages[index].waMessageId;
		await bench.platform.post('/statuses', { messageId, status });
	}
	const { counters } = await get(campaign);
	expect(counters).toEqual({ total: 4, sent: 3, delivered: 2, read: 1, failed: 1 });
	const events = (await bench.api.get('/v1/events')).data.data as Array<{ event: string }>;
	expect(events.map(({ event }) => event)).toEqual(Array(3).fill('message.status'));
});

it('is delivered and read by itself when statuses are automatic', async () => {
	await bench.settings({ campaignPerSecond: 1000 });
	await importCustomers(3);
	const done = await until(await create(), ({ counters }) => counters.read === 2);
	expect(done.counters).toEqual({ total: 2, sent: 2, delivered: 2, read: 2, failed: 0 });
});

it('pauses, goes on where it stopped, and is cancelled', async () => {
	await bench.settings({ campaignPerSecond: 60, autoStatuses: false });
	await importCustomers(300);
	const campaign = await create();
	await until(campaign, ({ counters }) => counters.sent > 3);
	const paused = (await act(campaign, 'pause')).data as Campaign;
	expect(paused.status).toBe('paused');
	await new Promise((resolve) => setTimeout(resolve, 200));
	expect((await get(campaign)).counters.sent).toBe(paused.counters.sent);
	expect((await act(campaign, 'pause')).status).toBe(409);
	expect((await act(campaign, 'resume')).data.status).toBe('running');
	await until(campaign, ({ counters }) => counters.sent > paused.counters.sent + 3);
	const cancelled = (await act(campaign, 'cancel')).data as Campaign;
	expect(cancelled.status).toBe('cancelled');
	await new Promise((resolve) => setTimeout(resolve, 200));
	const { messages } = await bench.state();
	expect(messages).toHaveLength(cancelled.counters.sent);
	expect(new Set(messages.map(({ to }) => to)).size).toBe(messages.length);
	for (const action of ['pause', 'resume', 'cancel']) {
		const { status, data } = await act(campaign, action);
		expect([status, data.error.code]).toEqual([409, 'conflict']);
	}
});

it('waits for its scheduled time, and then reaches those who are in the audience by then', async () => {
	await bench.settings({ campaignPerSecond: 1000 });
	const at = new Date(Date.now() + 3_600_000).toISOString();
	const campaign = await create({ schedule: { mode: 'scheduled', at } });
	expect(campaign).toMatchObject({ status: 'scheduled', startedAt: null });
	await importCustomers(3);
	expect((await get(campaign)).counters).toMatchObject({ total: 2, sent: 0 });
	await bench.client.advanceClock(3500);
	await new Promise((resolve) => setTimeout(resolve, 150));
	expect((await get(campaign)).status).toBe('scheduled');
	await bench.client.advanceClock(101);
	const done = await until(campaign, ({ status }) => status === 'completed');
	expect(done.counters.sent).toBe(2);
});

it('is over at once when nobody is in the audience', async () => {
	const { status, counters } = await create();
	expect([status, counters.total]).toEqual(['completed', 0]);
});

it('takes the values of its template, the same for everybody', async () => {
	await bench.settings({ campaignPerSecond: 1000 });
	await importCustomers(1);
	const template = {
		name: 'order_confirmation',
		language: 'en_US',
		variables: ['friend', '#1'],
	};
	await until(await create({ template }), ({ status }) => status === 'completed');
	const [{ content }] = (await bench.state()).messages;
	expect(content.template.text).toBe('Hi friend, your order #1 is confirmed!');
});

it('is listed, newest first and by status as in the sample', async () => {
	const first = await create();
	const at = new Date(Date.now() + 60_000).toISOString();
	const second = await create({ name: 'Later', schedule: { mode: 'scheduled', at } });
	const ids = async (status: string) => {
		const { data } = await bench.api.get(`/v1/campaigns?status=${status}&limit=50`);
		return (data.data as Campaign[]).map(({ id }) => id);
	};
	expect(await ids('')).toEqual([second.id, first.id]);
	expect(await ids('completed')).toEqual([first.id]);
	expect((await bench.state()).campaigns).toHaveLength(2);
});

it('sends nothing more after a reset', async () => {
	await bench.settings({ campaignPerSecond: 60 });
	await importCustomers(300);
	await create();
	await bench.reset();
	await bench.customerWrites();
	await new Promise((resolve) => setTimeout(resolve, 200));
	expect((await bench.state()).messages).toHaveLength(1);
});
