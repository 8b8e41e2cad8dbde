import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { cacheFolder } from './cache';
import { commandLine, endProcessGroup, isRunning, signalGroup } from './runningProcess';

interface Registration {
	pid: number;
	starter: number;
}

function registrationFolder(): string {
	return join(cacheFolder(), 'running');
}

/**
 * Ties an n8n to the process that started it: it is ended when that one exits, and noted in a file,
 * so that a later run can end it when the starter was killed. Gives back what unties the two.
 */
export function registerProcess(pid: number): () => void {
	const file = join(registrationFolder(), `${pid}.json`);
	mkdirSync(registrationFolder(), { recursive: true });
	const registration: Registration = { pid, starter: process.pid };
	writeFileSync(file, JSON.stringify(registration));
	const endWithUs = () => {
		signalGroup(pid, 'SIGKILL');
		rmSync(file, { force: true });
	};
	process.once('exit', endWithUs);
	return () => {
		process.removeListener('exit', endWithUs);
		rmSync(file, { force: true });
	};
}

/** Process ids are used again: only what still looks like an n8n of ours may be ended. */
function isOurN8n(pid: number): boolean {
	const command = commandLine(pid);
	return command.includes(cacheFolder()) && command.includes('n8n');
}

/** Ends every n8n whose starter is no longer there. */
export async function endOrphans(): Promise<void> {
	mkdirSync(registrationFolder(), { recursive: true });
	for (const name of readdirSync(registrationFolder())) {
		const file = join(registrationFolder(), name);
		const { pid, starter } = JSON.parse(readFileSync(file, 'utf8')) as Registration;
		if (isRunning(starter)) continue;
		if (isOurN8n(pid)) await endProcessGroup(pid);
		rmSync(file, { force: true });
	}
}
