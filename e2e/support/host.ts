import { appendFileSync } from 'node:fs';

import axios from 'axios';
import type { IDataObject, INode } from 'n8n-workflow';

import { SandboxClient } from '../../sandbox/client';
import type { PlatformView, RequestEntry } from '../../sandbox/types';
import { N8nClient } from '../n8n/client';
import type { CredentialReference } from '../n8n/credentials';
import type { Execution } from '../n8n/executions';
import { Session } from '../n8n/session';
import type { SavedWorkflow, WorkflowDefinition } from '../n8n/workflows';
import { sharedHost, type SharedHost, type SharedN8n } from '../run/shared-host';
import { sandboxCredential } from '../sandbox-credential';
import { expectNoSecrets } from './secrets';
import { itemsFrom, workflow } from './workflow';

/** The n8n of a test file, and the one platform of the sandbox that it tests. */
export abstract class TestHost {
	shared!: SharedHost;

	/** The n8n in use: the shared one of this jest worker, or one of the file's own. */
	running!: SharedN8n;

	n8n!: N8nClient;

	sandbox!: SandboxClient;

	platform!: PlatformView;

	/** A credential for the sandbox. */
	credential!: CredentialReference;

	private created: string[] = [];

	private slashes = '';

	/** @param platformId the sandbox's name of the platform */
	constructor(
		private readonly platformId: string,
		readonly credentialType: string,
	) {}

	/** The secrets with which the platform signs now. */
	protected abstract webhookSecrets(): Promise<string[]>;

	/** Connects to an n8n, in which the owner of the shared one is set up too. */
	async connect(running: SharedN8n): Promise<void> {
		this.shared = sharedHost();
		this.running = running;
		this.sandbox = new SandboxClient(this.shared.sandboxUrl, this.platformId);
		this.platform = await this.sandbox.platform();
		this.n8n = await N8nClient.signIn(running.n8nUrl, this.shared.owner);
		this.rememberSecret(this.platform.apiKey);
		this.credential = await this.createCredential();
	}

	/** What fits the sandbox, with this in its place. */
	credentialData(change: IDataObject = {}): IDataObject {
		return { ...sandboxCredential(this.credentialType, this.platform), ...change } as IDataObject;
	}

	async createCredential(change: IDataObject = {}): Promise<CredentialReference> {
		const data = this.credentialData(change);
		return await this.n8n.credentials.create('Sandbox', this.credentialType, data);
	}

	/**
	 * From here on another credential: the same address, written with one more slash. A limit that it meets teaches
	 * the node nothing about the credential that all other tests share.
	 */
	async useCredentialOfItsOwn(): Promise<void> {
		this.slashes += '/';
		const baseUrl = `${this.platform.baseUrl}${this.slashes}`;
		this.credential = await this.createCredential({ baseUrl });
	}

	/** n8n's REST API, for what no client of ours does. */
	async session(): Promise<Session> {
		const session = new Session(this.running.n8nUrl);
		await session.signIn(this.shared.owner);
		return session;
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

	/** The address of the workflow's webhook, as n8n shows it in the trigger's panel. */
	address({ nodes }: WorkflowDefinition, test = false): string {
		// n8n gives one to each of our action nodes too.
		const { webhookId } = nodes.find(
			(node) => node.webhookId !== undefined && node.type.endsWith('Trigger'),
		)!;
		const { n8nUrl, webhookUrl = n8nUrl } = this.running;
		return `${webhookUrl}/${test ? 'webhook-test' : 'webhook'}/${webhookId}/webhook`;
	}

	/** Runs a workflow that begins with `itemsFrom`, to its end. */
	async run(definition: WorkflowDefinition, timeout?: number): Promise<Execution> {
		const { id } = await this.create(definition);
		const execution = await this.n8n.executions.run(id, 'Start');
		return await this.n8n.executions.waitUntilFinished(execution, timeout);
	}

	/** Runs one node over these items. */
	async runNode(items: IDataObject[], last: INode, timeout?: number): Promise<Execution> {
		return await this.run(workflow('One node', [...itemsFrom(items), last]), timeout);
	}

	/** These customers wrote a moment ago, so the platform lets the business answer freely. */
	async openWindows(...customers: string[]): Promise<void> {
		for (const from of customers) {
			await this.sandbox.inbound({ from, text: 'Hello', deliver: false });
		}
	}

	/** The texts that a customer, or anybody, has got. */
	async sentTexts(to?: string): Promise<Array<string | undefined>> {
		return (await this.sandbox.outbound(to)).map(({ content }) => content.text?.body);
	}

	/** The calls of the platform's API that change something. */
	async posts(): Promise<RequestEntry[]> {
		return (await this.sandbox.requests()).filter(({ method }) => method === 'POST');
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

/** A platform where a person enters the webhook's address in the vendor's app. */
export abstract class ManualWebhookHost extends TestHost {
	/** A person enters the address from the panel in the app. */
	async register(saved: WorkflowDefinition, test = false): Promise<void> {
		await this.sandbox.settings({ webhookUrl: this.address(saved, test) });
	}

	/** Publishes, and does the rest by hand. */
	async publishRegistered(definition: WorkflowDefinition): Promise<SavedWorkflow> {
		const saved = await this.publish(definition);
		await this.register(saved);
		return saved;
	}
}

/** Connects a test file to the shared n8n; every test starts with an empty sandbox and no published workflow. */
export function useHost<Host extends TestHost>(host: Host): Host {
	beforeAll(async () => await host.connect(sharedHost()));
	beforeEach(async () => await host.resetSandbox());
	afterEach(async () => await host.tidyUp());
	afterAll(() => expectNoSecrets(host.shared, host.running));
	return host;
}

/**
 * Posts a body just as it is.
 * @returns the HTTP status of the answer
 */
export async function post(address: string, body: string, headers = {}): Promise<number> {
	const all = { 'content-type': 'application/json', ...headers };
	const options = { headers: all, proxy: false as const, validateStatus: () => true };
	return (await axios.post(address, body, options)).status;
}
