import { Bucket, FixedWindow, SlidingWindow } from '../../../sandbox/account/rate-limit';
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

it('shows the limit and the wait in headers when the settings say so', async () => {
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

/** When calls that are made every 10 ms are let through, in milliseconds. */
function passed(counter: Bucket | FixedWindow, limit: number, untilMs: number): number[] {
	const times: number[] = [];
	for (let now = 5000; now < 5000 + untilMs; now += 10) {
		if (counter.take(limit, now)) times.push(now - 5000);
	}
	return times;
}

it('a fixed window lets twice the limit through around its end', () => {
	const window = new FixedWindow(1000);
	expect(window.take(4, 5000)).toBe(true);
	for (const now of [5970, 5980, 5990]) expect(window.take(4, now)).toBe(true);
	expect([window.take(4, 5999), window.waitMs(4, 5999)]).toEqual([false, 1]);
	for (const now of [6000, 6001, 6002, 6003]) expect(window.take(4, now)).toBe(true);
	expect([window.take(4, 6004), window.remaining(4, 6004), window.waitMs(4, 6004)]).toEqual([
		false,
		0,
		996,
	]);
	expect(passed(new FixedWindow(1000), 3, 2000)).toEqual([0, 10, 20, 1000, 1010, 1020]);
});

it('a bucket lets its content through at once, and then at its pace', () => {
	expect(passed(new Bucket(1000), 4, 800)).toEqual([0, 10, 20, 30, 250, 500, 750]);
	const bucket = new Bucket(1000);
	for (let count = 0; count < 4; count++) bucket.take(4, 5000);
	expect(bucket.remaining(4, 5100)).toBe(0);
	expect(bucket.waitMs(4, 5100)).toBeCloseTo(150);
	expect(bucket.remaining(4, 6000)).toBe(4);
	expect(new Bucket(1000).take(0)).toBe(false);
});

describe('the setting', () => {
	const limited = async (rateLimit: object) => {
		await bench.settings({ rateLimit });
		const answers = [await send(), await send()];
		expect(answers.map(({ status }) => status)).toEqual([200, 429]);
		return answers.map(({ headers }) => ({
			remaining: headers['x-ratelimit-remaining'] as string | undefined,
			wait: headers['retry-after'] as string | undefined,
		}));
	};
	const none = { remaining: undefined, wait: undefined };

	it.each(['sliding', 'fixed', 'bucket'])(
		'%s announces nothing unless it is asked to',
		async (kind) => {
			expect(await limited({ kind, limit: 1, seconds: 40 })).toEqual([none, none]);
		},
	);

	it.each(['sliding', 'fixed', 'bucket'])('%s announces the wait alone', async (kind) => {
		const announced = await limited({ kind, limit: 1, seconds: 40, announce: ['retryAfter'] });
		expect(announced).toEqual([none, { ...none, wait: '40' }]);
	});

	it.each(['sliding', 'fixed', 'bucket'])('%s announces what is left alone', async (kind) => {
		const announced = await limited({ kind, limit: 1, seconds: 40, announce: ['headers'] });
		expect(announced).toEqual([
			{ ...none, remaining: '0' },
			{ ...none, remaining: '0' },
		]);
	});

	it('counts every call when it is asked to', async () => {
		await bench.settings({ rateLimit: { kind: 'fixed', limit: 1, seconds: 40, of: 'all' } });
		expect((await bench.api.get('/templates')).status).toBe(200);
		expect((await send()).status).toBe(429);
		expect((await bench.api.get('/templates')).status).toBe(429);
	});

	it('begins anew when it changes', async () => {
		const rateLimit = { kind: 'fixed', limit: 1, seconds: 40 };
		await limited(rateLimit);
		await limited({ ...rateLimit, kind: 'bucket' });
	});
});
