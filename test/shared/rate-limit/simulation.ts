import { announcedWait } from '../../../nodes/shared/rate-limit/headers';
import { RateLimiter } from '../../../nodes/shared/rate-limit/rate-limiter';
import type { Clock, RunBounds } from '../../../nodes/shared/rate-limit/run-limiter';
import type { DocumentedLimit } from '../../../nodes/shared/platform';

/** What a platform answers. `after` is how long it works on the answer, milliseconds. */
export interface Answered {
	statusCode: number;
	headers?: Record<string, string>;
	after?: number;
}

/** A platform, asked at `now` (milliseconds of virtual time) while `underWay` requests are being answered. */
export type SimulatedPlatform = (now: number, underWay: number) => Answered;

export interface SimulatedRun {
	messages: number;
	bounds?: Partial<RunBounds>;
	/** How many of its items may be under way. */
	atOnce?: number;
	/** When it starts. */
	at?: number;
}

export interface Outcome {
	seconds: number;
	accepted: number;
	/** Answers with 429. */
	refused: number;
	failed: number;
	/** Pauses that the platform ordered by Retry-After or a reset, seconds in all. */
	ordered: number;
	/** Seconds that each run took. */
	runs: number[];
	/** The most requests at the same time. */
	most: number;
	errors: string[];
}

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

/** 1970 would make every reset a number of seconds from now. */
const START = Date.parse('2026-01-01T00:00:00.400Z');

const BEGINNING = 6_000_000;

/** Virtual time: timers end in their order as soon as nothing else is left to do. */
export class VirtualTime implements Clock {
	/** Some time after the start of the process, as in n8n; a whole minute, for windows by the clock. */
	private time = BEGINNING;

	private timers: Array<{ at: number; order: number; end: () => void }> = [];

	private order = 0;

	constructor(readonly random: () => number) {}

	now = () => this.time;

	date = () => START + this.time - BEGINNING;

	wait = async (milliseconds: number): Promise<void> => {
		await new Promise<void>((end) => {
			this.order += 1;
			this.timers.push({ at: this.time + milliseconds, order: this.order, end });
		});
	};

	/** @throws Error when nothing is left to wait for, or after `limit` milliseconds of virtual time */
	async until(done: Promise<unknown>, limit: number): Promise<void> {
		let ended = false;
		void done.finally(() => {
			ended = true;
		});
		for (;;) {
			await new Promise(setImmediate);
			if (ended) return;
			const next = this.timers.reduce<(typeof this.timers)[0] | undefined>(
				(first, timer) =>
					!first || timer.at < first.at || (timer.at === first.at && timer.order < first.order)
						? timer
						: first,
				undefined,
			);
			if (!next || next.at > limit) throw new Error(`stuck at ${this.time} ms of virtual time`);
			this.timers.splice(this.timers.indexOf(next), 1);
			this.time = Math.max(this.time, next.at);
			next.end();
		}
	}
}

const LONGEST_WAIT = 180_000;
const HOUR = 3_600_000;

export class Simulation {
	private readonly random: () => number;

	readonly time: VirtualTime;

	readonly limiter: RateLimiter;

	private busyUntil = BEGINNING;

	private orderedUntil = 0;

	private underWay = 0;

	constructor(
		readonly platform: SimulatedPlatform,
		readonly latency: number,
		{
			seed = 1,
			work = 2.5,
			documented,
		}: { seed?: number; work?: number; documented?: DocumentedLimit } = {},
	) {
		this.random = seeded(seed);
		this.time = new VirtualTime(this.random);
		this.limiter = new RateLimiter(this.time, documented);
		this.work = work;
	}

	private readonly work: number;

	/** Runs side by side, each through all of its messages. */
	async run(...runs: SimulatedRun[]): Promise<Outcome> {
		const start = this.time.now();
		const outcome: Outcome = {
			seconds: 0,
			accepted: 0,
			refused: 0,
			failed: 0,
			ordered: 0,
			runs: [],
			most: 0,
			errors: [],
		};
		const all = Promise.all(
			runs.map(async (run, index) => {
				if (run.at) await this.time.wait(run.at);
				const began = this.time.now();
				await this.sendAll(run, outcome);
				outcome.runs[index] = (this.time.now() - began) / 1000;
			}),
		);
		await this.time.until(all, start + 10 * HOUR);
		outcome.seconds = (this.time.now() - start) / 1000;
		return outcome;
	}

	/** Nobody wants to send for so many milliseconds. */
	async rest(milliseconds: number): Promise<void> {
		const end = this.time.now() + milliseconds;
		await this.time.until(this.time.wait(milliseconds), end);
	}

	private async sendAll(
		{ messages, bounds, atOnce = 50 }: SimulatedRun,
		outcome: Outcome,
	): Promise<void> {
		const door = this.limiter.forRun({ longestWait: LONGEST_WAIT, ...bounds });
		let left = messages;
		const worker = async () => {
			while (left > 0) {
				left -= 1;
				try {
					await this.sendOne(door, outcome);
				} catch (error) {
					outcome.errors.push((error as Error).message);
				}
			}
		};
		await Promise.all(Array.from({ length: Math.min(atOnce, messages) }, worker));
	}

	private async sendOne(door: ReturnType<RateLimiter['forRun']>, outcome: Outcome): Promise<void> {
		for (;;) {
			const permit = await door.acquire();
			const answer = await this.ask(outcome);
			const again = door.release(
				permit,
				answer.statusCode === 0 ? undefined : { headers: {}, ...answer },
			);
			const ordered = announcedWait(answer.headers ?? {}, this.time.date());
			if (answer.statusCode === 429 && ordered) this.order(ordered.milliseconds, outcome);
			if (answer.statusCode === 429) outcome.refused += 1;
			else if (answer.statusCode === 200) outcome.accepted += 1;
			else outcome.failed += 1;
			if (!again) return;
		}
	}

	private order(milliseconds: number, outcome: Outcome): void {
		const now = this.time.now();
		const until = Math.max(this.orderedUntil, now + milliseconds);
		outcome.ordered += (until - Math.max(this.orderedUntil, now)) / 1000;
		this.orderedUntil = until;
	}

	/** n8n's own work comes first, one request after another; half of the time is the way there. */
	private async ask(outcome: Outcome): Promise<Answered> {
		const now = this.time.now();
		this.busyUntil = Math.max(this.busyUntil, now) + this.work;
		const jitter = 0.9 + this.random() * 0.2;
		const there = (this.latency / 2) * jitter;
		await this.time.wait(this.busyUntil - now + there);
		this.underWay += 1;
		outcome.most = Math.max(outcome.most, this.underWay);
		const answer = this.platform(this.time.now() - BEGINNING, this.underWay);
		await this.time.wait(there + (answer.after ?? 0));
		this.underWay -= 1;
		return answer;
	}
}
