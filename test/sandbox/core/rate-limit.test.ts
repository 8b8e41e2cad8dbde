import { SlidingWindow } from '../../../sandbox/account/rate-limit';
import { type WabaPortalBench, CUSTOMER, openBench } from '../waba-portal/bench';

let bench: WabaPortalBench;

beforeAll(async () => {
	bench = await openBench();
});
beforeEach(async () => {
	await bench.reset();
	await bench.customerWrites();
});
afterAll(() => bench.close());

const send = () => bench.api.post('/messages/text', { to: CUSTOMER, message: 'Hello' });
const sendTogether = (count: number) => Promise.all(Array.from({ length: count }, send));

it('lets so many sends through in a second and refuses the others, which are not accepted', async () => {
	await bench.settings({ rateLimit: { kind: 'sliding', limit: 5, seconds: 1 } });
	const answers = await sendTogether(12);
	const refused = answers.filter(({ status }) => status === 429);
	expect(refused).toHaveLength(7);
	expect(refused[0].data).toEqual({ error: 'Too many requests, please slow down' });
	expect(refused[0].headers).not.toHaveProperty('retry-after');
	expect((await bench.state()).messages).toHaveLength(1 + 5);
	await new Promise((resolve) => setTimeout(resolve, 1050));
	expect((await send()).status).toBe(200);
});

it('does not count reads', async () => {
	await bench.settings({ rateLimit: { kind: 'sliding', limit: 1, seconds: 1 } });
	expect((await send()).status).toBe(200);
	expect((await bench.api.get('/templates')).status).toBe(200);
	expect((await send()).status).toBe(429);
});

it('tells the limit and the wait in headers when the settings say so', async () => {
	await bench.settings({
		rateLimit: { kind: 'sliding', limit: 2, seconds: 1, announce: ['retryAfter', 'headers'] },
	});
	const first = await send();
	expect(first.headers).toMatchObject({ 'x-ratelimit-limit': '2', 'x-ratelimit-remaining': '1' });
	expect(first.headers).not.toHaveProperty('retry-after');
	await send();
	const { status, headers } = await send();
	expect(status).toBe(429);
	expect(headers).toMatchObject({ 'retry-after': '1', 'x-ratelimit-remaining': '0' });
	const reset = Number(headers['x-ratelimit-reset']) - Date.now() / 1000;
	expect(reset).toBeGreaterThan(0);
	expect(reset).toBeLessThan(3);
});

it('delays each answer without holding up the others', async () => {
	await bench.settings({ latencyMs: 300 });
	const started = Date.now();
	await sendTogether(10);
	const took = Date.now() - started;
	expect(took).toBeGreaterThanOrEqual(299);
	expect(took).toBeLessThan(1500);
});

it('has no limit at first', async () => {
	const answers = await sendTogether(100);
	expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
});

describe('the sliding window', () => {
	it('never lets more through in any second, wherever it begins', () => {
		const window = new SlidingWindow();
		const passed: number[] = [];
		for (let now = 0; now < 30_000; now += 7) if (window.take(80, now)) passed.push(now);
		for (const start of passed) {
			expect(passed.filter((at) => at >= start && at < start + 1000).length).toBeLessThanOrEqual(
				80,
			);
		}
		expect(passed.length).toBeGreaterThan(80 * 29);
	});

	it('lets nothing through with a limit of zero', () => {
		expect(new SlidingWindow().take(0)).toBe(false);
	});
});
