import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * One process and no other. The system uses process ids again, so the id alone does not name a
 * process; the id together with the time of its start does.
 */
export interface ProcessIdentity {
	pid: number;
	/** Only to be compared: clock ticks since the system's start on Linux, the text of `ps` elsewhere. */
	started: string;
}

const ENDED = ['Z', 'X'];

/** Of `/proc/<pid>/stat` the fields behind the program's name, which may itself hold spaces and brackets. */
function startOnLinux(pid: number): string | undefined {
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	// Fields 3 (state) and 22 (starttime) of proc(5). A process that has ended stays until its parent looks.
	return ENDED.includes(fields[0]) ? undefined : fields[19];
}

function startElsewhere(pid: number): string | undefined {
	const printed = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
	}).trim();
	const [state, ...start] = printed.split(/\s+/);
	return ENDED.includes(state[0]) ? undefined : start.join(' ');
}

/** The process that has this id now; undefined when there is none. */
export function identify(pid: number): ProcessIdentity | undefined {
	try {
		const started = process.platform === 'linux' ? startOnLinux(pid) : startElsewhere(pid);
		return started ? { pid, started } : undefined;
	} catch {
		return undefined;
	}
}

/** Whether this very process still runs. */
export function isAlive({ pid, started }: ProcessIdentity): boolean {
	return identify(pid)?.started === started;
}

/** Signals the group that a process leads, with all its children. */
export function signalGroup(leader: ProcessIdentity, signal: NodeJS.Signals): void {
	if (!isAlive(leader)) return;
	try {
		process.kill(-leader.pid, signal);
	} catch {
		// It has ended in this moment: that is what the caller wants.
	}
}

/**
 * Ends the group that a process leads (n8n and its task runner): politely first, by force after
 * `patience` milliseconds.
 */
export async function endGroup(leader: ProcessIdentity, patience = 10_000): Promise<void> {
	signalGroup(leader, 'SIGTERM');
	const deadline = Date.now() + patience;
	while (isAlive(leader) && Date.now() < deadline) await sleep(20);
	signalGroup(leader, 'SIGKILL');
	while (isAlive(leader) && Date.now() < deadline + patience) await sleep(20);
}
