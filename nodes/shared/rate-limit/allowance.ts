import type { DocumentedLimit } from '../platform';
import type { Allowance } from './headers';
import { isLong } from './token-bucket';

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

/**
 * Keeps a documented limit for a long time, such as 120 a minute, to the letter: a rate with bursts alone would exceed it,
 * and the platform would make everybody wait for the end of its minute. A request counts from when it leaves until so
 * long after its answer, so that it does not matter when the platform's own time begins.
 */
export class DocumentedAllowance {
	/** When the requests were answered. */
	private readonly answers: number[] = [];

	constructor(private readonly documented?: DocumentedLimit) {}

	answered(now: number): void {
		if (this.documented && isLong(this.documented)) this.answers.push(now);
	}

	/**
	 * @param underWay requests that have left and are not answered
	 * @param perSecond the learned rate, which may be higher than the documented one
	 * @returns milliseconds until the next request may leave
	 */
	wait(now: number, underWay: number, perSecond: number | undefined): number {
		if (!this.documented || !isLong(this.documented) || perSecond === undefined) return 0;
		const { requests, seconds } = this.documented;
		const { answers } = this;
		while (answers.length > 0 && answers[0] <= now - seconds * 1000) answers.shift();
		// Of a lower rate the limiter takes care by itself.
		const most = Math.max(requests, Math.round(perSecond * seconds));
		const over = answers.length + underWay - most;
		if (over < 0) return 0;
		// Where all of them are under way, the next answer says more.
		return (answers[Math.min(over, answers.length - 1)] ?? now) + seconds * 1000 - now;
	}
}
