import { clearLine, cursorTo } from 'node:readline';

/** Takes one line for the person who waits. */
export type Report = (line: string) => void;

const EVERY_MS = { terminal: 1000, log: 10_000 };

/** Whole seconds above ten, tenths below: `0.4 s`, `73 s`. */
export function formatElapsed(milliseconds: number): string {
	const seconds = milliseconds / 1000;
	return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
}

/** A terminal can overwrite the line that says what is being done; a log gets a new one now and then. */
function writesToTerminal(write: Report): boolean {
	return write === console.log && process.stdout.isTTY === true && !process.env.CI;
}

/** Runs steps one after another and prints what was done and how long it took: one line for each. */
export class Progress {
	private readonly started = Date.now();

	private readonly terminal: boolean;

	private doing = '';

	constructor(private readonly write: Report = console.log) {
		this.terminal = writesToTerminal(write);
	}

	/** Milliseconds since the first step could start. */
	get elapsed(): number {
		return Date.now() - this.started;
	}

	/** Prints a line. */
	readonly report: Report = (line) => {
		this.clear();
		this.write(this.timed(line));
	};

	/** What the running step does at the moment; shown beside its title until the step ends. */
	readonly detail: Report = (what) => {
		this.doing = what;
	};

	/**
	 * Runs one step. Its result's `note`, if it has one, goes behind the title: `n8n started (port 5688)`.
	 */
	async step<T>(title: string, work: () => Promise<T>, note?: (result: T) => string): Promise<T> {
		const started = Date.now();
		const every = this.terminal ? EVERY_MS.terminal : EVERY_MS.log;
		const timer = setInterval(() => this.showRunning(title, started), every);
		try {
			const result = await work();
			const remark = note ? ` (${note(result)})` : '';
			this.report(`${title}${remark}: ${formatElapsed(Date.now() - started)}`);
			return result;
		} finally {
			clearInterval(timer);
			this.clear();
			this.doing = '';
		}
	}

	/** So that nobody takes a long step for hung. */
	private showRunning(title: string, started: number): void {
		const what = this.doing ? `${title} (${this.doing})` : title;
		const line = this.timed(`… ${what}: ${formatElapsed(Date.now() - started)}`);
		if (!this.terminal) return this.write(line);
		this.clear();
		process.stdout.write(line.slice(0, process.stdout.columns - 1));
	}

	private clear(): void {
		if (!this.terminal) return;
		clearLine(process.stdout, 0);
		cursorTo(process.stdout, 0);
	}

	private timed(line: string): string {
		return `${formatElapsed(this.elapsed).padStart(7)}  ${line}`;
	}
}
