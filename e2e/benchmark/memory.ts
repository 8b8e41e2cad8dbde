import { readFileSync, writeFileSync } from 'node:fs';

/** Megabytes of memory. */
export interface MemoryUse {
	/** Before the work began. */
	idle: number;
	/** The most at any moment of the work. */
	peak: number;
}

/** Reads a process's resident memory from Linux, which keeps the peak itself: nothing is missed between two looks. */
export class MemoryWatch {
	private readonly idle: number;

	constructor(private readonly pid: number) {
		this.idle = this.read('VmRSS');
		// Lets the peak begin anew from here.
		writeFileSync(`/proc/${pid}/clear_refs`, '5');
	}

	stop(): MemoryUse {
		return { idle: this.idle, peak: this.read('VmHWM') };
	}

	private read(name: 'VmRSS' | 'VmHWM'): number {
		const status = readFileSync(`/proc/${this.pid}/status`, 'utf8');
		const kilobytes = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1];
		if (!kilobytes) throw new Error(`/proc/${this.pid}/status tells no ${name}.`);
		return Number(kilobytes) / 1024;
	}
}
