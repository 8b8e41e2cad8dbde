const START = 5;
const MOST = 50;
/** Answers that take so many times the usual are slow. */
const SLOW = 2;
/** More got through than before when it is more by this factor. */
const MORE = 1.1;
/** Growth with each answer, once there was a 429. */
const SLOW_GROWTH = 0.1;
const SHRINK_SLOW = 0.7;
const SHRINK_FAILED = 0.9;
/** After a 429 so many answers come before more are tried; twice as many after each further one. */
const FIRST_PATIENCE = 20;
const LONGEST_PATIENCE = 640;
/** Weight of one answer in the average time of an answer. */
const WEIGHT = 0.1;

interface Round {
	/** As many answers as might be under way when it began: their times were made by that concurrency. */
	size: number;
	started: number;
	answers: number;
	milliseconds: number;
}

/**
 * How many requests may be under way at the same time. Doubles in the time of an answer while answers come well, up to
 * 50; is halved by a 429, and grows slowly from then on; shrinks also on failures, and when answers get slower without
 * more getting through.
 */
export class LearnedConcurrency {
	private limit = START;

	private doubling = true;

	private patience = FIRST_PATIENCE;

	/** Answers until more are tried. */
	private hold = 0;

	/** Average time of an answer, milliseconds. */
	private average?: number;

	/** The shortest average time of a round of answers. */
	private usual = Infinity;

	private round?: Round;

	/** So many answers to come are to requests that left before the concurrency shrank. */
	private settling = 0;

	/** Answers per millisecond and their average time, in the round before. */
	private before = { throughput: 0, milliseconds: Infinity, shrank: false };

	/**
	 * @param perSecond the learned rate: as many requests as it keeps under way are always allowed
	 */
	allowed(perSecond?: number): number {
		const needed =
			perSecond === undefined || this.average === undefined
				? 0
				: Math.ceil((perSecond * this.average) / 1000);
		return Math.min(MOST, Math.max(Math.floor(this.limit), needed));
	}

	/**
	 * @param milliseconds how long the answer took
	 * @param wanted whether more requests were waiting for their turn
	 */
	answered(now: number, milliseconds: number, wanted: boolean): void {
		this.average =
			this.average === undefined
				? milliseconds
				: this.average + WEIGHT * (milliseconds - this.average);
		this.count(now, milliseconds);
		if (!wanted) return;
		this.hold -= 1;
		// What a smaller concurrency does to the times must show first.
		const watching = this.settling > 0 || this.before.shrank;
		if (this.hold <= 0 && !watching)
			this.limit = Math.min(MOST, this.limit + (this.doubling ? 1 : SLOW_GROWTH));
	}

	/** A 429 that is news. */
	refused(): void {
		this.doubling = false;
		this.limit = Math.max(1, Math.floor(this.limit / 2));
		this.hold = this.patience;
		this.patience = Math.min(this.patience * 2, LONGEST_PATIENCE);
		this.round = undefined;
	}

	/** No answer, or a 5xx. */
	failed(): void {
		this.limit = Math.max(1, this.limit * SHRINK_FAILED);
		this.round = undefined;
	}

	private count(now: number, milliseconds: number): void {
		if (this.settling > 0) {
			this.settling -= 1;
			return;
		}
		this.round ??= { size: this.limit, started: now, answers: 0, milliseconds: 0 };
		this.round.answers += 1;
		this.round.milliseconds += milliseconds;
		if (this.round.answers < this.round.size || now <= this.round.started) return;
		const { answers, started } = this.round;
		const average = this.round.milliseconds / answers;
		this.round = undefined;
		this.compare(average, answers / (now - started));
	}

	private compare(average: number, throughput: number): void {
		const { before } = this;
		// Fewer at once made nothing quicker: the platform is slow by itself.
		if (before.shrank && average > before.milliseconds * 0.9) this.usual = average;
		this.usual = Math.min(this.usual, average);
		const { doubling } = this;
		const slow = average > SLOW * this.usual && throughput < MORE * before.throughput;
		const shrinking = slow && this.limit > START;
		if (shrinking) {
			this.doubling = false;
			this.settling = Math.floor(this.limit);
			this.limit = Math.max(START, this.limit * SHRINK_SLOW);
		}
		this.before = { throughput, milliseconds: average, shrank: shrinking && !doubling };
	}
}
