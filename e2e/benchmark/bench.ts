import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { waitFor } from '../../sandbox/client';
import type { VendorId } from '../../test/support/vendors';
import { N8nClient } from '../n8n/client';
import type { CredentialReference } from '../n8n/credentials';
import type { ExecutionSummary } from '../n8n/executions';
import { ensureN8n, type InstalledN8n } from '../n8n/install';
import { dataFolder, startN8n, type N8nProcess } from '../n8n/process';
import type { WorkflowDefinition } from '../n8n/workflows';
import { installPackages, packPackage } from '../package';
import type { Report } from '../progress';
import { projectRoot } from '../project-root';
import { VendorServer, type BenchmarkVendor, type VendorSettings } from './vendor-server';
import { credentialFor, MEASURED } from './workflows';

const OWNER = { email: 'benchmark@example.com', password: 'Benchmark-1' };
const LONGEST_RUN = 300_000;
/** After its start n8n still works for a while. */
const SETTLE_MS = 4000;

export interface Run {
	execution: ExecutionSummary;
	/** How long the measured node worked. */
	seconds: number;
}

/** One n8n with the packed nodes, and the vendors, for all measurements. */
export class Bench {
	n8n!: InstalledN8n;

	client!: N8nClient;

	running!: N8nProcess;

	private readonly vendors = new VendorServer();

	private readonly userFolder = mkdtempSync(join(tmpdir(), 'whatsapp-hub-benchmark-'));

	constructor(private readonly report: Report) {}

	async start(): Promise<void> {
		this.n8n = await ensureN8n(this.report);
		const { file } = await packPackage(projectRoot(), join(this.userFolder, 'package'));
		await installPackages([file], dataFolder(this.userFolder));
		await this.vendors.start();
		await this.restart();
	}

	/**
	 * What earlier runs have left in n8n's memory would otherwise count for the next.
	 *
	 * @param env settings of n8n for this start
	 */
	async restart(env: Record<string, string> = {}): Promise<void> {
		await this.running?.stop();
		this.running = await startN8n(this.n8n, { userFolder: this.userFolder, env });
		this.client = await N8nClient.signIn(this.running.url, OWNER);
		await sleep(SETTLE_MS);
	}

	async stop(): Promise<void> {
		await this.running?.stop();
		await this.vendors.close();
		rmSync(this.userFolder, { recursive: true, force: true });
	}

	/** Where the nodes that n8n has loaded lie. */
	get packageFolder(): string {
		return join(dataFolder(this.userFolder), 'nodes', 'node_modules', 'n8n-nodes-whatsapp-hub');
	}

	/** A vendor of its own, and a credential for it, so that no other run has taught anything about it. */
	async vendor(
		id: VendorId,
		settings: VendorSettings,
	): Promise<{ vendor: BenchmarkVendor; credential: CredentialReference }> {
		const vendor = this.vendors.open(id, settings);
		const [type, data] = credentialFor(id, vendor.baseUrl);
		return { vendor, credential: await this.client.credentials.create(id, type, data) };
	}

	/** Runs a workflow by hand to its end, well or not. */
	async run(definition: WorkflowDefinition): Promise<Run> {
		const { id } = await this.client.workflows.create(definition);
		await this.client.executions.run(id, 'Start');
		const execution = await this.waitForEnd(id, definition.name);
		const { data } = await this.client.executions.get(execution.id);
		const [task] = data.resultData.runData[MEASURED] ?? [];
		if (!task || execution.status !== 'success') {
			throw new Error(`"${definition.name}" failed: ${data.resultData.error?.message}`);
		}
		return { execution, seconds: task.executionTime / 1000 };
	}

	/** Runs it without reading its data, which would take n8n long for very many items. */
	async runUnread(definition: WorkflowDefinition): Promise<ExecutionSummary> {
		const { id } = await this.client.workflows.create(definition);
		await this.client.executions.run(id, 'Start');
		return await this.waitForEnd(id, definition.name);
	}

	/** Bytes of what n8n keeps of the execution. */
	storedBytes(executionId: string): number {
		const script =
			'const { DatabaseSync } = require("node:sqlite");' +
			'const database = new DatabaseSync(process.argv[1], { readOnly: true });' +
			'const row = database.prepare("SELECT length(CAST(data AS BLOB)) AS bytes FROM execution_data WHERE executionId = ?").get(process.argv[2]);' +
			'console.log(row.bytes);';
		const file = this.running.databaseFile;
		const arguments_ = ['--no-warnings', '-e', script, file, executionId];
		return Number(execFileSync(this.n8n.node, arguments_, { encoding: 'utf8' }));
	}

	private async waitForEnd(workflowId: string, name: string): Promise<ExecutionSummary> {
		// The list, as reading an execution takes all its data along.
		const look = async () => {
			// A busy n8n may answer 503 for a moment: its database has one writer.
			const list = await this.client.executions.list(workflowId).catch(() => []);
			return list.find(({ stoppedAt }) => stoppedAt);
		};
		return await waitFor(`"${name}" to end`, look, { timeout: LONGEST_RUN, interval: 1000 });
	}
}
