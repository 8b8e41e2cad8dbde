import { randomUUID } from 'node:crypto';

import axios from 'axios';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import type { CredentialReference } from '../n8n/credentials';
import type { Execution } from '../n8n/executions';
import type { SavedWorkflow, WorkflowDefinition } from '../n8n/workflows';
import type { SandboxState } from '../sandbox';
import { TestHost, useHost } from './host';
import { itemsFrom, node, workflow, type NodeSettings } from './workflow';

const PACKAGE = 'n8n-nodes-whatsapp-hub';

/** What proves a delivery; the vendor signs nothing. */
export const SHARED_SECRET = 'shared-secret-of-the-end-to-end-tests';

export interface PabblyState extends SandboxState {
	contactCount: number;
	/** The newest 1,000. */
	contacts: Array<{
		_id: string;
		name: string;
		mobile: string;
		tags: string[];
		attributes: Array<{ name: string; value: string }>;
	}>;
	broadcasts: Array<{
		name: string;
		broadcastType: string;
		status: string;
		scheduleAt?: string;
		state?: 'scheduled' | 'live' | 'completed';
		counters?: Record<'total' | 'sent' | 'failed', number>;
	}>;
}

/** Pabbly Chatflow, where a person enters the webhook's address in the app. */
export class PabblyHost extends TestHost {
	constructor() {
		super('pabbly-chatflow', 'pabblyChatflowApi');
	}

	/** With the shared secret, if no other is given. */
	async createCredential(data: {
		baseUrl: string;
		apiKey: string;
		webhookSecret?: string;
	}): Promise<CredentialReference> {
		const complete = { webhookSecret: SHARED_SECRET, ...data };
		return await this.n8n.credentials.create('Sandbox', this.credentialType, complete);
	}

	async state(): Promise<PabblyState> {
		return await this.sandbox.state<PabblyState>();
	}

	/** The address that n8n shows in the trigger's panel. */
	address({ nodes }: WorkflowDefinition, test = false): string {
		const { webhookId } = nodes.find(({ type }) => type.endsWith('pabblyChatflowTrigger'))!;
		return `${this.shared.n8nUrl}/${test ? 'webhook-test' : 'webhook'}/${webhookId}/webhook`;
	}

	/** A person enters the address in the app, with the secret appended. */
	async register(saved: WorkflowDefinition, shape: string, test = false): Promise<void> {
		const webhookUrl = `${this.address(saved, test)}?secret=${SHARED_SECRET}`;
		await this.sandbox.settings({ webhookUrl, webhookShape: shape });
	}

	/** Publishes, and does the rest by hand. */
	async publishRegistered(definition: WorkflowDefinition, shape: string): Promise<SavedWorkflow> {
		const saved = await this.publish(definition);
		await this.register(saved, shape);
		return saved;
	}

	/** Lets the sandbox's time pass. */
	async advance(seconds: number): Promise<void> {
		const url = `${this.sandbox.url}/sandbox/pabbly-chatflow/clock`;
		await axios.post(url, { advanceSeconds: seconds }, { proxy: false });
	}

	/** Runs one operation over these items. */
	async runNode(items: IDataObject[], last: INode, timeout?: number): Promise<Execution> {
		return await this.run(workflow('Pabbly Chatflow', [...itemsFrom(items), last]), timeout);
	}

	protected async webhookSecrets(): Promise<string[]> {
		return [SHARED_SECRET];
	}
}

/** See {@link useHost}. */
export function usePabbly(): PabblyHost {
	return useHost(new PabblyHost());
}

export function pabbly(
	credential: CredentialReference,
	name: string,
	parameters: INodeParameters,
	settings: NodeSettings = {},
): INode {
	const credentials = { pabblyChatflowApi: credential };
	return { ...node(name, `${PACKAGE}.pabblyChatflow`, parameters), credentials, ...settings };
}

export function pabblyTrigger(
	credential: CredentialReference,
	parameters: INodeParameters = {},
): INode {
	const credentials = { pabblyChatflowApi: credential };
	const base = node('Trigger', `${PACKAGE}.pabblyChatflowTrigger`, parameters);
	return { ...base, credentials, webhookId: randomUUID() };
}

/** A resource locator's value. */
export function picked(value: string, mode: 'list' | 'name' = 'list'): INodeParameters {
	return { __rl: true, mode, value };
}
