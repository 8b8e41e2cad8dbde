/** Takes one line for the person who waits. */
export type Report = (line: string) => void;

const HEARTBEAT_SECONDS = 10;

/** Whole seconds above ten, tenths below: `0.4 s`, `73 s`. */
export function formatElapsed(milliseconds: number): string {
	const seconds = milliseconds / 1000;
	return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
}

/** Reports "still at it" every ten seconds until the returned function is called. */
export function heartbeat(title: string, report: Report = () => undefined): () => void {
	const started = Date.now();
	const timer = setInterval(() => {
		report(`… ${title}: ${formatElapsed(Date.now() - started)}`);
	}, HEARTBEAT_SECONDS * 1000);
	timer.unref();
	return () => clearInterval(timer);
}

/** Runs steps one after another and prints what was done and how long it took. */
export class Progress {
	private readonly started = Date.now();

	constructor(private readonly write: Report = console.log) {}

	/** Milliseconds since the first step could start. */
	get elapsed(): number {
		return Date.now() - this.started;
	}

	readonly report: Report = (line) => {
		this.write(`${formatElapsed(this.elapsed).padStart(7)}  ${line}`);
	};

	/**
	 * Runs one step. Its result's `note`, if it has one, goes behind the title: `n8n started (port 5688)`.
	 */
	async step<T>(title: string, work: () => Promise<T>, note?: (result: T) => string): Promise<T> {
		const started = Date.now();
		const stop = heartbeat(title, this.report);
		try {
			const result = await work();
			const remark = note ? ` (${note(result)})` : '';
			this.report(`${title}${remark}: ${formatElapsed(Date.now() - started)}`);
			return result;
		} finally {
			stop();
		}
	}
}
