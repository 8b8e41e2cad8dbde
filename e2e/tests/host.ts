import { createHmac } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';

import axios from 'axios';

import { N8nClient } from '../n8n/client';
import type { CredentialReference } from '../n8n/credentials';
import type { Execution } from '../n8n/executions';
import type { SavedWorkflow, WorkflowDefinition } from '../n8n/workflows';
import { waitFor } from '../poll';
import { SandboxControl, type SandboxPlatform, type SandboxState } from '../sandbox';
import { sharedHost, type SharedHost } from './shared';

const PLATFORM = 'waba-portal';
const CREDENTIAL_TYPE = 'wabaPortalApi';

/** The n8n and the sandbox of a test file. */
export class TestHost {
	shared!: SharedHost;

	n8n!: N8nClient;

	sandbox!: SandboxControl;

	platform!: SandboxPlatform;

	/** A credential for the sandbox. */
	credential!: CredentialReference;

	private created: string[] = [];

	/** Connects to the n8n at this address, in which the owner of the shared one is set up too. */
	async connect(n8nUrl: string): Promise<void> {
		this.shared = sharedHost();
		this.sandbox = new SandboxControl(this.shared.sandboxUrl, PLATFORM);
		this.platform = await this.sandbox.platform();
		this.n8n = await N8nClient.signIn(n8nUrl, this.shared.owner);
		const { baseUrl, apiKey } = this.platform;
		this.rememberSecret(apiKey);
		this.credential = await this.createCredential({ baseUrl, apiKey });
	}

	async createCredential(data: { baseUrl: string; apiKey: string }): Promise<CredentialReference> {
		return await this.n8n.credentials.create('Sandbox', CREDENTIAL_TYPE, data);
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

	/** Another system's webhook in the platform's only slot. */
	async occupySlot(webhookUrl: string): Promise<void> {
		await this.sandbox.callApi('put', '/webhook', {
			webhookUrl,
			webhookEnabled: true,
			webhookEvents: ['messages', 'statuses'],
		});
	}

	/** Waits until the platform's slot is as described: n8n removes a test webhook after it has answered. */
	async waitForSlot(wanted: Partial<SandboxState['webhook']>): Promise<void> {
		let seen: Partial<SandboxState['webhook']> = {};
		const look = async (): Promise<boolean> => {
			seen = (await this.sandbox.state()).webhook;
			return isDeepStrictEqual({ ...seen, ...wanted }, seen);
		};
		const describe = (): unknown => ({ ...seen, webhookSecret: undefined });
		await waitFor(`the slot to hold ${JSON.stringify(wanted)}`, look, { timeout: 5000, describe });
	}

	/** Empties the sandbox; its webhooks are tried once, so that refused ones end at once. */
	async resetSandbox(): Promise<void> {
		await this.sandbox.reset();
		await this.sandbox.settings({ webhookRetryDelaysMs: [], autoStatuses: false });
	}

	/**
	 * Posts a new customer message to the webhook in the slot, signed with this secret.
	 * @returns the HTTP status of the answer
	 */
	async postSignedWith(secret: string): Promise<number> {
		const { url, payload } = await this.sandbox.deliver('unsigned');
		const body = JSON.stringify(payload);
		const signature = createHmac('sha256', secret).update(body).digest('hex');
		const headers = { 'content-type': 'application/json', 'x-webhook-signature': signature };
		const options = { headers, proxy: false as const, validateStatus: () => true };
		return (await axios.post(url, body, options)).status;
	}

	/** The platform's webhook secret, which the search for secrets looks for from now on. */
	async webhookSecret(): Promise<string> {
		const { webhookSecret } = (await this.sandbox.state()).webhook;
		if (!webhookSecret)
			throw new Error('The platform has no webhook secret: nothing is registered.');
		this.rememberSecret(webhookSecret);
		return webhookSecret;
	}

	async tidyUp(): Promise<void> {
		for (const id of this.created.splice(0)) await this.n8n.workflows.unpublish(id);
		const { webhook } = await this.sandbox.state();
		if (webhook.webhookSecret) this.rememberSecret(webhook.webhookSecret);
	}

	/** What no n8n may write down. */
	rememberSecret(secret: string): void {
		appendFileSync(this.shared.secretsFile, `${secret}\n`);
	}
}

/** Connects a test file to the shared n8n; every test starts with an empty sandbox and no published workflow. */
export function useHost(): TestHost {
	const host = new TestHost();
	beforeAll(async () => await host.connect(sharedHost().n8nUrl));
	beforeEach(async () => await host.resetSandbox());
	afterEach(async () => await host.tidyUp());
	return host;
}
