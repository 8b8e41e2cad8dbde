/** How a platform limits calls, as the setting `rateLimit` describes it. */
export interface RateLimit {
	/**
	 * `sliding`: so many in any span of `seconds`. `fixed`: so many in each span of `seconds`, the first of which
	 * begins with the first call. `bucket`: so many at once, and in `seconds` the empty bucket is full again.
	 */
	kind: 'sliding' | 'fixed' | 'bucket';
	limit: number;
	seconds: number;
	/** Which calls count; sends unless given. */
	of?: 'sends' | 'all';
	/** `retryAfter`: on the 429. `headers`: X-RateLimit-* on every answer. Nothing unless given. */
	announce?: Array<'retryAfter' | 'headers'>;
}

/** What a limit says of one call. */
export interface Pace {
	allowed: boolean;
	/** For the answer, whatever it is. */
	headers: Record<string, string>;
}

/** Counts what was let through. Real time in milliseconds: the sandbox's clock can be moved. */
export abstract class Counter {
	/** Lets one call through, or not when `limit` is used up. */
	take(limit: number, now = performance.now()): boolean {
		if (this.remaining(limit, now) === 0) return false;
		this.count(limit, now);
		return true;
	}

	/** The headers that APIs with limits commonly send: limit, what is left, and when there is more again. */
	headers(limit: number, now = performance.now()): Record<string, string> {
		return {
			'X-RateLimit-Limit': String(limit),
			'X-RateLimit-Remaining': String(this.remaining(limit, now)),
			'X-RateLimit-Reset': String(Math.ceil((Date.now() + this.waitMs(limit, now)) / 1000)),
		};
	}

	/** In whole seconds, and never 0. */
	retryAfter(limit: number, now = performance.now()): Record<string, string> {
		return { 'Retry-After': String(Math.max(1, Math.ceil(this.waitMs(limit, now) / 1000))) };
	}

	/** How many more would be let through now. */
	abstract remaining(limit: number, now?: number): number;

	/** Until what was let through first no longer counts, or the bucket has one more. */
	abstract waitMs(limit: number, now?: number): number;

	protected abstract count(limit: number, now: number): void;
}

export class SlidingWindow extends Counter {
	private times: number[] = [];
	private oldest = 0;

	constructor(private readonly windowMs = 1000) {
		super();
	}

	remaining(limit: number, now = performance.now()): number {
		this.forget(now);
		return Math.max(0, limit - (this.times.length - this.oldest));
	}

	waitMs(_limit: number, now = performance.now()): number {
		this.forget(now);
		return this.oldest < this.times.length ? this.times[this.oldest] + this.windowMs - now : 0;
	}

	protected count(_limit: number, now: number): void {
		this.times.push(now);
	}

	private forget(now: number): void {
		while (this.oldest < this.times.length && this.times[this.oldest] <= now - this.windowMs) {
			this.oldest++;
		}
		if (this.oldest > 1000) {
			this.times = this.times.slice(this.oldest);
			this.oldest = 0;
		}
	}
}

export class FixedWindow extends Counter {
	private startedAt = -Infinity;
	private counted = 0;

	constructor(private readonly windowMs: number) {
		super();
	}

	remaining(limit: number, now = performance.now()): number {
		return Math.max(0, limit - (this.isOver(now) ? 0 : this.counted));
	}

	waitMs(_limit: number, now = performance.now()): number {
		return this.isOver(now) ? 0 : this.startedAt + this.windowMs - now;
	}

	protected count(_limit: number, now: number): void {
		if (this.isOver(now)) {
			this.startedAt = now;
			this.counted = 0;
		}
		this.counted++;
	}

	private isOver(now: number): boolean {
		return now >= this.startedAt + this.windowMs;
	}
}

export class Bucket extends Counter {
	private used = 0;
	private countedAt = 0;

	/** @param fillMs How long an empty bucket takes to be full */
	constructor(private readonly fillMs: number) {
		super();
	}

	remaining(limit: number, now = performance.now()): number {
		// A hair is added, because ten tenths of a call are less than one.
		return Math.max(0, Math.floor(limit - this.usedNow(limit, now) + 1e-9));
	}

	waitMs(limit: number, now = performance.now()): number {
		const left = limit - this.usedNow(limit, now);
		return left >= 1 || limit === 0 ? 0 : (1 - left) * (this.fillMs / limit);
	}

	protected count(limit: number, now: number): void {
		this.used = this.usedNow(limit, now) + 1;
		this.countedAt = now;
	}

	private usedNow(limit: number, now: number): number {
		return Math.max(0, this.used - ((now - this.countedAt) / this.fillMs) * limit);
	}
}

/** The setting `rateLimit` at work; a setting that changes begins anew. */
export class Limiter {
	private counter?: Counter;
	private made = '';

	/** The headers are those that the setting announces. */
	take(rateLimit: RateLimit, now = performance.now()): Pace {
		const { limit, announce = [] } = rateLimit;
		const counter = this.counterFor(rateLimit);
		const allowed = counter.take(limit, now);
		return {
			allowed,
			headers: {
				...(announce.includes('headers') ? counter.headers(limit, now) : {}),
				...(announce.includes('retryAfter') && !allowed ? counter.retryAfter(limit, now) : {}),
			},
		};
	}

	private counterFor({ kind, limit, seconds }: RateLimit): Counter {
		const wanted = JSON.stringify([kind, limit, seconds]);
		if (!this.counter || this.made !== wanted) {
			this.made = wanted;
			this.counter = new COUNTERS[kind](seconds * 1000);
		}
		return this.counter;
	}
}

const COUNTERS = { sliding: SlidingWindow, fixed: FixedWindow, bucket: Bucket };
