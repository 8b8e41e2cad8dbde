import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import axios from 'axios';
import getPort from 'get-port';

import { waitFor } from '../../sandbox/client';
import { n8nEnvironment } from './environment';
import type { InstalledN8n } from './install';
import { endLeftovers, registerProcess } from './leftovers';
import { endGroup, identify, signalGroup, type ProcessIdentity } from './process-group';

interface RoleOptions {
	args: string[];
	/** Where it says that it is ready. */
	readyAt: string[];
	/** Environment variables that depend on its port. */
	env: (port: number) => Record<string, string>;
}

/** The processes that n8n can be. In a cluster a `webhook` processor receives and a `worker` executes. */
const ROLES = {
	// Readiness comes before the routes are mounted, so both are asked.
	start: { args: ['start'], readyAt: ['/healthz/readiness', '/rest/settings'], env: () => ({}) },
	webhook: { args: ['webhook'], readyAt: ['/healthz/readiness'], env: () => ({}) },
	worker: {
		args: ['worker', '--concurrency=10'],
		readyAt: ['/healthz/readiness'],
		env: (port) => ({
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(port),
		}),
	},
} satisfies Record<string, RoleOptions>;

export type Role = keyof typeof ROLES;

export interface StartOptions {
	/** Kept after the stop when given; else a new folder that is removed at the stop. */
	userFolder?: string;
	/** Must be free; any free one if not given. */
	port?: number;
	/** More environment variables, e.g. N8N_USE_WORKFLOW_PUBLICATION_SERVICE. */
	env?: Record<string, string>;
	/** What n8n is started as; `start` unless given. The others take part in a cluster: see {@link ROLES}. */
	role?: Role;
	/** Called with the user folder before n8n starts, to install packages into it. */
	prepare?: (userFolder: string) => Promise<void>;
}

const LOOPBACK = '127.0.0.1';
const READY_TIMEOUT = 120_000;

/** Where n8n keeps its database and community packages inside the user folder. */
export function dataFolder(userFolder: string): string {
	return join(userFolder, '.n8n');
}

/** Asked at once: a child keeps its id at least until its end has been noticed here. */
function identityOf({ pid }: ChildProcess): ProcessIdentity {
	const identity = pid === undefined ? undefined : identify(pid);
	if (!identity) throw new Error('n8n could not be started.');
	return identity;
}

/** A running n8n. */
export class N8nProcess {
	private exited: { code: number | null; signal: string | null } | undefined;
	private readonly identity: ProcessIdentity;
	private readonly unregister: () => void;

	/** Settles when n8n has ended, by itself or stopped by us. */
	readonly ended: Promise<void>;

	constructor(
		readonly url: string,
		readonly userFolder: string,
		child: ChildProcess,
		private readonly temporary: boolean,
		private readonly role: Role,
	) {
		this.identity = identityOf(child);
		this.unregister = registerProcess(this.identity);
		this.ended = new Promise((resolve) => {
			child.once('exit', (code, signal) => {
				this.exited = { code, signal };
				resolve();
			});
		});
	}

	get pid(): number {
		return this.identity.pid;
	}

	get logFile(): string {
		return join(this.userFolder, 'n8n.log');
	}

	get databaseFile(): string {
		return join(dataFolder(this.userFolder), 'database.sqlite');
	}

	/** Everything that n8n has printed since this start. */
	readLog(): string {
		return readFileSync(this.logFile, 'utf8');
	}

	/** Settles when n8n answers; fails at once when it has ended instead. */
	async waitUntilReady(): Promise<void> {
		const look = async (): Promise<boolean> => {
			if (this.exited) throw new Error(`n8n ended at its start (${JSON.stringify(this.exited)}).`);
			for (const path of ROLES[this.role].readyAt) {
				if (!(await this.answers(path))) return false;
			}
			return true;
		};
		try {
			await waitFor(`n8n to be ready at ${this.url}`, look, { timeout: READY_TIMEOUT });
		} catch (error) {
			const tail = this.readLog().trimEnd().split('\n').slice(-30).join('\n');
			throw new Error(`${(error as Error).message}\nThe end of its log:\n${tail}`);
		}
	}

	/** Ends n8n and its task runner at once, without a chance to finish anything. */
	kill(): void {
		signalGroup(this.identity, 'SIGKILL');
	}

	/** Stops n8n and its task runner. A temporary user folder goes with it. */
	async stop(): Promise<void> {
		await endGroup(this.identity);
		this.unregister();
		if (this.temporary) rmSync(this.userFolder, { recursive: true, force: true });
	}

	private async answers(path: string): Promise<boolean> {
		const options = { timeout: 2000, proxy: false as const, validateStatus: () => true };
		const answer = await axios.get(`${this.url}${path}`, options).catch(() => undefined);
		return answer?.status === 200 && String(answer.headers['content-type']).includes('json');
	}
}

function spawnN8n(
	n8n: InstalledN8n,
	role: Role,
	userFolder: string,
	env: NodeJS.ProcessEnv,
): ChildProcess {
	const log = openSync(join(userFolder, 'n8n.log'), 'w');
	try {
		// Its own process group, so that a Ctrl+C in our terminal leaves the clean stop to us.
		return spawn(n8n.node, [n8n.script, ...ROLES[role].args], {
			cwd: userFolder,
			env,
			detached: true,
			stdio: ['ignore', log, log],
		});
	} finally {
		closeSync(log);
	}
}

/**
 * Starts n8n on 127.0.0.1 and waits until it answers. What an earlier, killed run of ours left
 * behind is ended first.
 * @throws Error with the end of n8n's log, when it does not become ready; nothing is left running.
 */
export async function startN8n(n8n: InstalledN8n, options: StartOptions = {}): Promise<N8nProcess> {
	await endLeftovers();
	const temporary = options.userFolder === undefined;
	const userFolder = options.userFolder ?? mkdtempSync(join(tmpdir(), 'whatsapp-hub-n8n-'));
	mkdirSync(dataFolder(userFolder), { recursive: true });
	await options.prepare?.(userFolder);
	const port = options.port ?? (await getPort({ host: LOOPBACK }));
	const brokerPort = await getPort({ host: LOOPBACK });
	const role = options.role ?? 'start';
	const extra = { ...ROLES[role].env(port), ...options.env };
	const env = n8nEnvironment(n8n, { userFolder, port, brokerPort, extra });
	const child = spawnN8n(n8n, role, userFolder, env);
	const url = `http://127.0.0.1:${port}`;
	const running = new N8nProcess(url, userFolder, child, temporary, role);
	try {
		await running.waitUntilReady();
		return running;
	} catch (error) {
		await running.stop();
		throw error;
	}
}
