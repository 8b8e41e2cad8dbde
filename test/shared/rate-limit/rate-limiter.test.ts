import { RateLimiter } from '../../../nodes/shared/rate-limit/rate-limiter';
import type { Permit, RunBounds } from '../../../nodes/shared/rate-limit/run-limiter';
import { seeded, VirtualTime } from './simulation';

const LONGEST_WAIT = 180_000;
/** By the virtual clock; later something is stuck. */
const HOUR = 6_000_000 + 3_600_000;
type Headers = Record<string, string>;

function open(bounds: Partial<RunBounds> = {}, limiter?: RateLimiter, time?: VirtualTime) {
	const clock = time ?? new VirtualTime(seeded(1));
	const shared = limiter ?? new RateLimiter(clock);
	const run = shared.forRun({ longestWait: LONGEST_WAIT, ...bounds });
	/** Milliseconds of virtual time until the next request may leave. */
	const acquire = async (): Promise<[Permit, number]> => {
		const from = clock.now();
		const permit = run.acquire();
		await clock.until(
			permit.catch(() => undefined),
			HOUR,
		);
		return [await permit, clock.now() - from];
	};
	const answer = (permit: Permit, statusCode: number, headers: Headers = {}) =>
		run.release(permit, { statusCode, headers });
	return { clock, limiter: shared, run, acquire, answer };
}

/** A time by the virtual clock, so many milliseconds from now. */
const date = (clock: VirtualTime, milliseconds: number) =>
	new Date(clock.date() + milliseconds).toUTCString();

describe('After a 429', () => {
	test.each<[string, (clock: VirtualTime) => Headers, number]>([
		['Retry-After in seconds', () => ({ 'retry-after': '7' }), 7000],
		['Retry-After as a date', (clock) => ({ 'retry-after': date(clock, 9600) }), 9600],
		[
			'Retry-After in seconds since 1970',
			(clock) => ({ 'retry-after': String((clock.date() + 4600) / 1000) }),
			4600,
		],
		['Retry-After in parts of a second', () => ({ 'retry-after': '0.3' }), 300],
		['X-RateLimit-Reset in seconds from now', () => ({ 'x-ratelimit-reset': '5' }), 5000],
		[
			'X-RateLimit-Reset in seconds since 1970',
			(clock) => ({ 'x-ratelimit-reset': String((clock.date() + 4600) / 1000) }),
			4600,
		],
		[
			'X-RateLimit-Reset in milliseconds since 1970',
			(clock) => ({ 'x-ratelimit-reset': String(clock.date() + 3000) }),
			3000,
		],
		[
			'a date by the platform’s own clock, an hour ahead',
			(clock) => ({ 'retry-after': date(clock, 3_609_600), date: date(clock, 3_600_600) }),
			9000,
		],
		[
			'a reset by the platform’s own clock, an hour behind',
			(clock) => ({
				'x-ratelimit-reset': String(Math.floor((clock.date() - 3_600_400) / 1000) + 6),
				date: date(clock, -3_600_400),
			}),
			6000,
		],
		[
			'Retry-After, whatever the reset says',
			() => ({ 'retry-after': '2', 'x-ratelimit-reset': '60' }),
			2000,
		],
	])('everybody waits for %s', async (_name, headers, milliseconds) => {
		const { clock, acquire, answer } = open();
		const [permit] = await acquire();
		expect(answer(permit, 429, headers(clock))).toBe(true);
		const [, waited] = await acquire();
		expect(Math.round(waited)).toBe(milliseconds);
	});

	test.each<[string, Headers]>([
		['nothing', {}],
		['Retry-After: 0', { 'retry-after': '0' }],
		['Retry-After: -1', { 'retry-after': '-1' }],
		['a reset that has passed', { 'x-ratelimit-reset': '1700000000' }],
		['no number that ends', { 'retry-after': 'Infinity', 'x-ratelimit-reset': '1e999' }],
		['no number', { 'retry-after': 'soon', 'x-ratelimit-reset': 'later' }],
	])('with %s the pauses grow, and end with the first success', async (_name, headers) => {
		const { acquire, answer } = open();
		let [permit] = await acquire();
		const pauses: number[] = [];
		for (let round = 0; round < 5; round += 1) {
			answer(permit, 429, headers);
			const [next, waited] = await acquire();
			permit = next;
			pauses.push(waited);
		}
		expect(pauses[0]).toBeGreaterThanOrEqual(50);
		for (const [index, base] of [500, 1000, 2000, 4000].entries()) {
			expect(pauses[index + 1]).toBeGreaterThanOrEqual(base * 0.75);
			expect(pauses[index + 1]).toBeLessThanOrEqual(base * 1.25 + 1);
		}
		answer(permit, 200);
		answer((await acquire())[0], 429, headers);
		const [, afterwards] = await acquire();
		expect(afterwards).toBeLessThanOrEqual(5000);
	});

	test.each(['1, 5', '10s', 'May 5', '0x', '2026'.repeat(80)])(
		'Retry-After: %s says nothing, and no moment in the past',
		async (value) => {
			const { acquire, answer } = open();
			answer((await acquire())[0], 429, { 'retry-after': value });
			expect((await acquire())[1]).toBeGreaterThan(180);
		},
	);

	test('a further one takes the larger of what is announced and the back-off', async () => {
		const { acquire, answer } = open();
		answer((await acquire())[0], 429);
		answer((await acquire())[0], 429);
		answer((await acquire())[0], 429, { 'retry-after': '9' });
		expect((await acquire())[1]).toBe(9000);
	});

	test('requests that left together count as one refusal', async () => {
		const { acquire, answer } = open();
		const permits = [await acquire(), await acquire(), await acquire()];
		for (const [permit] of permits) answer(permit, 429);
		expect((await acquire())[1]).toBeLessThanOrEqual(313);
	});

	test('after two in a row one request goes first', async () => {
		const { clock, run, acquire, answer } = open();
		answer((await acquire())[0], 429);
		answer((await acquire())[0], 429);
		const [first] = await acquire();
		let left = 0;
		for (let count = 0; count < 3; count += 1) void run.acquire().then(() => (left += 1));
		await clock.until(clock.wait(2000), HOUR);
		expect(left).toBe(0);
		answer(first, 200);
		await clock.until(clock.wait(2000), HOUR);
		expect(left).toBeGreaterThan(0);
	});
});

describe('Longest Wait', () => {
	test('a pause that the platform wants for longer is not waited for, and the error says who asked', async () => {
		const { clock, acquire, answer } = open({ longestWait: 60_000 });
		const start = clock.now();
		answer((await acquire())[0], 429, { 'retry-after': '61' });
		await expect(acquire()).rejects.toMatchObject({
			kind: 'notSent',
			status: 429,
			message:
				'the platform’s rate limit asks for a pause of 61 s (Retry-After), longer than the Longest Wait of 60 s'.replace(
					'’',
					"'",
				),
		});
		expect(clock.now()).toBe(start);
	});

	test('a pause of years, which only a mistake can be, ends after a day', async () => {
		const { clock, limiter, acquire, answer } = open();
		answer((await acquire())[0], 429, { 'retry-after': '999999999' });
		await expect(acquire()).rejects.toThrow('a pause of 999999999 s (Retry-After)');
		await clock.until(clock.wait(86_400_000), 2 * 86_400_000);
		const [permit] = await open({}, limiter, clock).acquire();
		expect(answer(permit, 200)).toBe(false);
	});

	test('429s in a row are one pause, and nobody is said to have asked for it', async () => {
		const { clock, acquire, answer } = open({ longestWait: 10_000 });
		const start = clock.now();
		const ask = async () => {
			for (;;) answer((await acquire())[0], 429);
		};
		await expect(ask()).rejects.toThrow(/has let nothing through; .* Longest Wait of 10 s$/);
		expect(clock.now() - start).toBeLessThanOrEqual(10_000);
	});

	test('bounds the wait of its own run: another waits on', async () => {
		const patient = open();
		const hasty = open({ longestWait: 1000 }, patient.limiter, patient.clock);
		patient.answer((await patient.acquire())[0], 429, { 'retry-after': '5' });
		await expect(hasty.acquire()).rejects.toThrow('Longest Wait of 1 s');
		expect((await patient.acquire())[1]).toBe(5000);
	});

	test('counts from the run’s own start where the pause is older', async () => {
		const early = open();
		early.answer((await early.acquire())[0], 429, { 'retry-after': '8' });
		await early.clock.until(early.clock.wait(5000), HOUR);
		const late = open({ longestWait: 4000 }, early.limiter, early.clock);
		expect((await late.acquire())[1]).toBe(3000);
	});
});

describe('Stop', () => {
	test('ends every wait of its run at once, and no other’s', async () => {
		const stop = new AbortController();
		const stopped = open({ signal: stop.signal });
		const start = stopped.clock.now();
		const other = open({}, stopped.limiter, stopped.clock);
		stopped.answer((await stopped.acquire())[0], 429, { 'retry-after': '100' });
		const waiting = [stopped.run.acquire(), stopped.run.acquire()].map(
			async (permit) => await permit.catch((error: unknown) => error),
		);
		stop.abort();
		for (const error of await Promise.all(waiting))
			expect(error).toMatchObject({ kind: 'notSent' });
		expect(stopped.clock.now()).toBe(start);
		await expect(stopped.run.acquire()).rejects.toMatchObject({ kind: 'notSent' });
		expect((await other.acquire())[1]).toBe(100_000);
	});

	test('requests that it ends under way do not count as failures of the platform', async () => {
		const stop = new AbortController();
		const { run, acquire } = open({ signal: stop.signal });
		const permits = [await acquire(), await acquire(), await acquire()];
		stop.abort();
		const before = run.concurrency;
		for (const [permit] of permits) run.release(permit);
		expect(run.concurrency).toBe(before);
	});
});

describe('What the X-RateLimit headers leave for some seconds', () => {
	const left = (remaining: number, reset: number): Headers => ({
		'x-ratelimit-remaining': String(remaining),
		'x-ratelimit-reset': String(reset),
	});

	test('is spent; then one request finds out whether it is a window', async () => {
		const { acquire, answer } = open();
		answer((await acquire())[0], 200, left(2, 30));
		const [second] = await acquire();
		const [third] = await acquire();
		answer(second, 200, left(1, 30));
		answer(third, 200, left(0, 30));
		const [probe, waited] = await acquire();
		expect(waited).toBe(1000);
		answer(probe, 429, left(0, 29));
		expect((await acquire())[1]).toBe(29_000);
	});

	test('is waited for in a known window without a further 429', async () => {
		const { clock, acquire, answer } = open();
		answer((await acquire())[0], 200, left(0, 10));
		answer((await acquire())[0], 429, left(0, 9));
		answer((await acquire())[0], 200, left(0, 10));
		const before = clock.now();
		await acquire();
		expect(clock.now() - before).toBe(10_000);
	});

	test('does not hold up a bucket, where requests come back all the time', async () => {
		const { acquire, answer } = open();
		answer((await acquire())[0], 200, left(0, 30));
		answer((await acquire())[0], 200, left(3, 30));
		for (let round = 0; round < 5; round += 1) {
			const [permit, waited] = await acquire();
			expect(waited).toBe(0);
			answer(permit, 200, left(0, 30));
		}
	});

	test('does not hold up a run for longer than its Longest Wait: a 429 will say if it is meant', async () => {
		const { acquire, answer } = open({ longestWait: 500 });
		answer((await acquire())[0], 200, left(0, 86_400));
		expect((await acquire())[1]).toBe(0);
	});

	test.each<[string, Headers]>([
		['no reset', { 'x-ratelimit-remaining': '0' }],
		['no number that ends', { 'retry-after': 'Infinity', 'x-ratelimit-reset': '1e999' }],
		['no number', { 'x-ratelimit-remaining': 'none', 'x-ratelimit-reset': '9' }],
		['nothing', {}],
	])('is not guessed from %s', async (_name, headers) => {
		const { acquire, answer } = open();
		answer((await acquire())[0], 200, headers);
		expect((await acquire())[1]).toBe(0);
	});
});

test('A bot that sends now and then is not slowed down by a single 429', async () => {
	const { clock, acquire, answer } = open();
	for (let count = 0; count < 20; count += 1) {
		answer((await acquire())[0], 200);
		await clock.until(clock.wait(30_000), HOUR);
	}
	answer((await acquire())[0], 429);
	answer((await acquire())[0], 200);
	await clock.until(clock.wait(30_000), HOUR);
	const waits = [];
	for (let count = 0; count < 5; count += 1) {
		const [permit, waited] = await acquire();
		answer(permit, 200);
		waits.push(waited);
	}
	expect(Math.max(...waits)).toBe(0);
});

test('A bad hour of the platform does not slow down a bot for long', async () => {
	const documented = { requests: 120, seconds: 60 };
	const { clock, acquire, answer } = open();
	for (const bot of [open({}, new RateLimiter(clock, documented), clock), { acquire, answer }]) {
		const send = async (status: number) => {
			const [permit, waited] = await bot.acquire();
			bot.answer(permit, status);
			return waited;
		};
		for (let count = 0; count < 4; count += 1) await send(200);
		for (let count = 0; count < 12; count += 1) await send(429);
		for (let count = 0; count < 3; count += 1) await send(200);
		for (let count = 0; count < 30; count += 1) {
			await clock.until(clock.wait(5000), HOUR);
			await send(200);
		}
		await clock.until(clock.wait(5000), HOUR);
		const waits = [await send(200), await send(200), await send(200)];
		expect(Math.max(...waits)).toBe(0);
	}
});

test('A 429 long after another is none in a row', async () => {
	const documented = { requests: 80, seconds: 1 };
	const clock = new VirtualTime(seeded(1));
	await clock.until(clock.wait(60_000), HOUR);
	const { acquire, answer } = open({}, new RateLimiter(clock, documented), clock);
	answer((await acquire())[0], 429);
	await clock.until(clock.wait(60_000), HOUR);
	answer((await acquire())[0], 429);
	const [permit, waited] = await acquire();
	expect(waited).toBeLessThan(500);
	answer(permit, 200);
	expect((await acquire())[1]).toBeLessThan(50);
});

test('A 503 that names a time is a pause for everybody, and no refusal', async () => {
	const { acquire, answer } = open();
	expect(answer((await acquire())[0], 503, { 'retry-after': '4' })).toBe(false);
	expect((await acquire())[1]).toBe(4000);
});
