import { RequestFailure, type Outcome } from './failure';
import { wait } from './wait';

const FIRST_BACKOFF_MILLISECONDS = 500;
const LONGEST_BACKOFF_MILLISECONDS = 30_000;
/** `X-RateLimit-Reset` counts seconds from now, or seconds or milliseconds from 1970. */
const EPOCH_SECONDS_FROM = 1_000_000_000;
const EPOCH_MILLISECONDS_FROM = 1_000_000_000_000;

type Headers = Record<string, string | string[] | undefined>;

/**
 * When a run may send: spaces its requests, and lets all of them pause together after a 429,
 * for `Retry-After`, else `X-RateLimit-Reset`, else exponential back-off with jitter.
 */
export class Pace {
	private nextSlot = 0;

	private pauseUntil = 0;

	private pauseStart: number | undefined;

	/** Grows with each pause; a request that left before the latest pause says nothing new. */
	private pauses = 0;

	private consecutivePauses = 0;

	/**
	 * @param perSecond requests a second; 0 for no spacing
	 * @param longestWait milliseconds that one pause may last in all
	 * @param signal ends every wait
	 */
	constructor(
		private readonly perSecond: number,
		private readonly longestWait: number,
		private readonly signal?: AbortSignal,
	) {}

	/**
	 * Waits for the turn to send.
	 * @returns what {@link limited} wants to know about the moment of sending
	 * @throws RequestFailure when the pause under way is longer than the longest wait, or the run was stopped
	 */
	async turn(): Promise<number> {
		const slot = this.reserve();
		for (let left = this.left(slot); left > 0 && !this.signal?.aborted; left = this.left(slot)) {
			await wait(left, this.signal);
		}
		if (this.signal?.aborted) {
			throw new RequestFailure('notSent', 'the run was stopped before this was sent');
		}
		return this.pauses;
	}

	/**
	 * A request was answered with 429: pauses everybody.
	 * @throws RequestFailure when the platform wants a longer pause than the longest wait
	 */
	limited(turn: number, headers: Headers): void {
		const now = Date.now();
		const announced = announcedWait(headers, now);
		if (turn !== this.pauses && announced === undefined) return;
		this.pauses += 1;
		this.consecutivePauses += 1;
		this.pauseStart ??= now;
		this.pauseUntil = Math.max(this.pauseUntil, now + (announced ?? this.backoff()));
		this.check('refused');
	}

	/** A request went through: the pause, if there was one, is over. */
	accepted(): void {
		if (Date.now() < this.pauseUntil) return;
		this.pauseStart = undefined;
		this.consecutivePauses = 0;
	}

	private reserve(): number {
		if (this.perSecond <= 0) return 0;
		const slot = Math.max(this.nextSlot, this.pauseUntil, Date.now());
		this.nextSlot = slot + 1000 / this.perSecond;
		return slot;
	}

	private left(slot: number): number {
		this.check('notSent');
		return Math.max(slot, this.pauseUntil) - Date.now();
	}

	private check(outcome: Outcome): void {
		const pause = this.pauseUntil - (this.pauseStart ?? this.pauseUntil);
		if (pause <= this.longestWait) return;
		throw new RequestFailure(
			outcome,
			`the platform's rate limit asks for a pause of ${seconds(pause)} s, ` +
				`longer than the Longest Wait of ${seconds(this.longestWait)} s`,
			{ status: 429 },
		);
	}

	private backoff(): number {
		const step = FIRST_BACKOFF_MILLISECONDS * 2 ** (this.consecutivePauses - 1);
		return Math.min(step, LONGEST_BACKOFF_MILLISECONDS) * (0.75 + Math.random() / 2);
	}
}

function announcedWait(headers: Headers, now: number): number | undefined {
	const retryAfter = headers['retry-after'];
	if (typeof retryAfter === 'string' && retryAfter.trim() !== '') {
		const delay = Number(retryAfter) * 1000;
		const until = Number.isNaN(delay) ? Date.parse(retryAfter) - now : delay;
		if (!Number.isNaN(until)) return Math.max(until, 0);
	}
	const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN);
	if (!Number.isFinite(reset) || reset < 0) return undefined;
	if (reset >= EPOCH_MILLISECONDS_FROM) return Math.max(reset - now, 0);
	return reset >= EPOCH_SECONDS_FROM ? Math.max(reset * 1000 - now, 0) : reset * 1000;
}

function seconds(milliseconds: number): number {
	return Math.ceil(milliseconds / 1000);
}
