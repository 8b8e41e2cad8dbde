/** Runs at most so many tasks at the same time; the others wait in line. */
export class Lanes {
	private readonly waiting: Array<() => void> = [];

	constructor(private free: number) {}

	async run<Result>(task: () => Promise<Result>): Promise<Result> {
		if (this.free > 0) this.free--;
		else await new Promise<void>((start) => this.waiting.push(start));
		try {
			return await task();
		} finally {
			const next = this.waiting.shift();
			if (next) next();
			else this.free++;
		}
	}
}
