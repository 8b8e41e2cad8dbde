/** Counts what was let through lately. Real time: the sandbox's clock can be moved. */
export class SlidingWindow {
	private times: number[] = [];
	private oldest = 0;

	constructor(private readonly windowMs = 1000) {}

	/** Lets one request through, or not when `limit` were let through in the window that ends now. */
	take(limit: number, now = performance.now()): boolean {
		if (this.remaining(limit, now) === 0) return false;
		this.times.push(now);
		return true;
	}

	/** The headers rate-limited APIs commonly send: limit, what is left, and when it is full again. */
	headers(limit: number, allowed: boolean, now = performance.now()): Record<string, string> {
		const waitMs = this.waitMs(now);
		return {
			'X-RateLimit-Limit': String(limit),
			'X-RateLimit-Remaining': String(this.remaining(limit, now)),
			'X-RateLimit-Reset': String(Math.ceil((Date.now() + waitMs) / 1000)),
			...(allowed ? {} : { 'Retry-After': String(Math.max(1, Math.ceil(waitMs / 1000))) }),
		};
	}

	/** How many more would be let through now. */
	remaining(limit: number, now = performance.now()): number {
		this.forget(now);
		return Math.max(0, limit - (this.times.length - this.oldest));
	}

	/** How long the oldest that was let through still counts. */
	waitMs(now = performance.now()): number {
		this.forget(now);
		return this.oldest < this.times.length ? this.times[this.oldest] + this.windowMs - now : 0;
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
