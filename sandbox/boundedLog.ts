/** A list that forgets its oldest entries, so that a sandbox left running does not fill the memory. */
export class BoundedLog<Entry> {
	private entries: Entry[] = [];

	constructor(private readonly limit = 20_000) {}

	add(entry: Entry): void {
		this.entries.push(entry);
		// Trimming in big steps keeps adding cheap.
		if (this.entries.length > this.limit * 1.25) this.entries = this.all();
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
}
