import { createHmac, randomUUID } from 'node:crypto';

import axios from 'axios';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import type { CredentialReference } from '../n8n/credentials';
import type { Execution } from '../n8n/executions';
import type { SavedWorkflow, WorkflowDefinition } from '../n8n/workflows';
import type { ApiRequest, SandboxState } from '../sandbox';
import { sandboxCredential } from '../sandboxCredential';
import { TestHost, useHost } from './host';
import { itemsFrom, node, workflow, type NodeSettings } from './workflow';

const PACKAGE = 'n8n-nodes-whatsapp-hub';

/** The sandbox's only number, in the words of a template send. */
export const NUMBER_ID = '6f9619ff-8b86-4011-b42d-00c04fc964ff';

/** Of the other environment: the credential holds both. */
export const OTHER_SECRET = 'whsec_ofTheOtherEnvironment0123456789';

export interface ClooveState extends SandboxState {
	conversations: Array<{ id: string; customerPhone: string; customerName: string | null }>;
	/** In the order in which they first came. */
	idempotencyKeys: string[];
	settings: { webhookSecret: string };
}

/** What a test puts into a credential in the place of what fits the sandbox. */
export interface ClooveAccess {
	baseUrl?: string;
	secretKey?: string;
	webhookSecrets?: string;
	furtherWebhookSecrets?: string;
	userAgent?: string;
}

/** Cloove, where a person enters the webhook's address in the app. */
export class ClooveHost extends TestHost {
	constructor() {
		super('cloove', 'clooveApi');
	}

	/** What fits the sandbox, with this in its place. */
	credentialData(access: ClooveAccess = {}): Record<string, unknown> {
		const fitting = sandboxCredential(this.credentialType, this.platform);
		const webhookSecrets = `${OTHER_SECRET}\n${String(fitting.webhookSecrets)}`;
		return { ...fitting, webhookSecrets, ...access };
	}

	async createCredential({
		secretKey,
		...access
	}: ClooveAccess & { apiKey?: string } = {}): Promise<CredentialReference> {
		const { apiKey = this.platform.apiKey, ...rest } = access;
		const data = this.credentialData({ ...rest, secretKey: secretKey ?? apiKey });
		return await this.n8n.credentials.create('Sandbox', this.credentialType, data);
	}

	async state(): Promise<ClooveState> {
		return await this.sandbox.state<ClooveState>();
	}

	/** A customer wrote a moment ago; gives the id of the conversation. */
	async conversation(from: string, name?: string): Promise<string> {
		await this.sandbox.inbound({ from, name, text: 'Hello', deliver: false });
		const { conversations } = await this.state();
		return conversations.find(({ customerPhone }) => customerPhone === `+${from}`)!.id;
	}

	/** The texts that a customer, or anybody, has got. */
	async sentTexts(to?: string): Promise<Array<string | undefined>> {
		return (await this.sandbox.outbound(to)).map(({ content }) => content.text?.body);
	}

	/** The calls that send. */
	async posts(): Promise<ApiRequest[]> {
		return (await this.sandbox.requests()).filter(({ method }) => method === 'POST');
	}

	/** The address that n8n shows in the trigger's panel. */
	address({ nodes }: WorkflowDefinition, test = false): string {
		const { webhookId } = nodes.find(({ type }) => type.endsWith('clooveTrigger'))!;
		return `${this.shared.n8nUrl}/${test ? 'webhook-test' : 'webhook'}/${webhookId}/webhook`;
	}

	/** A person enters the address in the app. */
	async register(saved: WorkflowDefinition, test = false): Promise<void> {
		await this.sandbox.settings({ webhookUrl: this.address(saved, test) });
	}

	/** Publishes, and does the rest by hand. */
	async publishRegistered(definition: WorkflowDefinition): Promise<SavedWorkflow> {
		const saved = await this.publish(definition);
		await this.register(saved);
		return saved;
	}

	/** Something happens at Cloove that is no message; gives the delivery's id. */
	async otherEvent(event: string, data: IDataObject): Promise<string> {
		const url = `${this.sandbox.url}/sandbox/cloove/events`;
		const answer = await axios.post<{ deliveryId: string }>(url, { event, data }, { proxy: false });
		return answer.data.deliveryId;
	}

	/** Lets the sandbox's time pass. */
	async advance(seconds: number): Promise<void> {
		const url = `${this.sandbox.url}/sandbox/cloove/clock`;
		await axios.post(url, { advanceSeconds: seconds }, { proxy: false });
	}

	/** Runs one node over these items. */
	async runNode(items: IDataObject[], last: INode, timeout?: number): Promise<Execution> {
		return await this.run(workflow('Cloove', [...itemsFrom(items), last]), timeout);
	}

	protected async webhookSecrets(): Promise<string[]> {
		return [OTHER_SECRET, (await this.state()).settings.webhookSecret];
	}
}

/** See {@link useHost}. */
export function useCloove(): ClooveHost {
	return useHost(new ClooveHost());
}

export function cloove(
	credential: CredentialReference,
	name: string,
	parameters: INodeParameters,
	settings: NodeSettings = {},
): INode {
	const credentials = { clooveApi: credential };
	return { ...node(name, `${PACKAGE}.cloove`, parameters), credentials, ...settings };
}

export function clooveTrigger(
	credential: CredentialReference,
	parameters: INodeParameters = {},
): INode {
	const credentials = { clooveApi: credential };
	const base = node('Trigger', `${PACKAGE}.clooveTrigger`, parameters);
	return { ...base, credentials, webhookId: randomUUID() };
}

/** A conversation entered by its id, which an expression may give. */
export function byId(value: string): INodeParameters {
	return { __rl: true, mode: 'id', value };
}

/** *Send Text* to the `conversation` and with the `text` of each item; quickly, where no test is about the pace. */
export function sendText(
	credential: CredentialReference,
	options: INodeParameters = {},
	settings: NodeSettings = {},
	text = '={{ $json.text }}',
): INode {
	const parameters = {
		resource: 'message',
		operation: 'sendText',
		conversationId: byId('={{ $json.conversation }}'),
		text,
		options: { messagesPerSecond: 50, ...options },
	};
	return cloove(credential, 'Send', parameters, settings);
}

/** The header of a delivery that is signed with this secret now, or so many seconds ago. */
export function signature(body: string, secret: string, ageSeconds = 0): string {
	const time = Math.floor(Date.now() / 1000) - ageSeconds;
	return `t=${time},v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`;
}
