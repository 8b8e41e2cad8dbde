import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { endLeftovers, registerProcess } from '../../e2e/n8n/leftovers';
import { endGroup, identify, isAlive, type ProcessIdentity } from '../../e2e/n8n/process-group';

/** The start time of no process: as if the id had been used again since. */
const ANOTHER_START = '1';

describe('what a killed end-to-end run has left behind', () => {
	let cache: string;
	const children: ChildProcess[] = [];

	beforeEach(() => {
		cache = mkdtempSync(join(tmpdir(), 'whatsapp-hub-leftovers-'));
		process.env.N8N_NODES_WHATSAPP_HUB_CACHE = cache;
	});

	afterEach(async () => {
		for (const { pid } of children.splice(0)) {
			const identity = pid === undefined ? undefined : identify(pid);
			if (identity) await endGroup(identity);
		}
		delete process.env.N8N_NODES_WHATSAPP_HUB_CACHE;
		rmSync(cache, { recursive: true, force: true });
	});

	/** A process that runs until it is ended, in a group of its own, as n8n does. */
	function startProcess(): ProcessIdentity {
		const waiting = 'setInterval(() => undefined, 1000)';
		const child = spawn(process.execPath, ['-e', waiting], { detached: true, stdio: 'ignore' });
		children.push(child);
		return identify(child.pid!)!;
	}

	async function ended(identity: ProcessIdentity): Promise<ProcessIdentity> {
		await endGroup(identity);
		return identity;
	}

	/** The folder for this machine, started as it is, and this PID namespace. */
	function folder(): string {
		registerProcess(startProcess())();
		const [place] = readdirSync(join(cache, 'processes'));
		return join(cache, 'processes', place);
	}

	function note(started: ProcessIdentity, starter: ProcessIdentity, place = folder()): void {
		mkdirSync(place, { recursive: true });
		writeFileSync(join(place, `${started.pid}.json`), JSON.stringify({ started, starter }));
	}

	test('is ended, and its note removed', async () => {
		const left = startProcess();
		note(left, await ended(startProcess()));
		await endLeftovers();
		expect(isAlive(left)).toBe(false);
		expect(readdirSync(folder())).toEqual([]);
	});

	test('is ended when the id of its starter belongs to another process now', async () => {
		const left = startProcess();
		note(left, { pid: process.pid, started: ANOTHER_START });
		await endLeftovers();
		expect(isAlive(left)).toBe(false);
	});

	test('is not a process whose starter is alive', async () => {
		const used = startProcess();
		const untie = registerProcess(used);
		await endLeftovers();
		expect(isAlive(used)).toBe(true);
		untie();
		expect(readdirSync(folder())).toEqual([]);
	});

	test('is not a process that has got the id of one that has ended', async () => {
		const innocent = startProcess();
		note({ pid: innocent.pid, started: ANOTHER_START }, await ended(startProcess()));
		await endLeftovers();
		expect(isAlive(innocent)).toBe(true);
	});

	test('is not what somebody in another PID namespace or on another machine has noted', async () => {
		const theirs = startProcess();
		note(theirs, await ended(startProcess()), join(cache, 'processes', 'another-4026531999'));
		await endLeftovers();
		expect(isAlive(theirs)).toBe(true);
	});

	test.each(['', '{"started":{"pid":1', '{}', 'null', '{"started":{},"starter":{}}'])(
		'is not what a note says that is not whole: %j',
		async (text) => {
			writeFileSync(join(folder(), '1.json'), text);
			await expect(endLeftovers()).resolves.toBeUndefined();
		},
	);
});
