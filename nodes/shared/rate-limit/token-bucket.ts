/** Keeps a rate: each request takes a token, and tokens come back all the time. */
export class TokenBucket {
	private tokens: number;

	private filledAt = 0;

	/**
	 * @param perSecond tokens that come back in a second
	 * @param burst tokens that may be saved up
	 * @param catchUp seconds by which a timer may come late before what it is late by is lost
	 */
	constructor(
		public perSecond: number,
		public burst: number,
		private readonly catchUp: number,
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
		if (now <= this.filledAt) return;
		const full = Math.max(1, this.burst, this.perSecond * this.catchUp);
		const back = ((now - this.filledAt) * this.perSecond) / 1000;
		this.tokens = Math.min(full, this.tokens + back);
		this.filledAt = now;
	}
}
