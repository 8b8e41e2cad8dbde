import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { heartbeat, type Report } from '../progress';
import { isRunning } from './runningProcess';

const LOOK_EVERY = 500;

function createLock(file: string): boolean {
	try {
		writeFileSync(file, String(process.pid), { flag: 'wx' });
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
		throw error;
	}
}

/** The process that holds the lock; 0 when the file is gone or not written to its end yet. */
function lockHolder(file: string): number {
	try {
		return Number(readFileSync(file, 'utf8'));
	} catch {
		return 0;
	}
}

/**
 * Takes the lock, also one whose process has died. Gives undefined when it is ours now, else the
 * id of the process that holds it.
 */
export function takeLock(file: string): number | undefined {
	mkdirSync(dirname(file), { recursive: true });
	if (createLock(file)) return undefined;
	const holder = lockHolder(file);
	const dead = holder !== 0 && (holder === process.pid || !isRunning(holder));
	if (!dead) return holder;
	rmSync(file, { force: true });
	return createLock(file) ? undefined : lockHolder(file);
}

export function releaseLock(file: string): void {
	rmSync(file, { force: true });
}

/** Runs `work` while no other process does the same under this lock file. */
export async function withLock<T>(
	file: string,
	title: string,
	report: Report,
	work: () => Promise<T>,
): Promise<T> {
	let stop: (() => void) | undefined;
	for (let holder = takeLock(file); holder !== undefined; holder = takeLock(file)) {
		if (!stop) report(`${title}: waiting for process ${holder}, which does this already`);
		stop ??= heartbeat(`${title}: waiting`, report);
		await sleep(LOOK_EVERY);
	}
	stop?.();
	try {
		return await work();
	} finally {
		releaseLock(file);
	}
}
