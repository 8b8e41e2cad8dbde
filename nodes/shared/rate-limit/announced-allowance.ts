import type { Allowance } from './headers';

/** The headers count in seconds: of a shorter time they say nothing exact, and the 429s are learned from. */
const SHORTEST_MILLISECONDS = 3000;
const ROUNDING_MILLISECONDS = 1000;
/** How long to wait before a request finds out whether requests come back before the reset. */
const PROBE_MILLISECONDS = 1000;

/**
 * What `X-RateLimit-Remaining` leaves until `X-RateLimit-Reset`. In a fixed window nothing comes back before the reset,
 * so that we wait for it, before a 429. In a token bucket requests come back all the time: then this has no say.
 */
export class AnnouncedAllowance {
	private left = Infinity;

	private until = 0;

	private notedAt = 0;

	private spentAt?: number;

	private kind?: 'window' | 'bucket';

	/** @param accepted whether the answer was no 429 */
	note({ left, lasts }: Allowance, now: number, sentAt: number, accepted: boolean): void {
		if (lasts < SHORTEST_MILLISECONDS || this.kind === 'bucket') return;
		const running = now < this.until - ROUNDING_MILLISECONDS;
		// A request takes one: without a reset, none sent after the last look can find as many as were left then.
		const cameBack = accepted && running && sentAt > this.notedAt && left >= this.left;
		if (cameBack) this.kind = 'bucket';
		else if (!accepted && left === 0 && this.spentAt !== undefined) this.kind = 'window';
		// Answers overtake each other: within a window the least counts.
		this.left = running ? Math.min(this.left, left) : left;
		this.until = running ? this.until : now + lasts;
		this.notedAt = now;
	}

	/**
	 * @param underWay requests that the platform may not have counted yet
	 * @returns milliseconds until the next request may leave
	 */
	wait(now: number, underWay: number): number {
		if (now >= this.until || this.kind === 'bucket') {
			this.left = Infinity;
			this.spentAt = undefined;
			return 0;
		}
		if (this.left > underWay) return 0;
		if (this.kind === 'window') return this.until - now;
		if (underWay > 0) return PROBE_MILLISECONDS;
		this.spentAt ??= now;
		return Math.min(this.until, this.spentAt + PROBE_MILLISECONDS) - now;
	}
}
