import { appendFileSync } from 'node:fs';

import { N8nClient } from '../n8n/client';
import type { CredentialReference } from '../n8n/credentials';
import type { Execution } from '../n8n/executions';
import type { SavedWorkflow, WorkflowDefinition } from '../n8n/workflows';
import { SandboxControl, type SandboxPlatform } from '../sandbox';
import { sharedHost, type SharedHost } from './shared';

/** The n8n of a test file, and the one platform of the sandbox that it tests. */
export abstract class TestHost {
	shared!: SharedHost;

	n8n!: N8nClient;

	sandbox!: SandboxControl;

	platform!: SandboxPlatform;

	/** A credential for the sandbox. */
	credential!: CredentialReference;

	private created: string[] = [];

	/** @param platformId the sandbox's name of the platform */
	constructor(
		private readonly platformId: string,
		readonly credentialType: string,
	) {}

	/** The secrets with which the platform signs now. */
	protected abstract webhookSecrets(): Promise<string[]>;

	/** Connects to the n8n at this address, in which the owner of the shared one is set up too. */
	async connect(n8nUrl: string): Promise<void> {
		this.shared = sharedHost();
		this.sandbox = new SandboxControl(this.shared.sandboxUrl, this.platformId);
		this.platform = await this.sandbox.platform();
		this.n8n = await N8nClient.signIn(n8nUrl, this.shared.owner);
		const { baseUrl, apiKey } = this.platform;
		this.rememberSecret(apiKey);
		this.credential = await this.createCredential({ baseUrl, apiKey });
	}

	async createCredential(data: { baseUrl: string; apiKey: string }): Promise<CredentialReference> {
		return await this.n8n.credentials.create('Sandbox', this.credentialType, data);
	}

	/** Creates a workflow that is taken off-line after the test. */
	async create(definition: WorkflowDefinition): Promise<SavedWorkflow> {
		const saved = await this.n8n.workflows.create(definition);
		this.created.push(saved.id);
		return saved;
	}

	async publish(definition: WorkflowDefinition): Promise<SavedWorkflow> {
		const saved = await this.create(definition);
		await this.n8n.workflows.publish(saved.id);
		return saved;
	}

	/** Runs a workflow that begins with `itemsFrom`, to its end. */
	async run(definition: WorkflowDefinition, timeout?: number): Promise<Execution> {
		const { id } = await this.create(definition);
		const execution = await this.n8n.executions.run(id, 'Start');
		return await this.n8n.executions.waitUntilFinished(execution, timeout);
	}

	/** These customers wrote a moment ago, so the platform lets the business answer freely. */
	async openWindows(...customers: string[]): Promise<void> {
		for (const from of customers) {
			await this.sandbox.inbound({ from, text: 'Hello', deliver: false });
		}
	}

	/** Empties the sandbox; its webhooks are tried once, so that refused ones end at once. */
	async resetSandbox(): Promise<void> {
		await this.sandbox.reset();
		await this.sandbox.settings({ webhookRetryDelaysMs: [], autoStatuses: false });
	}

	async tidyUp(): Promise<void> {
		for (const secret of await this.webhookSecrets()) this.rememberSecret(secret);
		for (const id of this.created.splice(0)) await this.n8n.workflows.unpublish(id);
	}

	/** What no n8n may write down. */
	rememberSecret(secret: string): void {
		appendFileSync(this.shared.secretsFile, `${secret}\n`);
	}
}

/** Connects a test file to the shared n8n; every test starts with an empty sandbox and no published workflow. */
export function useHost<Host extends TestHost>(host: Host): Host {
	beforeAll(async () => await host.connect(sharedHost().n8nUrl));
	beforeEach(async () => await host.resetSandbox());
	afterEach(async () => await host.tidyUp());
	return host;
}
