import type { Announcement } from './headers';

const FIRST_BACKOFF_MILLISECONDS = 250;
const LONGEST_BACKOFF_MILLISECONDS = 10_000;
/** Of a slow limit the first back-off is the time of this many requests. */
const BACKOFF_REQUESTS = 4;
/** Whatever the platform announces: 0, or a moment that has just passed. */
const SHORTEST_MILLISECONDS = 50;
/** Nobody may wait longer. A pause of years is a mistake, and would end with the process only. */
const LONGEST_MILLISECONDS = 86_400_000;

/** A time in which nothing is sent, because the platform answered 429. Pauses in a row count as one. */
export class Pause {
	private start = 0;

	private until = 0;

	/** Pauses in a row, with nothing accepted between them. */
	private inARow = 0;

	private asked?: Announcement;

	/** Whether the last pause turned out to be too short. */
	get repeated(): boolean {
		return this.inARow > 1;
	}

	/** Milliseconds until the pause ends. */
	left(now: number): number {
		return Math.max(0, this.until - now);
	}

	/** Milliseconds that the pause takes for somebody who has been waiting since then. */
	length(now: number, since: number): number {
		return now < this.until ? this.until - Math.max(this.start, since) : 0;
	}

	/**
	 * A 429 begins a pause. It lasts as long as the platform announces, else 0.25 seconds; a further one in a row lasts
	 * for an exponential back-off at least.
	 *
	 * @param perSecond the learned rate
	 * @param random from 0 to 1
	 */
	begin(
		now: number,
		announced: Announcement | undefined,
		{ perSecond, random }: { perSecond?: number; random: number },
	): void {
		if (now - this.until > LONGEST_BACKOFF_MILLISECONDS) this.inARow = 0;
		if (this.inARow === 0) this.start = now;
		this.inARow += 1;
		const slow = perSecond === undefined ? 0 : (BACKOFF_REQUESTS * 1000) / perSecond;
		const first = Math.max(FIRST_BACKOFF_MILLISECONDS, slow);
		const step = Math.min(first * 2 ** (this.inARow - 1), LONGEST_BACKOFF_MILLISECONDS);
		const backoff = step * (0.75 + random / 2);
		const least = announced && !this.repeated ? SHORTEST_MILLISECONDS : backoff;
		this.until = Math.max(this.until, now + least);
		this.asked = undefined;
		this.extend(now, announced);
	}

	/** A 429 to a request that left before the pause says nothing new, but for how long the platform wants it. */
	extend(now: number, announced: Announcement | undefined): void {
		if (!announced) return;
		const until = now + Math.min(announced.milliseconds, LONGEST_MILLISECONDS);
		if (until < this.until) return;
		this.until = until;
		this.asked = announced;
	}

	/** A request that left after the pause was accepted. */
	succeed(): void {
		this.inARow = 0;
	}

	/** Why somebody does not wait for the pause's end. */
	reason(milliseconds: number, longestWait: number): string {
		const bound = `longer than the Longest Wait of ${seconds(longestWait)} s`;
		if (this.asked && this.asked.milliseconds > longestWait) {
			const { milliseconds: wanted, header } = this.asked;
			return `the platform's rate limit asks for a pause of ${seconds(wanted)} s (${header}), ${bound}`;
		}
		return `the platform's rate limit has let nothing through; with the next pause that is ${seconds(milliseconds)} s, ${bound}`;
	}
}

function seconds(milliseconds: number): number {
	return Math.ceil(milliseconds / 1000);
}
