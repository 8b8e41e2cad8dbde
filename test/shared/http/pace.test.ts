import { Pace } from '../../../nodes/shared/http/pace';
import type { Answer } from '../../../nodes/shared/platform';

const start = Date.parse('2026-01-01T00:00:00Z');
const LONGEST_WAIT = 180_000;

beforeEach(() => {
	jest.useFakeTimers({ now: start });
});

afterEach(() => {
	jest.useRealTimers();
});

const answer = (statusCode: number, headers: Answer['headers'] = {}): Answer => ({
	statusCode,
	headers,
	body: {},
});
const resetIn = (seconds: number, remaining: number) => ({
	'x-ratelimit-remaining': String(remaining),
	'x-ratelimit-reset': String(start / 1000 + seconds),
	date: new Date().toUTCString(),
});

/** Milliseconds after the start at which the turn comes. */
async function turnAt(pace: Pace): Promise<number> {
	let at = Number.NaN;
	void pace.turn().then(() => {
		at = Date.now() - start;
	});
	for (let waited = 0; Number.isNaN(at) && waited < 600; waited += 1) {
		await jest.advanceTimersByTimeAsync(waited === 0 ? 0 : 1000);
	}
	return at;
}

test('Without limits every turn comes at once', async () => {
	const pace = new Pace(0, LONGEST_WAIT);
	expect([await turnAt(pace), await turnAt(pace), await turnAt(pace)]).toEqual([0, 0, 0]);
});

test('Messages per Second spaces the turns', async () => {
	const pace = new Pace(2, LONGEST_WAIT);
	const turns = Promise.all([pace.turn(), pace.turn(), pace.turn()]).then(() => Date.now() - start);
	await jest.advanceTimersByTimeAsync(2000);
	expect(await turns).toBe(1000);
});

describe('After a 429', () => {
	test.each<[string, Answer['headers'], number]>([
		['Retry-After in seconds', { 'retry-after': '7' }, 7000],
		['Retry-After as a date', { 'retry-after': 'Thu, 01 Jan 2026 00:00:09 GMT' }, 9000],
		['X-RateLimit-Reset in seconds from now', { 'x-ratelimit-reset': '5' }, 5000],
		[
			'X-RateLimit-Reset in seconds since 1970',
			{ 'x-ratelimit-reset': String(start / 1000 + 4) },
			4000,
		],
		[
			'X-RateLimit-Reset in milliseconds since 1970',
			{ 'x-ratelimit-reset': String(start + 3000) },
			3000,
		],
		[
			"a date by the platform's own clock, an hour ahead",
			{
				'retry-after': 'Thu, 01 Jan 2026 01:00:09 GMT',
				date: 'Thu, 01 Jan 2026 01:00:00 GMT',
			},
			9000,
		],
	])('everybody waits as %s says', async (_name, headers, milliseconds) => {
		const pace = new Pace(0, LONGEST_WAIT);
		expect(pace.answered(await pace.turn(), answer(429, headers))).toBe(true);
		expect(await turnAt(pace)).toBe(milliseconds);
	});

	test('without a word from the platform the pauses grow, and end with the first success', async () => {
		const pace = new Pace(0, LONGEST_WAIT);
		const pauses: number[] = [];
		for (let round = 0; round < 4; round += 1) {
			const before = Date.now();
			pace.answered(await pace.turn(), answer(429));
			pauses.push((await turnAt(pace)) - (before - start));
			pace.answered(round + 1);
		}
		for (const [index, base] of [500, 1000, 2000, 4000].entries()) {
			expect(pauses[index]).toBeGreaterThanOrEqual(base * 0.75);
			expect(pauses[index]).toBeLessThanOrEqual(base * 1.25);
		}
		pace.answered(await pace.turn(), answer(200));
		const before = Date.now() - start;
		pace.answered(await pace.turn(), answer(429));
		expect((await turnAt(pace)) - before).toBeLessThanOrEqual(625);
	});

	test('requests that left together count as one refusal', async () => {
		const pace = new Pace(0, LONGEST_WAIT);
		const turns = await Promise.all([pace.turn(), pace.turn(), pace.turn(), pace.turn()]);
		for (const turn of turns) pace.answered(turn, answer(429));
		expect(await turnAt(pace)).toBeLessThanOrEqual(625);
	});

	test('a pause longer than the longest wait fails, and so does everybody behind it', async () => {
		const pace = new Pace(0, 60_000);
		const turn = await pace.turn();
		expect(() => pace.answered(turn, answer(429, { 'retry-after': '61' }))).toThrow(
			'a pause of 61 s, longer than the Longest Wait of 60 s',
		);
		await expect(pace.turn()).rejects.toMatchObject({ kind: 'notSent', status: 429 });
	});

	test('Stop ends the pause', async () => {
		const stop = new AbortController();
		const pace = new Pace(0, LONGEST_WAIT, stop.signal);
		pace.answered(await pace.turn(), answer(429, { 'retry-after': '100' }));
		const turn = expect(pace.turn()).rejects.toMatchObject({ kind: 'notSent' });
		stop.abort();
		await turn;
		expect(Date.now()).toBe(start);
	});
});

describe('What the X-RateLimit headers leave', () => {
	test('is spent, and then the run waits for the reset: before the 429, not after it', async () => {
		const pace = new Pace(0, LONGEST_WAIT);
		pace.answered(await pace.turn(), answer(200, resetIn(30, 2)));
		expect(await turnAt(pace)).toBe(0);
		expect(await turnAt(pace)).toBe(0);
		expect(await turnAt(pace)).toBe(30_000);
	});

	test('counts what is still under way as spent', async () => {
		const pace = new Pace(0, LONGEST_WAIT);
		const [first] = [await pace.turn(), await pace.turn(), await pace.turn()];
		pace.answered(first, answer(200, resetIn(10, 2)));
		expect(await turnAt(pace)).toBe(10_000);
	});

	test('is not raised by an answer that was overtaken', async () => {
		const pace = new Pace(0, LONGEST_WAIT);
		const [first, second] = [await pace.turn(), await pace.turn()];
		pace.answered(second, answer(200, resetIn(10, 1)));
		pace.answered(first, answer(200, resetIn(10, 5)));
		expect(await turnAt(pace)).toBe(10_000);
	});

	test('is new after the reset', async () => {
		const pace = new Pace(0, LONGEST_WAIT);
		pace.answered(await pace.turn(), answer(200, resetIn(10, 0)));
		expect(await turnAt(pace)).toBe(10_000);
		expect(await turnAt(pace)).toBe(10_000);
	});

	test('does not hold up a run for longer than the longest wait: a 429 will say if it is meant', async () => {
		const pace = new Pace(0, 5_000);
		pace.answered(await pace.turn(), answer(200, resetIn(86_400, 0)));
		expect(await turnAt(pace)).toBe(0);
	});

	test.each<[string, Answer['headers']]>([
		['no reset', { 'x-ratelimit-remaining': '0' }],
		['no number', { 'x-ratelimit-remaining': 'none', 'x-ratelimit-reset': '9' }],
		['nothing', {}],
	])('is not guessed from %s', async (_name, headers) => {
		const pace = new Pace(0, LONGEST_WAIT);
		pace.answered(await pace.turn(), answer(200, headers));
		expect(await turnAt(pace)).toBe(0);
	});
});
