import type { DocumentedLimit } from '../platform';

const SECOND = 1000;
/** A 429 lowers the rate by this at most, unless the average says that even less was taken. */
const LOWER = 0.85;
/** After a 429 the rate comes back to this part of what was seen, in so many seconds. */
const RETURN_TO = 0.98;
const RETURN_SECONDS = 2;
/** How fast the rate grows in a second while only one 429 was seen. */
const SEARCH = 0.6;
/** And how fast after that, for each second beyond the patience. */
const PROBE = 0.02;
/** Two measurements this close are the same limit. */
const SAME = 0.2;
const MOSTLY = 0.68;
const FIRST_PATIENCE = 2 * SECOND;
const LONGEST_PATIENCE = 120 * SECOND;
/** Fewer accepted requests show no rate. */
const ENOUGH = 3;
/** So long without a request, and the platform has saved up all that it can. */
const IDLE = 2 * SECOND;
const LONG_PAUSE = 2 * SECOND;
const SLOWEST = 1 / 60;
/** Timers come late; what they are late by must not be lost. Seconds. */
const CATCH_UP = 0.1;
/** A rate is measured over a second, and over this many requests. */
const SAMPLE = 20;

/**
 * The requests a second that a platform takes, kept by a token bucket of our own. Unknown until the first 429.
 *
 * A 429 says that the limit is used up. What was accepted between two of them, over the time between them, is the rate
 * of the limit, whatever its form, if the pauses lost nothing. What was accepted just before the 429 is a little more
 * than the limit takes for long. The rate goes just below that, never below the average; comes back near to it; and
 * tries more the longer all is well. The same measurement again makes it wait longer before it tries.
 */
export class LearnedRate {
	private rate?: number;

	private burst = 1;

	private tokens = 0;

	private filledAt = 0;

	/** Requests accepted since the limit was last used up, or since the start. */
	private accepted = 0;

	private since?: number;

	/** When the last ones were accepted. */
	private readonly recent: number[] = [];

	/** What was accepted before that, and in which time. */
	private last = { requests: 0, milliseconds: 0 };

	/** What was accepted before the last 429, a second. */
	private seen?: number;

	private measurements = 0;

	/** The rate after the last 429. */
	private begunWith = 0;

	/** Milliseconds of the last pause. */
	private pause = 0;

	private pausedAt?: number;

	private resumedAt = 0;

	/** Whether anything was accepted since the last pause. */
	private flowing = false;

	private patience = FIRST_PATIENCE;

	private takenAt = 0;

	private answeredAt = 0;

	constructor(documented?: DocumentedLimit) {
		if (!documented) return;
		const { requests, seconds } = documented;
		// Of a limit per minute a part may leave at once: twenty customers who write together need not wait in turn.
		this.burst = seconds > 10 ? requests / 4 : 1 + requests / 40;
		this.rate = seconds > 10 ? requests / seconds : (requests - this.burst) / seconds;
		this.seen = this.rate;
		this.tokens = this.burst;
		this.measurements = 2;
		this.patience = LONGEST_PATIENCE / 4;
	}

	get perSecond(): number | undefined {
		return this.rate;
	}

	/** Milliseconds until the next request may leave. */
	wait(now: number): number {
		if (this.rate === undefined) return 0;
		this.fill(now, this.rate);
		return this.tokens >= 1 ? 0 : Math.ceil(((1 - this.tokens) / this.rate) * SECOND);
	}

	/** @param waited whether the request had to wait for something */
	take(now: number, waited: boolean): void {
		// What was accepted one by one, with nothing to do between, says nothing of a limit.
		if (!waited && now - this.takenAt > IDLE && now > this.resumedAt + IDLE) {
			this.beginAnew(now);
			this.pausedAt = undefined;
		}
		this.takenAt = now;
		this.since ??= now;
		if (this.rate === undefined) return;
		this.fill(now, this.rate);
		this.tokens -= 1;
	}

	/** @param used whether requests wait for this rate, and for nothing else */
	answered(now: number, used: boolean): void {
		this.accepted += 1;
		this.flowing = true;
		this.recent.push(now);
		const first = this.recent[0];
		if (this.recent.length > SAMPLE && now - first > 2 * SECOND) this.recent.shift();
		if (used && this.rate !== undefined) this.grow(now, this.rate);
		this.answeredAt = now;
	}

	/**
	 * The limit is used up.
	 *
	 * @param pause how long nothing will be sent, milliseconds
	 * @param sentAt when the refused request left
	 * @param news whether the refused request left after the pause before this one
	 */
	refused(now: number, pause: number, sentAt: number, news: boolean): void {
		this.tokens = 0;
		this.filledAt = now;
		// A platform that takes nothing at all has not begun to show a rate.
		if (this.rate === undefined && this.accepted === 0) this.since = undefined;
		if (news && this.flowing) {
			this.learn(now, pause, sentAt);
			this.flowing = false;
			this.pausedAt = now;
		}
		this.pausedAt ??= now;
		this.pause = now + pause - this.pausedAt;
		this.resumedAt = now + pause;
		if (this.rate !== undefined && this.pause > LONG_PAUSE && this.last.requests > 0) {
			// So long a pause belongs to the limit: what was accepted before is all that it gives in this time.
			const { requests, milliseconds } = this.last;
			const whole = (requests * SECOND) / Math.max(milliseconds, this.pause);
			this.rate = Math.max(SLOWEST, Math.min(this.rate, whole));
			this.seen = Math.min(this.seen ?? whole, this.rate);
		}
	}

	private learn(now: number, pause: number, sentAt: number): void {
		if (this.rate === undefined && this.accepted < ENOUGH) return;
		const soon = sentAt - this.resumedAt < SECOND;
		if (!soon || this.burst === 0 || this.rate === undefined) {
			this.measure(now, pause);
			return;
		}
		// What was saved up during the pause was too much: of the rate this says nothing.
		this.burst = 0;
		this.rate = this.begunWith;
	}

	private measure(now: number, pause: number): void {
		const elapsed = now - (this.since ?? now);
		if (this.rate === undefined) {
			this.seen = (this.accepted * SECOND) / Math.max(SECOND, elapsed, pause);
			this.rate = Math.max(SLOWEST, this.seen);
			this.burst = this.rate / 2;
			this.startOver(now);
			return;
		}
		// Too short a time to measure.
		if (elapsed < SECOND) {
			this.rate = Math.max(SLOWEST, LOWER * this.rate);
			this.seen = this.rate;
			return;
		}
		const average = (this.accepted * SECOND) / elapsed;
		const lately = this.lately(now);
		const binding = this.begunWith > 1.15 * average && average > MOSTLY * lately;
		const seen = Math.min(binding ? average : Math.max(average, lately), 0.95 * this.rate);
		const before = (this.last.requests * SECOND) / Math.max(SECOND, this.last.milliseconds);
		const same = isClose(seen, this.seen) || isClose(average, before);
		this.patience =
			same && this.measurements > 2
				? Math.min(this.patience * 2, LONGEST_PATIENCE)
				: FIRST_PATIENCE;
		this.seen = seen;
		this.rate = Math.max(SLOWEST, LOWER * seen, Math.min(average, seen));
		this.startOver(now);
	}

	private startOver(now: number): void {
		this.last = { requests: this.accepted, milliseconds: now - (this.since ?? now) };
		this.measurements += 1;
		this.begunWith = this.rate ?? 0;
		this.beginAnew(now);
	}

	private beginAnew(now: number): void {
		this.accepted = 0;
		this.since = now;
	}

	/** Requests accepted a second in the last second, or in the time of some requests. */
	private lately(now: number): number {
		const enough = Math.max(0, this.recent.length - SAMPLE);
		const index = this.recent.findIndex((at) => at > now - SECOND);
		const from = Math.min(index < 0 ? enough : index, enough);
		const milliseconds = Math.max(SECOND, now - this.recent[from]);
		return ((this.recent.length - from) * SECOND) / milliseconds;
	}

	private grow(now: number, rate: number): void {
		const step = Math.min(now - this.answeredAt, SECOND / 2) / SECOND;
		const seen = this.seen ?? rate;
		const scale = Math.max(1, this.pause / SECOND);
		if (this.measurements < 2) {
			this.rate = rate * (1 + (SEARCH * step) / scale);
			return;
		}
		if (rate < RETURN_TO * seen) {
			const missing = (1 - LOWER) * seen;
			this.rate = Math.min(RETURN_TO * seen, rate + (missing * step) / (RETURN_SECONDS * scale));
			return;
		}
		const quiet = (now - this.resumedAt - this.patience * scale) / SECOND;
		if (quiet > 0) this.rate = rate * (1 + (PROBE * quiet * step) / scale);
	}

	private fill(now: number, rate: number): void {
		if (now <= this.filledAt) return;
		const full = Math.max(1, this.burst, rate * CATCH_UP);
		this.tokens = Math.min(full, this.tokens + ((now - this.filledAt) * rate) / SECOND);
		this.filledAt = now;
	}
}

function isClose(one: number, other = 0): boolean {
	return Math.abs(one - other) < SAME * other;
}
