import getPort from 'get-port';
import { lock } from 'proper-lockfile';

import { SandboxClient } from '../../sandbox/client';
import { startSandbox, type Sandbox } from '../../sandbox/server';
import { type ScriptedModel, startScriptedModel } from '../model/scripted-model';
import { N8nClient } from '../n8n/client';
import type { CredentialReference } from '../n8n/credentials';
import { ensureN8n, type InstalledN8n } from '../n8n/install';
import { startN8n, type N8nProcess } from '../n8n/process';
import type { Owner } from '../n8n/session';
import type { Progress } from '../progress';
import { credentialTypes, shownExamples } from './examples';
import { DemoHome } from './home';
import { ensureInstalledNodes } from './installed-nodes';
import { type ImportedExample, PlayedExamples } from './playing';
import { demoReply } from './model';
import { ensureCredential, ensureWorkflow, modelCredential, platformCredential } from './prepared';

const [
	{
		platforms: [PLAYED],
	},
] = shownExamples;
const OWNER_EMAIL = 'demo@example.com';
const SANDBOX_PORT = 4010;
const N8N_PORT = 5688;

/** The sandbox and n8n with the published example. Whatever has started is stopped by `stop()`. */
export class RunningDemo {
	readonly home = new DemoHome();

	readonly owner: Owner = { email: OWNER_EMAIL, password: this.home.memory.password };

	sandbox?: Sandbox;

	n8n?: N8nProcess;

	private model?: ScriptedModel;

	private unlock?: () => Promise<void>;

	constructor(private readonly progress: Progress) {}

	/** Starts everything; gives what the conversation needs. */
	async start(): Promise<{ control: SandboxClient; client: N8nClient; workflowId: string }> {
		await this.lock();
		const { progress, home } = this;
		const n8n = await progress.step(
			'n8n is installed',
			async () => await ensureN8n(progress.detail),
		);
		await progress.step(
			'The nodes are installed as a community package',
			async () => await ensureInstalledNodes(home, progress.detail),
			(outcome) => outcome,
		);
		const control = await progress.step('The sandbox runs', async () => await this.startSandbox());
		this.n8n = await progress.step('n8n runs', async () => await this.startN8n(n8n));
		const client = await N8nClient.signIn(this.n8n.url, this.owner);
		const workflowId = await progress.step('The example workflow is published', async () => {
			return await this.publishExample(client, control);
		});
		return { control, client, workflowId };
	}

	async stop(): Promise<void> {
		await this.n8n?.stop();
		await this.sandbox?.close();
		await this.model?.close();
		await this.unlock?.();
	}

	private async startN8n(n8n: InstalledN8n): Promise<N8nProcess> {
		const port = await getPort({ host: '127.0.0.1', port: N8N_PORT });
		return await startN8n(n8n, { userFolder: this.home.userFolder, port });
	}

	/** Two demos would write to one database. */
	private async lock(): Promise<void> {
		this.unlock = await lock(this.home.folder).catch((error: NodeJS.ErrnoException) => {
			if (error.code !== 'ELOCKED') throw error;
			throw new Error('The demo runs already. Stop that one with Ctrl+C first.');
		});
	}

	private async startSandbox(): Promise<SandboxClient> {
		this.sandbox = await startSandbox({
			port: await getPort({ host: '127.0.0.1', port: SANDBOX_PORT }),
			log: () => undefined,
		});
		return new SandboxClient(this.sandbox.url, PLAYED);
	}

	/**
	 * The sandbox forgets everything when it stops, but n8n remembers that the workflow was
	 * published and would not register its webhook again. So it is published anew at each start.
	 */
	private async publishExample(client: N8nClient, control: SandboxClient): Promise<string> {
		const credentials = await this.credentials(client, control);
		const saved = await client.workflows.list();
		const imported: ImportedExample[] = [];
		for (const one of shownExamples) {
			const prepared = { credentials, saved };
			const workflowId = await ensureWorkflow(client, this.home, one.file, prepared);
			imported.push({ ...one, workflowId });
		}
		const [{ workflowId }] = imported;
		await client.workflows.unpublish(workflowId);
		await client.workflows.publish(workflowId);
		const examples = new PlayedExamples(client, String(this.n8n?.url), control.url, imported);
		await examples.registerManually();
		await examples.openAllWindows();
		this.sandbox?.offer(await examples.playable());
		return workflowId;
	}

	/** By type. */
	private async credentials(
		client: N8nClient,
		control: SandboxClient,
	): Promise<Record<string, CredentialReference>> {
		this.model = await startScriptedModel(demoReply);
		const platforms = Object.entries(credentialTypes).map(async ([id, type]) =>
			platformCredential(await control.on(id).platform(), type),
		);
		const wanted = [modelCredential(this.model.url), ...(await Promise.all(platforms))];
		const references: Record<string, CredentialReference> = {};
		// One after another: n8n's tests of credentials get into each other's way.
		for (const one of wanted) {
			references[one.type] = await ensureCredential(client, this.home, one);
		}
		return references;
	}
}
