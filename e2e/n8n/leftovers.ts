import {
	mkdirSync,
	readFileSync,
	readdirSync,
	readlinkSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

import { cacheFolder } from './install';
import { endGroup, identify, isAlive, signalGroup, type ProcessIdentity } from './process-group';

interface Registration {
	/** What was started. It leads a process group of its own. */
	started: ProcessIdentity;
	starter: ProcessIdentity;
}

/**
 * Where a process id and a start time mean something: one start of one machine, and of it one PID
 * namespace. The cache folder may be shared with a container or with another machine, whose
 * processes cannot be seen from here. So only what was registered in the same place is looked at.
 */
function place(): string {
	if (process.platform !== 'linux') return hostname();
	const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
	return `${boot}-${readlinkSync('/proc/self/ns/pid').replace(/\D/g, '')}`;
}

function registrationFolder(): string {
	return join(cacheFolder(), 'processes', place());
}

/** undefined when another run has just removed it, or when it is not one of ours. */
function readRegistration(file: string): Registration | undefined {
	try {
		const { started, starter } = JSON.parse(readFileSync(file, 'utf8')) as Registration;
		return started?.started && starter?.started ? { started, starter } : undefined;
	} catch {
		return undefined;
	}
}

/**
 * Ties a process to the one that started it: it is ended when that one exits, and noted in a file,
 * so that a later run can end it when the starter was killed. Gives back what unties the two.
 */
export function registerProcess(started: ProcessIdentity): () => void {
	const folder = registrationFolder();
	mkdirSync(folder, { recursive: true });
	const file = join(folder, `${started.pid}-${started.started.replace(/\W/g, '')}.json`);
	const registration: Registration = { started, starter: identify(process.pid)! };
	// Renamed into place, so that nobody reads half of it.
	writeFileSync(`${file}.new`, JSON.stringify(registration));
	renameSync(`${file}.new`, file);
	const endWithUs = (): void => {
		signalGroup(started, 'SIGKILL');
		rmSync(file, { force: true });
	};
	process.once('exit', endWithUs);
	return () => {
		process.removeListener('exit', endWithUs);
		rmSync(file, { force: true });
	};
}

/** Ends what killed runs have left behind. Whatever has a living starter is left alone. */
export async function endLeftovers(): Promise<void> {
	const folder = registrationFolder();
	mkdirSync(folder, { recursive: true });
	for (const name of readdirSync(folder).filter((entry) => entry.endsWith('.json'))) {
		const file = join(folder, name);
		const registration = readRegistration(file);
		if (!registration || isAlive(registration.starter)) continue;
		await endGroup(registration.started);
		rmSync(file, { force: true });
	}
}
