/**
 * A list that forgets its oldest entries, so that a sandbox left running does not fill the memory:
 * those beyond `limit` entries, and those beyond `byteLimit` bytes by the weight that `add` got for them.
 */
export class BoundedLog<Entry> {
	private entries: Entry[] = [];
	private weights: number[] = [];
	private weight = 0;

	constructor(
		private readonly limit = 20_000,
		private readonly byteLimit = 16_000_000,
	) {}

	add(entry: Entry, bytes = 0): void {
		this.entries.push(entry);
		this.weights.push(bytes);
		this.weight += bytes;
		// Trimming in big steps keeps adding cheap.
		if (this.entries.length > this.limit * 1.25 || this.weight > this.byteLimit * 1.25) this.trim();
	}

	/** Oldest first. */
	all(): Entry[] {
		return this.entries.slice(-this.limit);
	}

	last(count: number): Entry[] {
		return this.entries.slice(-Math.min(count, this.limit));
	}

	findLast(wanted: (entry: Entry) => boolean): Entry | undefined {
		for (let index = this.entries.length - 1; index >= 0; index--) {
			if (wanted(this.entries[index])) return this.entries[index];
		}
		return undefined;
	}

	/** The newest entry always stays. */
	private trim(): void {
		let first = Math.max(0, this.entries.length - this.limit);
		for (let index = 0; index < first; index++) this.weight -= this.weights[index];
		while (this.weight > this.byteLimit && first < this.entries.length - 1) {
			this.weight -= this.weights[first++];
		}
		this.entries = this.entries.slice(first);
		this.weights = this.weights.slice(first);
	}
}
