import { RequestError } from '../errors/request-error';
import type { DocumentedLimit } from '../platform';
import { AnnouncedAllowance, DocumentedAllowance } from './allowance';
import { announcedWait, rateAllowance, type Headers } from './headers';
import { LearnedConcurrency } from './learned-concurrency';
import { LearnedRate } from './learned-rate';
import { Pause } from './pause';
import type { Bottleneck, Clock, Permit, RunBounds, RunLimiter } from './run-limiter';

/** A timer is started anew after this time, so that an abandoned one never keeps a process alive for long. */
const SLICE_MILLISECONDS = 1000;
/** Timers come late; what they are late by must not be lost to a run with a rate of its own. */
const CATCH_UP_MILLISECONDS = 50;

/** So long must nobody have had to wait until a slow rate is forgotten. */
const FORGET_MILLISECONDS = 60_000;
/** Below this part of the documented rate, or of one a second. */
const SLOW = 0.9;

interface Run extends RunBounds {
	since: number;
	waiting: Array<{ resolve(permit: Permit): void; reject(error: Error): void }>;
	/** When its own rate lets the next request leave. */
	next: number;
}

/**
 * When requests with one credential may leave. All runs of this process share what the platform allows and are served
 * in turn. It learns how many requests may be under way, and how many may leave in a second.
 */
export class RateLimiter {
	private rate: LearnedRate;

	private readonly concurrency = new LearnedConcurrency();

	private readonly allowance = new AnnouncedAllowance();

	private readonly documentedAllowance: DocumentedAllowance;

	private readonly pause = new Pause();

	/** A request that left before the latest pause says nothing new. */
	private pauses = 0;

	/** Runs with waiting requests, the next one first. */
	private turns: Run[] = [];

	private underWay = 0;

	/** What the requests wait for that could not leave when it was last looked. */
	private bottleneck?: Bottleneck;

	private wakeAt = Infinity;

	/** When somebody had to wait last. */
	private heldAt: number;

	constructor(
		private readonly clock: Clock,
		private readonly documented?: DocumentedLimit,
	) {
		this.rate = new LearnedRate(documented);
		this.documentedAllowance = new DocumentedAllowance(documented);
		this.heldAt = clock.now();
	}

	forRun(bounds: RunBounds): RunLimiter {
		const run: Run = { ...bounds, since: this.clock.now(), waiting: [], next: 0 };
		const stop = () => this.dismiss(run, 'the run was stopped before this was sent');
		bounds.signal?.addEventListener('abort', stop, { once: true });
		const concurrency = () => this.concurrency.allowed(this.rate.perSecond);
		return {
			get concurrency() {
				return concurrency();
			},
			acquire: async () => await this.acquire(run),
			release: (permit, response) => this.release(run, permit, response),
		};
	}

	/** Whether nobody sends, or wants to. */
	get idle(): boolean {
		return this.underWay === 0 && this.turns.length === 0;
	}

	private async acquire(run: Run): Promise<Permit> {
		return await new Promise<Permit>((resolve, reject) => {
			this.forgetSlowness();
			if (run.waiting.length === 0) this.turns.push(run);
			run.waiting.push({ resolve, reject });
			if (run.signal?.aborted) this.dismiss(run, 'the run was stopped before this was sent');
			else this.serve();
		});
	}

	/** A slow rate may have come from a bad hour of the platform. With little to send it would not grow again. */
	private forgetSlowness(): void {
		const now = this.clock.now();
		if (now - this.heldAt < FORGET_MILLISECONDS) return;
		const { requests, seconds } = this.documented ?? { requests: 1, seconds: 1 };
		const slow = (this.rate.perSecond ?? Infinity) < (SLOW * requests) / seconds;
		if (slow) this.rate = new LearnedRate(this.documented);
		this.heldAt = now;
	}

	private release(
		run: Run,
		{ sentAt, pauses, waitedFor }: Permit,
		response?: { statusCode: number; headers: Headers },
	): boolean {
		const now = this.clock.now();
		const status = response?.statusCode ?? 0;
		const news = pauses === this.pauses;
		const allowance = response && rateAllowance(response.headers, this.clock.date());
		if (allowance) this.allowance.note(allowance, now, sentAt, status !== 429);
		if (response && (status === 429 || status === 503)) this.refuse(now, sentAt, response, news);
		else if (status >= 500) this.concurrency.failed();
		// A request that was cancelled did not fail.
		else if (status === 0 && !run.signal?.aborted) this.concurrency.failed();
		else if (status > 0) {
			if (news) this.pause.succeed();
			this.rate.answered(now, now - sentAt, news && waitedFor === 'rate');
			this.concurrency.answered(now, now - sentAt, this.bottleneck === 'concurrency');
		}
		// Without an answer it may have been taken, too.
		if (status !== 429) this.documentedAllowance.answered(now);
		this.underWay -= 1;
		this.serve();
		return status === 429;
	}

	/** A 503 that names a time asks for a pause, too; it says nothing of a rate. */
	private refuse(
		now: number,
		sentAt: number,
		{ statusCode, headers }: { statusCode: number; headers: Headers },
		news: boolean,
	): void {
		const announced = announcedWait(headers, this.clock.date());
		if (statusCode === 503) this.concurrency.failed();
		if (statusCode === 503 && announced?.header !== 'Retry-After') return;
		if (news) {
			this.pauses += 1;
			const { perSecond } = this.rate;
			this.pause.begin(now, announced, { perSecond, random: this.clock.random() });
			if (statusCode === 429 && !this.pause.repeated) this.concurrency.refused();
		} else {
			this.pause.extend(now, announced);
		}
		if (statusCode === 429) this.rate.refused(now, this.pause.left(now), sentAt, news);
	}

	/** Lets go what may leave now, run by run, and looks again when the next may. */
	private serve(): void {
		const now = this.clock.now();
		this.dismissImpatient(now);
		const { bottleneck } = this;
		this.bottleneck = undefined;
		while (this.turns.length > 0) {
			// After pauses in a row one request finds out for all.
			const most = this.pause.repeated ? 1 : this.concurrency.allowed(this.rate.perSecond);
			if (this.underWay >= most) {
				this.bottleneck = 'concurrency';
				return;
			}
			const waits = this.waits(now);
			const least = Math.min(...waits);
			if (least > 0) {
				if (least === this.rate.wait(now)) this.bottleneck = 'rate';
				return this.wakeIn(least, now);
			}
			this.letGo(waits.indexOf(least), now, bottleneck);
		}
	}

	/** How long each run with waiting requests has to wait. */
	private waits(now: number): number[] {
		const common = Math.max(this.pause.left(now), this.rate.wait(now));
		const spent = Math.max(
			this.allowance.wait(now, this.underWay),
			this.documentedAllowance.wait(now, this.underWay, this.rate.perSecond),
		);
		// Nothing was refused yet: who does not want to wait so long may try, and a 429 will say if it is meant.
		return this.turns.map(({ next, longestWait }) =>
			Math.max(common, next - now, spent > longestWait ? 0 : spent),
		);
	}

	private letGo(turn: number, now: number, waitedFor?: Bottleneck): void {
		const [run] = this.turns.splice(turn, 1);
		const first = run.waiting.shift();
		if (run.waiting.length > 0) this.turns.push(run);
		if (run.perSecond) {
			run.next = Math.max(run.next, now - CATCH_UP_MILLISECONDS) + 1000 / run.perSecond;
		}
		this.rate.take(now, waitedFor !== undefined);
		this.underWay += 1;
		first?.resolve({ sentAt: now, pauses: this.pauses, waitedFor });
	}

	private wakeIn(milliseconds: number, now: number): void {
		this.heldAt = now;
		const slice = Math.min(Math.max(1, milliseconds), SLICE_MILLISECONDS);
		const at = now + slice;
		if (this.wakeAt <= at) return;
		this.wakeAt = at;
		void this.clock.wait(slice).then(() => {
			if (this.wakeAt === at) this.wakeAt = Infinity;
			this.serve();
		});
	}

	private dismissImpatient(now: number): void {
		if (this.pause.left(now) === 0) return;
		for (const run of [...this.turns]) {
			const { longestWait, since } = run;
			const length = this.pause.length(now, since);
			if (length > longestWait) this.dismiss(run, this.pause.reason(length, longestWait), 429);
		}
	}

	private dismiss(run: Run, reason: string, status?: number): void {
		this.turns = this.turns.filter((entry) => entry !== run);
		const waiting = run.waiting.splice(0);
		for (const { reject } of waiting) reject(new RequestError('notSent', reason, { status }));
	}
}
