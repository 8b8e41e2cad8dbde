import {
	bucket,
	concurrent,
	fixedWindow,
	slidingWindow,
	unlimited,
	windowOnDemand,
	type Told,
} from './platforms';
import { Simulation, type Outcome, type SimulatedPlatform } from './simulation';

// The limiter against platforms in virtual time, n8n's own work of 2.5 ms a request included. Every figure is the same
// on every machine.

const MESSAGES = 1000;
const SEEDS = [1, 2, 3];
const TOLD: Told[] = ['retryAfter', 'headers', 'nothing'];
const LATENCIES = [50, 300];

/** Two runs with the same credential, one after the other. */
async function twice(
	make: () => SimulatedPlatform,
	latency: number,
	seed: number,
): Promise<[Outcome, Outcome]> {
	const simulation = new Simulation(make(), latency, { seed });
	const first = await simulation.run({ messages: MESSAGES });
	return [first, await simulation.run({ messages: MESSAGES })];
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

async function meanOf(make: () => SimulatedPlatform, latency: number, own: number) {
	const pairs = await Promise.all(SEEDS.map(async (seed) => await twice(make, latency, seed)));
	const firsts = pairs.map(([first]) => first);
	return {
		ratio: mean(firsts.map(({ seconds }) => seconds / own)),
		ratioBesidePauses: mean(firsts.map(({ seconds, ordered }) => (seconds - ordered) / own)),
		refused: mean(firsts.map(({ refused }) => refused / MESSAGES)),
		refusedNext: mean(pairs.map(([, { refused }]) => refused / MESSAGES)),
		errors: pairs.flat().flatMap(({ errors }) => errors),
		accepted: pairs.flat().map(({ accepted }) => accepted),
	};
}

function expectAllAccepted({ errors, accepted }: Awaited<ReturnType<typeof meanOf>>): void {
	expect(errors).toEqual([]);
	expect(new Set(accepted)).toEqual(new Set([MESSAGES]));
}

const cases = TOLD.flatMap((told) => LATENCIES.map((latency): [Told, number] => [told, latency]));

describe.each(cases)('Limits told by %s, answers after %d ms', (told, latency) => {
	test.each([80, 10])('a bucket of %d a second with a second’s worth', async (rate) => {
		const result = await meanOf(() => bucket(rate, rate, told), latency, MESSAGES / rate);
		expectAllAccepted(result);
		// The aim is 1.05 and 1.10; three seeds are a small sample.
		expect(result.ratio).toBeLessThanOrEqual(latency === 50 ? 1.05 : 1.11);
		expect(result.refused).toBeLessThanOrEqual(0.12);
		expect(result.refusedNext).toBeLessThanOrEqual(0.03);
	});

	test.each<[string, () => SimulatedPlatform, number]>([
		['a bucket of 80 a second with 10 tokens', () => bucket(80, 10, told), 80],
		['a window of 80 by the clock', () => fixedWindow(80, 1, told), 80],
		['a window of 10 by the clock', () => fixedWindow(10, 1, told), 10],
		['80 in any second', () => slidingWindow(80, 1, told), 80],
		['10 in any second', () => slidingWindow(10, 1, told), 10],
		['a window of 120 a minute', () => fixedWindow(120, 60, told), 2],
		['a bucket of 2 a second with 120 tokens', () => bucket(2, 120, told), 2],
	])('%s', async (_name, make, rate) => {
		const result = await meanOf(make, latency, MESSAGES / rate);
		expectAllAccepted(result);
		expect(result.ratioBesidePauses).toBeLessThanOrEqual(1.25);
		expect(result.refused).toBeLessThanOrEqual(0.12);
		expect(result.refusedNext).toBeLessThanOrEqual(0.03);
	});
});

describe('A short next run, after a while without anything to send', () => {
	test.each(cases)('told by %s, answers after %d ms', async (told, latency) => {
		for (const limit of [bucket, fixedWindow, windowOnDemand]) {
			const shares: number[] = [];
			for (const seed of SEEDS) {
				const make = () => (limit === bucket ? bucket(80, 80, told) : limit(80, 1, told));
				const simulation = new Simulation(make(), latency, { seed });
				await simulation.run({ messages: MESSAGES });
				await simulation.rest(5000);
				shares.push((await simulation.run({ messages: 300 })).refused / 300);
			}
			expect(mean(shares)).toBeLessThanOrEqual(0.03);
		}
	});
});

test.each<[Told, string]>([
	['zero', 'Retry-After: 0'],
	['past', 'a reset that has passed'],
])('%s (%s) makes no hot loop, and costs no time', async (told) => {
	for (const [make, rate] of [
		[() => bucket(80, 80, told), 80],
		[() => fixedWindow(10, 1, told), 10],
		[() => bucket(80, 10, told), 80],
	] as const) {
		const result = await meanOf(make, 50, MESSAGES / rate);
		expectAllAccepted(result);
		expect(result.ratio).toBeLessThanOrEqual(1.25);
		expect(result.refused).toBeLessThanOrEqual(0.12);
	}
});

describe('Without a limit', () => {
	test('50 go at once as soon as it shows that they may', async () => {
		const { seconds, refused, most } = await new Simulation(unlimited(), 300).run({
			messages: MESSAGES,
		});
		expect(refused).toBe(0);
		expect(most).toBeGreaterThan(40);
		expect(most).toBeLessThanOrEqual(50);
		// 20 rounds of 50, and those in which the concurrency grew.
		expect(seconds).toBeLessThan(7.2);
	});

	test('a platform that gets slower with load is not made slower still', async () => {
		const slowing: SimulatedPlatform = (_now, underWay) => ({
			statusCode: 200,
			after: 20 * underWay,
		});
		const simulation = new Simulation(slowing, 50);
		const { seconds } = await simulation.run({ messages: MESSAGES });
		// One after another it would answer 50 a second.
		expect(seconds).toBeLessThan(25);
		expect(simulation.limiter.forRun({ longestWait: 0 }).concurrency).toBeLessThan(15);
	});

	test('a platform that is slow by itself keeps its concurrency', async () => {
		const slow: SimulatedPlatform = (now) => ({ statusCode: 200, after: now < 1000 ? 0 : 450 });
		const { seconds } = await new Simulation(slow, 50).run({ messages: MESSAGES });
		expect(seconds).toBeLessThan(1.25 * MESSAGES * (0.5 / 50));
	});
});

describe('Odd platforms', () => {
	test.each([1, 3, 10])('at most %d at the same time', async (most) => {
		const result = await meanOf(() => concurrent(most), 50, (MESSAGES * 0.05) / most);
		expectAllAccepted(result);
		expect(result.ratio).toBeLessThanOrEqual(2);
		expect(result.refused).toBeLessThanOrEqual(0.12);
		expect(result.refusedNext).toBeLessThanOrEqual(0.03);
	});

	test('a limit that rises in the middle is found', async () => {
		const result = await meanOf(
			() => bucket((now) => (now < 20_000 ? 10 : 80), 80, 'nothing'),
			50,
			20 + (MESSAGES - 280) / 80,
		);
		expectAllAccepted(result);
		expect(result.ratio).toBeLessThanOrEqual(1.6);
	});

	test('a limit that falls in the middle is kept', async () => {
		const result = await meanOf(
			() => bucket((now) => (now < 5000 ? 80 : 10), 80, 'retryAfter'),
			50,
			5 + (MESSAGES - 480) / 10,
		);
		expectAllAccepted(result);
		expect(result.ratio).toBeLessThanOrEqual(1.25);
		expect(result.refused).toBeLessThanOrEqual(0.12);
	});

	test('429 to everything for 20 s is asked less and less, and forgotten afterwards', async () => {
		const closed: SimulatedPlatform = (now) => ({ statusCode: now < 20_000 ? 429 : 200 });
		const { seconds, refused, accepted } = await new Simulation(closed, 50).run({
			messages: MESSAGES,
		});
		expect(accepted).toBe(MESSAGES);
		expect(refused).toBeLessThan(20);
		expect(seconds).toBeLessThan(40);
	});

	test.each([20, 60])('429 to everything for %d s in the middle is got over', async (seconds) => {
		const out = (now: number) => now > 1500 && now < 1500 + seconds * 1000;
		const platform: SimulatedPlatform = (now) => ({ statusCode: out(now) ? 429 : 200 });
		const outcome = await new Simulation(platform, 50).run({ messages: 3000 });
		expect(outcome.accepted).toBe(3000);
		expect(outcome.refused).toBeLessThan(120);
		expect(outcome.seconds).toBeLessThan(2.2 * seconds + 20);
	});

	test('429 to everything for a minute is got over where a rate was known', async () => {
		const out = (now: number) => now > 30_000 && now < 90_000;
		const limit = bucket(80, 80, 'nothing');
		const platform: SimulatedPlatform = (now, underWay) =>
			out(now) ? { statusCode: 429 } : limit(now, underWay);
		const outcome = await new Simulation(platform, 50).run({ messages: 4800 });
		expect(outcome.accepted).toBe(4800);
		expect(outcome.seconds).toBeLessThan(1.5 * (60 + 60));
	});

	test('503 to everything meets few requests at a time', async () => {
		let asked = 0;
		const storm: SimulatedPlatform = (now) => {
			const out = now > 2000 && now < 6000;
			if (out) asked += 1;
			return { statusCode: out ? 503 : 200, after: out ? 50 : 0 };
		};
		await new Simulation(storm, 50).run({ messages: 2000 });
		expect(asked).toBeLessThan(150);
	});
});

describe('A documented limit', () => {
	test.each([50, 300])('of 80 a second is hardly ever exceeded (%d ms)', async (latency) => {
		for (const make of [
			() => bucket(80, 80, 'retryAfter'),
			() => fixedWindow(80, 1, 'retryAfter'),
		]) {
			const documented = { requests: 80, seconds: 1 };
			const simulation = new Simulation(make(), latency, { documented });
			const { refused, seconds, ordered } = await simulation.run({ messages: MESSAGES });
			expect(refused).toBeLessThanOrEqual(latency === 50 ? 0 : 0.01 * MESSAGES);
			expect(seconds - ordered).toBeLessThanOrEqual(1.25 * (MESSAGES / 80));
		}
	});

	test.each([0, 17, 59])(
		'of 120 a minute is never exceeded (%d s into the minute)',
		async (into) => {
			const documented = { requests: 120, seconds: 60 };
			for (const make of [
				() => fixedWindow(120, 60, 'retryAfter'),
				() => slidingWindow(120, 60, 'retryAfter'),
			]) {
				const simulation = new Simulation(make(), 300, { documented });
				await simulation.rest(into * 1000);
				const first = await simulation.run({ messages: 300 });
				const next = await simulation.run({ messages: 20 });
				await simulation.rest(20_000);
				const last = await simulation.run({ messages: 100 });
				expect(first.refused + next.refused + last.refused).toBe(0);
				expect(first.seconds).toBeLessThanOrEqual(1.05 * 150);
			}
		},
	);

	test('of 120 a minute of which another process takes a part is shared', async () => {
		const documented = { requests: 120, seconds: 60 };
		const limit = fixedWindow(120, 60, 'retryAfter');
		let other = 0;
		const shared: SimulatedPlatform = (now, underWay) => {
			for (; other < now; other += 1000) limit(now, underWay);
			return limit(now, underWay);
		};
		const simulation = new Simulation(shared, 50, { documented });
		const { accepted, refused, seconds } = await simulation.run({ messages: 300 });
		expect(accepted).toBe(300);
		expect(refused).toBeLessThanOrEqual(0.12 * 300);
		expect(seconds).toBeLessThanOrEqual(1.5 * 300);
	});

	test('of 120 a minute lets twenty customers be answered at once', async () => {
		const documented = { requests: 120, seconds: 60 };
		const simulation = new Simulation(fixedWindow(120, 60, 'retryAfter'), 50, { documented });
		const bot = Array.from({ length: 20 }, () => ({ messages: 1 }));
		const { seconds, refused } = await simulation.run(...bot);
		expect(refused).toBe(0);
		expect(seconds).toBeLessThan(0.5);
		const many = await simulation.run({ messages: MESSAGES });
		expect(many.seconds).toBeLessThan(1.05 * 500);
		expect(many.refused).toBeLessThanOrEqual(0.03 * MESSAGES);
	});
});

describe('Runs side by side', () => {
	test.each([50, 300])('20 share one limit, and none waits for long (%d ms)', async (latency) => {
		const simulation = new Simulation(bucket(80, 80, 'retryAfter'), latency);
		const { seconds, runs, refused } = await simulation.run(
			...Array.from({ length: 20 }, () => ({ messages: 100 })),
		);
		const sorted = [...runs].sort((a, b) => a - b);
		expect(seconds).toBeLessThanOrEqual(1.1 * (2000 / 80));
		expect(sorted[19]).toBeLessThanOrEqual(2 * sorted[10]);
		expect(refused).toBeLessThanOrEqual(0.12 * 2000);
	});

	test('a small one beside a large one is served in turn', async () => {
		const simulation = new Simulation(bucket(80, 80, 'retryAfter'), 50);
		const { runs } = await simulation.run({ messages: MESSAGES }, { messages: 10, at: 4000 });
		expect(runs[1]).toBeLessThan(2.5);
	});

	test('a run’s own bounds hold for it, and slow down no other', async () => {
		const simulation = new Simulation(unlimited(), 50);
		const { runs } = await simulation.run(
			{ messages: 50, bounds: { perSecond: 10 } },
			{ messages: MESSAGES },
		);
		expect(runs[0]).toBeGreaterThan(4.5);
		expect(runs[0]).toBeLessThan(5.5);
		expect(runs[1]).toBeLessThan(3);
	});
});
