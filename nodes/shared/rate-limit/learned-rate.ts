import type { DocumentedLimit } from '../platform';
import { RecentRate } from './recent-rate';
import { documentedBucket, isLong, TokenBucket } from './token-bucket';

const SECOND = 1000;
/** A 429 lowers the rate by this at most, unless the average says that even less was taken. */
const LOWER = 0.85;
/** After a 429 the rate comes back to this part of what was seen, in so many seconds. */
const RETURN_TO = 0.98;
const RETURN_SECONDS = 2;
/** How fast the rate grows in a second while only one 429 was seen. */
const SEARCH = 0.6;
const SLOWER_BY = 6;
/** Growth with each request, over the number of those accepted before a long pause. */
const SEARCH_EACH = 1;
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

/**
 * The requests a second that a platform takes, kept by a token bucket of our own. Unknown until the first 429.
 *
 * A 429 says that the limit is used up. What was accepted between two of them, over the time between them, is the rate
 * of the limit, whatever its form, if the pauses lost nothing. What was accepted just before the 429 is a little more
 * than the limit takes for long. The rate goes just below that, never below the average; comes back near to it; and
 * tries more the longer all is well. The same measurement again makes it wait longer before it tries.
 */
export class LearnedRate {
	private bucket?: TokenBucket;

	/** Requests accepted since the limit was last used up, or since the start. */
	private accepted = 0;

	private since?: number;

	private readonly recent = new RecentRate();

	/** What was accepted before that, and in which time. */
	private last = { requests: 0, milliseconds: 0 };

	/** What was accepted before the last 429, a second. */
	private seen?: number;

	private measurements = 0;

	/** Whether the last two averages were of one size. */
	private alike = false;

	/** The rate after the last 429. */
	private begunWith = 0;

	/** Milliseconds of the last pause. */
	private pause = 0;

	private pausedAt?: number;

	private resumedAt?: number;

	private wasLong = false;

	/** Whether anything was accepted since the last pause. */
	private flowing = false;

	private patience = FIRST_PATIENCE;

	private takenAt = 0;
	private answeredAt = 0;
	private latency = 0;

	/** Seconds in which the platform counts; documented only where it is more than 1. */
	private readonly counts: number = 1;

	constructor(documented?: DocumentedLimit) {
		if (!documented) return;
		this.bucket = documentedBucket(documented);
		if (isLong(documented)) this.counts = documented.seconds;
		this.begunWith = this.bucket.perSecond;
		this.seen = this.begunWith;
		this.measurements = 2;
		this.patience = LONGEST_PATIENCE / 4;
	}

	/** Unknown at first. */
	get perSecond(): number | undefined {
		return this.bucket?.perSecond;
	}

	/** Milliseconds until the next request may leave. */
	wait(now: number): number {
		return this.bucket?.wait(now) ?? 0;
	}

	/** @param waited whether the request had to wait for something */
	take(now: number, waited: boolean): void {
		// What was accepted one by one, with nothing to do between, says nothing of a limit.
		this.resumedAt ??= now;
		if (!waited && now - this.takenAt > IDLE && now > this.resumedAt + IDLE) {
			this.beginAnew(now);
			this.pausedAt = undefined;
			this.resumedAt = now;
			// Whether the platform saves up what is not used, and how much, is not known.
			if (this.counts === 1) this.bucket?.empty(now);
		}
		this.takenAt = now;
		this.since ??= now;
		this.bucket?.take(now);
	}

	/**
	 * @param milliseconds how long the answer took
	 * @param used whether requests wait for this rate, and for nothing else
	 */
	answered(now: number, milliseconds: number, used: boolean): void {
		this.latency = milliseconds;
		this.accepted += 1;
		this.flowing = true;
		this.recent.note(now);
		if (used && this.bucket) this.grow(now, this.bucket);
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
		const { bucket } = this;
		bucket?.empty(now);
		// A platform that takes nothing at all has not begun to show a rate.
		if (!bucket && this.accepted === 0) this.since = undefined;
		if (news && this.flowing) {
			this.wasLong = this.pause > LONG_PAUSE;
			this.learn(now, pause, sentAt);
			this.flowing = false;
			this.pausedAt = now;
		}
		this.pausedAt ??= now;
		this.pause = now + pause - this.pausedAt;
		this.resumedAt = now + pause;
		if (bucket && this.pause > LONG_PAUSE && this.last.requests > 0) this.slowDown(bucket);
	}

	/** So long a pause belongs to the limit: what was accepted before is all that it gives in this time. */
	private slowDown(bucket: TokenBucket): void {
		const { requests, milliseconds } = this.last;
		const whole = Math.max(SLOWEST, (requests * SECOND) / Math.max(milliseconds, this.pause));
		// Or the platform was out of order, and it must show that it is well again.
		if (whole < this.begunWith / 2 && !(this.wasLong && this.alike)) this.measurements = 1;
		bucket.perSecond = Math.min(bucket.perSecond, whole);
		this.seen = Math.min(this.seen ?? whole, whole);
	}

	private learn(now: number, pause: number, sentAt: number): void {
		const { bucket } = this;
		if (!bucket) {
			if (this.accepted >= ENOUGH) this.measureFirst(now, pause);
		} else if (
			this.pausedAt !== undefined &&
			sentAt - (this.resumedAt ?? 0) < SECOND &&
			bucket.burst > 0
		) {
			// What was saved up during the pause was too much: of the rate this says nothing.
			bucket.burst = 0;
			bucket.perSecond = this.begunWith;
		} else {
			this.measure(now, bucket);
		}
	}

	private measureFirst(now: number, pause: number): void {
		const elapsed = now - (this.since ?? now);
		this.seen = (this.accepted * SECOND) / Math.max(SECOND, elapsed, pause);
		this.bucket = new TokenBucket(Math.max(SLOWEST, this.seen), this.seen / 2);
		this.bucket.empty(now);
		this.startOver(now);
	}

	private measure(now: number, bucket: TokenBucket): void {
		const elapsed = now - (this.since ?? now);
		// Too short a time to measure.
		if (elapsed < SECOND) {
			bucket.perSecond = Math.max(SLOWEST, LOWER * bucket.perSecond);
			this.seen = bucket.perSecond;
			return;
		}
		const average = (this.accepted * SECOND) / elapsed;
		const lately = this.recent.perSecond(now);
		const binding = this.begunWith > 1.15 * average && average > MOSTLY * lately;
		const seen = Math.min(binding ? average : Math.max(average, lately), 0.95 * bucket.perSecond);
		const before = (this.last.requests * SECOND) / Math.max(SECOND, this.last.milliseconds);
		this.alike = average < 2 * before && before < 2 * average;
		const same = isClose(seen, this.seen) || isClose(average, before);
		const stay = same && this.measurements > 2;
		this.patience = stay ? Math.min(this.patience * 2, LONGEST_PATIENCE) : FIRST_PATIENCE;
		// The first measurement may have been far too high, and the saved requests have got the blame.
		if (this.measurements === 1 && this.pause <= LONG_PAUSE) bucket.burst = seen / 2;
		this.seen = seen;
		bucket.perSecond = Math.max(SLOWEST, LOWER * seen, Math.min(average, seen));
		this.startOver(now);
	}

	private startOver(now: number): void {
		this.last = { requests: this.accepted, milliseconds: now - (this.since ?? now) };
		this.measurements += 1;
		this.begunWith = this.bucket?.perSecond ?? 0;
		this.beginAnew(now);
	}

	private beginAnew(now: number): void {
		this.accepted = 0;
		this.since = now;
	}

	private grow(now: number, bucket: TokenBucket): void {
		const step = Math.min(now - this.answeredAt, SECOND / 2) / SECOND;
		const rate = bucket.perSecond;
		const seen = this.seen ?? rate;
		// Growth must not outrun the answers, nor the time in which the platform counts.
		const scale = Math.max(this.counts, this.pause / SECOND, (SLOWER_BY * this.latency) / SECOND);
		const quiet = (now - (this.resumedAt ?? now) - this.patience * scale) / SECOND;
		if (this.measurements < 2) {
			// After a long pause by the requests, too: was it no window, more than before it will be accepted.
			const each = this.pause > LONG_PAUSE ? SEARCH_EACH / Math.max(1, this.last.requests) : 0;
			bucket.perSecond = rate * (1 + Math.max((SEARCH * step) / scale, each));
		} else if (rate < RETURN_TO * seen) {
			const missing = (1 - LOWER) * seen;
			const back = rate + (missing * step) / (RETURN_SECONDS * scale);
			bucket.perSecond = Math.min(RETURN_TO * seen, back);
		} else if (quiet > 0) {
			bucket.perSecond = rate * (1 + (PROBE * quiet * step) / scale);
		}
	}
}

function isClose(one: number, other = 0): boolean {
	return Math.abs(one - other) < SAME * other;
}
