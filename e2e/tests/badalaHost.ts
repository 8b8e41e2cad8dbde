import { createHmac, randomUUID } from 'node:crypto';

import axios from 'axios';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import type { CredentialReference } from '../n8n/credentials';
import type { Execution } from '../n8n/executions';
import { Session } from '../n8n/session';
import type { SavedWorkflow, WorkflowDefinition } from '../n8n/workflows';
import type { ApiRequest, SandboxState } from '../sandbox';
import { sandboxCredential } from '../sandboxCredential';
import { TestHost, useHost } from './host';
import { itemsFrom, node, workflow, type NodeSettings } from './workflow';

const PACKAGE = 'n8n-nodes-whatsapp-hub';

export const ORG_ID = 'org_sandbox';
export const CHANNEL_ID = 'ch_sandbox';

/** What the app shows once, when a webhook is made. */
export const WEBHOOK_SECRET = 'badala_whsec_of_the_end_to_end_tests';

/** The middle of every token that the sandbox gives out: whoever writes one down writes this down. */
const MARK_OF_TOKENS = Buffer.from('{"sub":"usr_owner"').toString('base64url');

export interface BadalaState extends SandboxState {
	/** How often somebody has logged in. */
	logIns: number;
	contactCount: number;
	/** The newest 1,000. */
	contacts: Array<{
		id: string;
		phone: string;
		name: string | null;
		email: string | null;
		tags: string[];
		externalId: string | null;
		marketingConsent: boolean | null;
	}>;
	conversations: Array<{
		id: string;
		contact: { phone: string };
		status: 'OPEN' | 'CLOSED';
		assigneeId: string | null;
	}>;
	imports: Array<{
		fileName: string;
		rows: number;
		created: number;
		updated: number;
		refused: number;
	}>;
}

/** Badala, where a person makes the webhook in the app. */
export class BadalaHost extends TestHost {
	constructor() {
		super('badala', 'badalaApi');
	}

	/** What fits the sandbox, by e-mail and password, with this in its place. */
	credentialData(change: IDataObject = {}): IDataObject {
		const fitting = sandboxCredential(this.credentialType, this.platform) as IDataObject;
		return { ...fitting, webhookSecrets: WEBHOOK_SECRET, ...change };
	}

	/** One that has never logged in. */
	async createCredential(change: IDataObject = {}): Promise<CredentialReference> {
		const data = this.credentialData(change);
		// As from the editor, which does not send what is at its default, nor what there is no field for.
		if (data.authentication === 'logIn') delete data.authentication;
		delete data.apiKey;
		return await this.n8n.credentials.create('Sandbox', this.credentialType, data);
	}

	/** What the editor shows of a credential: n8n puts a placeholder in the place of a secret. */
	async shown({ id }: CredentialReference): Promise<IDataObject> {
		const session = new Session(this.shared.n8nUrl);
		await session.signIn(this.shared.owner);
		const path = `/rest/credentials/${id}?includeData=true`;
		const { data } = await session.request<{ data: IDataObject }>('get', path);
		for (const secret of await this.webhookSecrets()) {
			expect(JSON.stringify(data)).not.toContain(secret);
		}
		return data;
	}

	/** Changes a credential as the editor does, which sends back what it was shown. */
	async change(credential: CredentialReference, changed: IDataObject): Promise<void> {
		const data = { ...(await this.shown(credential)), ...changed };
		await this.n8n.credentials.update(credential.id, credential.name, this.credentialType, data);
	}

	async state(): Promise<BadalaState> {
		return await this.sandbox.state<BadalaState>();
	}

	/** Calls the platform's API as another program of the same business would. */
	async api<T>(method: 'get' | 'post' | 'patch', path: string, data?: object): Promise<T> {
		const { baseUrl, apiKey } = this.platform;
		const headers = { Authorization: `Bearer ${apiKey}`, 'x-org-id': ORG_ID };
		const url = `${baseUrl}/orgs/${ORG_ID}${path}`;
		return (await axios.request<T>({ method, url, data, headers, proxy: false })).data;
	}

	/** This many contacts, which another program of the business has imported. */
	async importElsewhere(count: number): Promise<void> {
		const lines = Array.from(
			{ length: count },
			(_, index) => `+9656${1_000_000 + index},Nr ${index}`,
		);
		const form = new FormData();
		form.append('file', new Blob([`phone,name\n${lines.join('\n')}\n`]), 'contacts.csv');
		await this.api('post', '/contacts/import', form);
	}

	/** These customers have written; gives the conversations' ids in their order. */
	async conversationsWith(...customers: string[]): Promise<string[]> {
		await this.openWindows(...customers);
		const { conversations } = await this.state();
		const byPhone = new Map(conversations.map(({ id, contact }) => [contact.phone, id]));
		return customers.map((phone) => byPhone.get(`+${phone}`)!);
	}

	/** The calls with a good token: that of an earlier test is refused once, before n8n logs in anew. */
	async authorised(path: string): Promise<ApiRequest[]> {
		return (await this.sandbox.requests(path)).filter(({ status }) => status !== 401);
	}

	/** The address that n8n shows in the trigger's panel. */
	address({ nodes }: WorkflowDefinition, test = false): string {
		const { webhookId } = nodes.find(({ type }) => type.endsWith('badalaTrigger'))!;
		return `${this.shared.n8nUrl}/${test ? 'webhook-test' : 'webhook'}/${webhookId}/webhook`;
	}

	/** A person makes a webhook in the app, with the address from the panel. */
	async register(saved: WorkflowDefinition, test = false): Promise<void> {
		const webhookUrl = this.address(saved, test);
		await this.sandbox.settings({ webhookUrl, webhookSecret: WEBHOOK_SECRET });
	}

	/** Publishes, and does the rest by hand. */
	async publishRegistered(definition: WorkflowDefinition): Promise<SavedWorkflow> {
		const saved = await this.publish(definition);
		await this.register(saved);
		return saved;
	}

	/** Delivers to an address what the platform would have signed at this time. */
	async post(
		address: string,
		body: object,
		secret = WEBHOOK_SECRET,
		at = Date.now(),
	): Promise<number> {
		const text = JSON.stringify(body);
		const timestamp = String(Math.floor(at / 1000));
		const mac = createHmac('sha256', secret).update(`${timestamp}.${text}`).digest('hex');
		const headers = {
			'content-type': 'application/json',
			'x-badala-timestamp': timestamp,
			'x-badala-signature': `sha256=${mac}`,
		};
		const options = { headers, proxy: false as const, validateStatus: () => true };
		return (await axios.post(address, text, options)).status;
	}

	/** Runs one operation over these items. */
	async runNode(items: IDataObject[], last: INode, timeout?: number): Promise<Execution> {
		return await this.run(workflow('Badala', [...itemsFrom(items), last]), timeout);
	}

	protected async webhookSecrets(): Promise<string[]> {
		return [WEBHOOK_SECRET, String(this.credentialData().password), MARK_OF_TOKENS];
	}
}

/** See {@link useHost}. */
export function useBadala(): BadalaHost {
	return useHost(new BadalaHost());
}

export function badala(
	credential: CredentialReference,
	name: string,
	parameters: INodeParameters,
	settings: NodeSettings = {},
): INode {
	const credentials = { badalaApi: credential };
	return { ...node(name, `${PACKAGE}.badala`, parameters), credentials, ...settings };
}

export function badalaTrigger(
	credential: CredentialReference,
	parameters: INodeParameters = {},
): INode {
	const credentials = { badalaApi: credential };
	const base = node('Trigger', `${PACKAGE}.badalaTrigger`, parameters);
	return { ...base, credentials, webhookId: randomUUID() };
}

/** A resource locator's value. */
export function byId(value: string): INodeParameters {
	return { __rl: true, mode: 'id', value };
}

/** *Send Text* to the conversation `id` and with the `text` of each item. */
export function sendTextTo(credential: CredentialReference, settings: NodeSettings = {}): INode {
	const parameters = {
		resource: 'message',
		operation: 'sendText',
		conversationId: byId('={{ $json.id }}'),
		text: '={{ $json.text }}',
	};
	return badala(credential, 'Send', parameters, settings);
}

/** *Get Many* of all contacts: a request that changes nothing. */
export function getContacts(credential: CredentialReference): INode {
	const parameters = { resource: 'contact', operation: 'getMany', returnAll: true };
	return badala(credential, 'Get', parameters);
}
