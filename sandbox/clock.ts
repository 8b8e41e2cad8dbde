/**
 * The sandbox's time. Advancing it makes everything that has happened so far older, as seen from
 * outside: the receivers' clocks do not move with ours, so what is sent afterwards still has to carry
 * the present time.
 */
export class Clock {
	private aheadMs = 0;

	/** Milliseconds on the sandbox's own time line; only differences have a meaning. */
	now(): number {
		return Date.now() + this.aheadMs;
	}

	advance(seconds: number): void {
		this.aheadMs += seconds * 1000;
	}

	/** A moment of the sandbox as the outside world dates it. */
	date(at: number): Date {
		return new Date(at - this.aheadMs);
	}
}
