import { startSandbox, type Sandbox } from '../../sandbox/server';
import { freePort } from '../freePort';
import { N8nClient } from '../n8n/client';
import { ensureN8n } from '../n8n/install';
import { releaseLock, takeLock } from '../n8n/lock';
import { startN8n, type N8nProcess } from '../n8n/process';
import type { Owner } from '../n8n/session';
import type { Progress } from '../progress';
import { SandboxControl } from '../sandbox';
import { DemoHome } from './home';
import { ensureInstalledNodes } from './installedNodes';
import { ensureCredential, ensureWorkflow } from './prepared';

const PLATFORM = 'waba-portal';
const EXAMPLE = 'waba-portal-answer-customer.json';
const OTHER_EXAMPLES = ['waba-portal-order-shipped.json', 'waba-portal-delivery-report.json'];
const OWNER_EMAIL = 'demo@example.com';
const SANDBOX_PORT = 4010;
const N8N_PORT = 5688;

/** The sandbox and n8n with the published example. Whatever has started is stopped by `stop()`. */
export class RunningDemo {
	readonly home = new DemoHome();

	readonly owner: Owner = { email: OWNER_EMAIL, password: this.home.memory.password };

	sandbox?: Sandbox;

	n8n?: N8nProcess;

	private locked = false;

	constructor(private readonly progress: Progress) {}

	/** Starts everything; gives what the conversation needs. */
	async start(): Promise<{ control: SandboxControl; client: N8nClient; workflowId: string }> {
		this.lock();
		const { progress, home } = this;
		const n8n = await progress.step(
			'n8n is installed',
			async () => await ensureN8n(progress.report),
		);
		await progress.step(
			'The nodes are installed as a community package',
			async () => await ensureInstalledNodes(home, progress.report),
			(outcome) => outcome,
		);
		const control = await progress.step('The sandbox runs', async () => await this.startSandbox());
		this.n8n = await progress.step(
			'n8n runs',
			async () => await startN8n(n8n, { userFolder: home.userFolder, port: N8N_PORT }),
		);
		const client = await N8nClient.signIn(this.n8n.url, this.owner);
		const workflowId = await progress.step('The example workflow is published', async () => {
			return await this.publishExample(client, control);
		});
		return { control, client, workflowId };
	}

	async stop(): Promise<void> {
		await this.n8n?.stop();
		await this.sandbox?.close();
		if (this.locked) releaseLock(this.home.lockFile);
	}

	private lock(): void {
		const holder = takeLock(this.home.lockFile);
		if (holder !== undefined) {
			throw new Error(
				`The demo runs already (process ${holder}). Stop that one with Ctrl+C first.`,
			);
		}
		this.locked = true;
	}

	private async startSandbox(): Promise<SandboxControl> {
		this.sandbox = await startSandbox({ port: await freePort(SANDBOX_PORT), log: () => undefined });
		return new SandboxControl(this.sandbox.url, PLATFORM);
	}

	/**
	 * The sandbox forgets everything when it stops, but n8n remembers that the workflow was
	 * published and would not register its webhook again. So it is published anew at each start.
	 */
	private async publishExample(client: N8nClient, control: SandboxControl): Promise<string> {
		const credential = await ensureCredential(client, this.home, await control.platform());
		const workflowId = await ensureWorkflow(client, this.home, EXAMPLE, credential);
		for (const file of OTHER_EXAMPLES) await ensureWorkflow(client, this.home, file, credential);
		await client.workflows.unpublish(workflowId);
		await client.workflows.publish(workflowId);
		return workflowId;
	}
}
