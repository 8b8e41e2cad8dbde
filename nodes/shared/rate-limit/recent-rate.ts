const SECOND = 1000;
/** A rate is measured over a second, and over this many requests. */
const SAMPLE = 20;

/** How many requests were accepted a second, just now. */
export class RecentRate {
	/** When they were. */
	private readonly times: number[] = [];

	note(now: number): void {
		this.times.push(now);
		if (this.times.length > SAMPLE && now - this.times[0] > 2 * SECOND) this.times.shift();
	}

	perSecond(now: number): number {
		const { times } = this;
		const enough = Math.max(0, times.length - SAMPLE);
		const index = times.findIndex((at) => at > now - SECOND);
		const from = Math.min(index < 0 ? enough : index, enough);
		return ((times.length - from) * SECOND) / Math.max(SECOND, now - times[from]);
	}
}
