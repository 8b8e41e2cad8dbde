import type { DocumentedLimit } from '../platform';

/** Timers come late in a busy n8n; what they are late by must not be lost. Seconds. */
const CATCH_UP = 0.1;
/** No timer is so late, milliseconds: nobody wanted to send. */
const UNUSED = 250;

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
		const late = now - this.filledAt < UNUSED ? this.perSecond * CATCH_UP : 0;
		const full = Math.max(1, this.burst, late);
		const back = ((now - this.filledAt) * this.perSecond) / 1000;
		this.tokens = Math.min(full, this.tokens + back);
		this.filledAt = now;
	}
}

/** Seconds. What may leave at once under a limit for a shorter time makes no difference. */
const LONG_SECONDS = 10;

/** Whether a limit is one for so long a time that a part of it may leave at once. */
export function isLong({ seconds }: DocumentedLimit): boolean {
	return seconds > LONG_SECONDS;
}

/** Of a limit per minute a part may leave at once: twenty customers who write together need not wait in turn. */
export function documentedBucket(documented: DocumentedLimit): TokenBucket {
	const { requests, seconds } = documented;
	if (isLong(documented)) return new TokenBucket(requests / seconds, requests / 4);
	const burst = 1 + requests / 160;
	return new TokenBucket((requests - burst) / seconds, burst);
}
