import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { SandboxClient, waitFor } from '../../sandbox/client';
import { startSandbox, type Sandbox } from '../../sandbox/server';
import type { PlatformView } from '../../sandbox/types';
import { N8nClient } from '../n8n/client';
import type { CredentialReference } from '../n8n/credentials';
import type { ExecutionSummary } from '../n8n/executions';
import { ensureN8n, type InstalledN8n } from '../n8n/install';
import { dataFolder, startN8n, type N8nProcess } from '../n8n/process';
import type { WorkflowDefinition } from '../n8n/workflows';
import { installPackage, packPackage } from '../package';
import type { Report } from '../progress';
import { projectRoot } from '../project-root';
import { MemoryWatch, type MemoryUse } from './memory';
import { SilenceWatch } from './silence';
import { phoneOf } from './workflows';

const OWNER = { email: 'benchmark@example.com', password: 'Benchmark-1' };
const LONGEST_RUN = 240_000;
/** After its start n8n still works for a while. */
const SETTLE_MS = 4000;
const AT_ONCE = 50;

export interface Run extends ExecutionSummary {
	/** From the start of the execution to its end. */
	seconds: number;
	memory: MemoryUse;
	/** The longest time in which n8n answered nobody, in seconds. */
	silence: number;
}

/** One n8n with the packed nodes, and one sandbox, for all measurements. */
export class Bench {
	n8n!: InstalledN8n;

	client!: N8nClient;

	sandbox!: SandboxClient;

	platform!: PlatformView;

	credential!: CredentialReference;

	private readonly userFolder = mkdtempSync(join(tmpdir(), 'whatsapp-hub-benchmark-'));

	private server?: Sandbox;

	private running?: N8nProcess;

	constructor(private readonly report: Report) {}

	async start(): Promise<void> {
		this.n8n = await ensureN8n(this.report);
		const { file } = await packPackage(projectRoot(), join(this.userFolder, 'package'));
		await installPackage(file, dataFolder(this.userFolder));
		this.server = await startSandbox();
		this.sandbox = new SandboxClient(this.server.url, 'wbiz');
		this.platform = await this.sandbox.platform();
		await this.restart();
		const { baseUrl, apiKey } = this.platform;
		const data = { baseUrl, apiKey };
		this.credential = await this.client.credentials.create('Sandbox', 'wbizApi', data);
	}

	/** What earlier runs have left in n8n's memory would otherwise count for the next. */
	async restart(): Promise<void> {
		await this.running?.stop();
		this.running = await startN8n(this.n8n, { userFolder: this.userFolder });
		this.client = await N8nClient.signIn(this.running.url, OWNER);
		await sleep(SETTLE_MS);
	}

	async stop(): Promise<void> {
		await this.running?.stop();
		await this.server?.close();
		rmSync(this.userFolder, { recursive: true, force: true });
	}

	/** An empty sandbox in which so many customers wrote a moment ago. */
	async prepare(customers: number, settings: Record<string, unknown> = {}): Promise<void> {
		await this.sandbox.reset();
		await this.sandbox.settings({ autoStatuses: false });
		for (let start = 0; start < customers; start += AT_ONCE) {
			const some = Array.from({ length: Math.min(AT_ONCE, customers - start) }, (_, index) =>
				this.sandbox.inbound({ from: phoneOf(start + index), deliver: false }),
			);
			await Promise.all(some);
		}
		await this.sandbox.settings(settings);
	}

	/** Runs a workflow by hand to its end, well or not. */
	async run(definition: WorkflowDefinition): Promise<Run> {
		const { id } = await this.client.workflows.create(definition);
		const { pid, url } = this.running as N8nProcess;
		const memory = new MemoryWatch(pid);
		const silence = new SilenceWatch(url);
		await this.client.executions.run(id, 'Start');
		// The list, as reading an execution takes all its data along.
		const ended = await waitFor(
			`"${definition.name}" to end`,
			async () => (await this.client.executions.list(id)).find(({ stoppedAt }) => stoppedAt),
			{ timeout: LONGEST_RUN, interval: 250 },
		);
		const seconds = (Date.parse(String(ended.stoppedAt)) - Date.parse(ended.startedAt)) / 1000;
		return { ...ended, seconds, memory: memory.stop(), silence: await silence.stop() };
	}
}
