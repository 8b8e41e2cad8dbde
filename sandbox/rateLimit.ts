const WINDOW_MS = 1000;

/** Counts what was let through in the last second. Real time: the sandbox's clock can be moved. */
export class SlidingWindow {
	private times: number[] = [];
	private oldest = 0;

	/** Lets one request through, or not when `limit` were let through in the last second. */
	take(limit: number, now = performance.now()): boolean {
		this.forget(now);
		if (this.inWindow >= limit) return false;
		this.times.push(now);
		return true;
	}

	/** The headers rate-limited APIs commonly send: limit, what is left, and when it is full again. */
	headers(limit: number, allowed: boolean, now = performance.now()): Record<string, string> {
		this.forget(now);
		const waitMs = this.inWindow > 0 ? this.times[this.oldest] + WINDOW_MS - now : 0;
		return {
			'X-RateLimit-Limit': String(limit),
			'X-RateLimit-Remaining': String(Math.max(0, limit - this.inWindow)),
			'X-RateLimit-Reset': String(Math.ceil((Date.now() + waitMs) / 1000)),
			...(allowed ? {} : { 'Retry-After': String(Math.max(1, Math.ceil(waitMs / 1000))) }),
		};
	}

	private get inWindow(): number {
		return this.times.length - this.oldest;
	}

	private forget(now: number): void {
		while (this.oldest < this.times.length && this.times[this.oldest] <= now - WINDOW_MS) {
			this.oldest++;
		}
		if (this.oldest > 1000) {
			this.times = this.times.slice(this.oldest);
			this.oldest = 0;
		}
	}
}
