import { createHash, randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';

import { N8nClient } from '../n8n/client';
import { startN8n, type N8nProcess, type Role } from '../n8n/process';
import { sharedHost } from '../run/shared-host';
import { copyUserFolder } from '../run/user-folder';
import type { TestHost } from '../support/host';
import { Proxy } from '../support/proxy';
import { PostgreSQL, Redis } from './services';

type Name = 'main' | 'processor1' | 'processor2' | 'worker1' | 'worker2';

const ROLE: Record<Name, Role> = {
	main: 'start',
	processor1: 'webhook',
	processor2: 'webhook',
	worker1: 'worker',
	worker2: 'worker',
};
export const PROCESSORS = ['processor1', 'processor2'] as const;
export const WORKERS = ['worker1', 'worker2'] as const;

/** One main process, two webhook processors and two workers, with PostgreSQL and Redis, behind a proxy. */
export class Cluster {
	postgresql!: PostgreSQL;

	redis!: Redis;

	proxy!: Proxy;

	/** The processors that the proxy sends webhooks to; one that was killed is not among them. */
	receivers: Array<(typeof PROCESSORS)[number]> = [...PROCESSORS];

	/** By path: one path always to the same processor. In turn: each request to the next one. */
	spread: 'byPath' | 'inTurn' = 'byPath';

	private turn = 0;

	private readonly processes = new Map<Name, N8nProcess>();

	private readonly folders = new Map<Name, string>();

	private readonly encryptionKey = randomBytes(16).toString('hex');

	async start(): Promise<void> {
		[this.postgresql, this.redis, this.proxy] = await Promise.all([
			PostgreSQL.create(),
			Redis.create(),
			Proxy.start((path) => this.targetOf(path)),
		]);
		await this.redis.start();
		// The first one makes the tables.
		await this.startProcess('main');
		await N8nClient.signIn(this.url('main'), sharedHost().owner);
		const others = [...PROCESSORS, ...WORKERS];
		await Promise.all(others.map(async (name) => await this.startProcess(name)));
	}

	async stop(): Promise<void> {
		await Promise.all([...this.processes.values()].map(async (one) => await one.stop()));
		await Promise.all([this.proxy?.stop(), this.postgresql?.remove(), this.redis?.remove()]);
		for (const folder of this.folders.values()) rmSync(folder, { recursive: true, force: true });
	}

	/** Hosts use the main process for REST and the proxy for webhooks. */
	async connect(host: TestHost): Promise<void> {
		const { url: n8nUrl, logFile, databaseFile } = this.process('main');
		await host.connect({ n8nUrl, logFile, databaseFile, webhookUrl: this.proxy.url });
	}

	process(name: Name): N8nProcess {
		const found = this.processes.get(name);
		if (!found) throw new Error(`${name} does not run.`);
		return found;
	}

	url(name: Name): string {
		return this.process(name).url;
	}

	/** As a power failure would. */
	kill(name: Name): void {
		this.process(name).kill();
		this.receivers = this.receivers.filter((receiver) => receiver !== name);
	}

	/** Starts one that was killed, on its folder and at its address. */
	async startAgain(name: Name): Promise<void> {
		const killed = this.process(name);
		await killed.ended;
		await killed.stop();
		await this.startProcess(name, Number(new URL(killed.url).port));
		this.receivers = PROCESSORS.filter((one) => one === name || this.receivers.includes(one));
	}

	/** The worker that executes this, or has executed it. */
	workerOf(executionId: string): (typeof WORKERS)[number] | undefined {
		const started = new RegExp(`started execution ${executionId}\\b`);
		return WORKERS.find((name) => started.test(this.process(name).readLog()));
	}

	private targetOf(path: string): string {
		if (!path.startsWith('/webhook/')) return this.url('main');
		this.turn += 1;
		const byPath = createHash('sha256').update(path).digest().readUInt32BE();
		const place = this.spread === 'byPath' ? byPath : this.turn;
		return this.url(this.receivers[place % this.receivers.length]);
	}

	private async startProcess(name: Name, port?: number): Promise<void> {
		const { n8n, userFolder: original } = sharedHost();
		const userFolder = this.folders.get(name) ?? copyUserFolder(original, { withSettings: false });
		this.folders.set(name, userFolder);
		const env = {
			...this.postgresql.env,
			EXECUTIONS_MODE: 'queue',
			OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(this.redis.port),
			N8N_ENCRYPTION_KEY: this.encryptionKey,
			N8N_WEBHOOK_URL: `${this.proxy.url}/`,
		};
		const role = ROLE[name];
		this.processes.set(name, await startN8n(n8n, { userFolder, port, env, role }));
	}
}
