import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whether a process with this id exists and belongs to us or to somebody else. */
export function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/** The command line of a process; empty when there is none. `ps` is there on Linux and macOS alike. */
export function commandLine(pid: number): string {
	try {
		return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
	} catch {
		return '';
	}
}

/** Signals a process that leads its own group, together with its children. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
	try {
		process.kill(-pid, signal);
	} catch {
		// The group is gone already: that is what the caller wants.
	}
}

/**
 * Ends a process group (n8n starts a task runner in its own): politely first, by force after
 * `patience` milliseconds.
 */
export async function endProcessGroup(pid: number, patience = 10_000): Promise<void> {
	signalGroup(pid, 'SIGTERM');
	const deadline = Date.now() + patience;
	while (isRunning(pid) && Date.now() < deadline) await sleep(50);
	signalGroup(pid, 'SIGKILL');
	while (isRunning(pid) && Date.now() < deadline + patience) await sleep(20);
}
