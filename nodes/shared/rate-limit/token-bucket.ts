/** Timers come late in a busy n8n; what they are late by must not be lost. Seconds. */
const CATCH_UP = 0.1;

/** Keeps a rate: each request takes a token, and tokens come back all the time. */
export class TokenBucket {
	private tokens: number;

	private filledAt?: number;

	/**
	 * @param perSecond tokens that come back in a second
	 * @param burst tokens that may be saved up
	 */
	constructor(
		public perSecond: number,
		public burst: number,
	) {
		this.tokens = burst;
	}

	/** Milliseconds until there is a token. */
	wait(now: number): number {
		this.fill(now);
		return this.tokens >= 1 ? 0 : Math.ceil(((1 - this.tokens) / this.perSecond) * 1000);
	}

	take(now: number): void {
		this.fill(now);
		this.tokens -= 1;
	}

	empty(now: number): void {
		this.tokens = 0;
		this.filledAt = now;
	}

	private fill(now: number): void {
		this.filledAt ??= now;
		if (now <= this.filledAt) return;
		const full = Math.max(1, this.burst, this.perSecond * CATCH_UP);
		const back = ((now - this.filledAt) * this.perSecond) / 1000;
		this.tokens = Math.min(full, this.tokens + back);
		this.filledAt = now;
	}
}
