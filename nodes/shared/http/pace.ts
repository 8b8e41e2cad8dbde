import { RequestError, type FailureKind } from '../errors/request-error';
import type { Answer } from '../platform';
import { announcedWait, rateAllowance, type Allowance } from './rate-limit-headers';
import { wait } from './wait';

const FIRST_BACKOFF_MILLISECONDS = 500;
const LONGEST_BACKOFF_MILLISECONDS = 30_000;
const SAME_RESET_MILLISECONDS = 1500;

/**
 * When a run may send. Spaces its requests; spends no more than the platform's `X-RateLimit-*` headers leave;
 * and lets all its items pause together after a 429, for as long as the platform says, else with exponential
 * back-off and jitter.
 */
export class Pace {
	private nextSlot = 0;

	private allowance?: Allowance;

	private underWay = 0;

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
	 * Waits for the turn to send. Each turn must be given back by {@link answered}.
	 * @throws RequestError when the pause under way is longer than the longest wait, or the run was stopped
	 */
	async turn(): Promise<number> {
		const slot = this.reserve();
		for (let left = this.left(slot); left > 0 && !this.signal?.aborted; left = this.left(slot)) {
			await wait(left, this.signal);
		}
		if (this.signal?.aborted) {
			throw new RequestError('notSent', 'the run was stopped before this was sent');
		}
		if (this.allowance) this.allowance.left -= 1;
		this.underWay += 1;
		return this.pauses;
	}

	/**
	 * Takes note of what came back.
	 *
	 * @param answer none when the connection failed
	 * @returns whether it was a 429, after which the same request may take its next turn
	 * @throws RequestError when the platform wants a longer pause than the longest wait
	 */
	answered(turn: number, answer?: Answer): boolean {
		this.underWay -= 1;
		if (!answer) return false;
		this.note(rateAllowance(answer.headers, Date.now()));
		if (answer.statusCode === 429) {
			this.pause(turn, announcedWait(answer.headers, Date.now()));
			return true;
		}
		if (Date.now() >= this.pauseUntil) {
			this.pauseStart = undefined;
			this.consecutivePauses = 0;
		}
		return false;
	}

	/** The platform may not have counted yet what is still under way. Answers overtake each other: the least counts. */
	private note(allowance: Allowance | undefined): void {
		if (!allowance) return;
		const left = allowance.left - this.underWay;
		const known = this.allowance;
		// The headers count in seconds: two moments this close are one.
		const same = known && Math.abs(known.until - allowance.until) < SAME_RESET_MILLISECONDS;
		this.allowance = same
			? { left: Math.min(left, known.left), until: known.until }
			: { left, until: allowance.until };
	}

	private pause(turn: number, announced: number | undefined): void {
		if (turn !== this.pauses && announced === undefined) return;
		const now = Date.now();
		this.pauses += 1;
		this.consecutivePauses += 1;
		this.pauseStart ??= now;
		this.pauseUntil = Math.max(this.pauseUntil, now + (announced ?? this.backoff()));
		this.check('refused');
	}

	private reserve(): number {
		if (this.perSecond <= 0) return 0;
		const slot = Math.max(this.nextSlot, this.pauseUntil, Date.now());
		this.nextSlot = slot + 1000 / this.perSecond;
		return slot;
	}

	private left(slot: number): number {
		this.check('notSent');
		const now = Date.now();
		return Math.max(slot - now, this.pauseUntil - now, this.untilAllowed(now));
	}

	/** A longer wait than the user wants is not waited: nothing was refused yet, and a 429 will say if it is meant. */
	private untilAllowed(now: number): number {
		const { left = 1, until = 0 } = this.allowance ?? {};
		if (until <= now) this.allowance = undefined;
		return left > 0 || until - now > this.longestWait ? 0 : until - now;
	}

	private check(kind: FailureKind): void {
		const pause = this.pauseUntil - (this.pauseStart ?? this.pauseUntil);
		if (pause <= this.longestWait) return;
		throw new RequestError(
			kind,
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

function seconds(milliseconds: number): number {
	return Math.ceil(milliseconds / 1000);
}
