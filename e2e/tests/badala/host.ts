import { createHmac } from 'node:crypto';

import axios from 'axios';
import type { IDataObject, INode } from 'n8n-workflow';

import type { RequestEntry, SandboxState } from '../../../sandbox/types';
import type { CredentialReference } from '../../n8n/credentials';
import type { WorkflowDefinition } from '../../n8n/workflows';
import { ManualWebhookHost, post, useHost } from '../../support/host';
import { actionNode, byId, type NodeSettings, triggerNode } from '../../support/workflow';

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
export class BadalaHost extends ManualWebhookHost {
	constructor() {
		super('badala', 'badalaApi');
	}

	/** What fits the sandbox, by e-mail and password, with this in its place. */
	credentialData(change: IDataObject = {}): IDataObject {
		return super.credentialData({ webhookSecrets: WEBHOOK_SECRET, ...change });
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
		const session = await this.session();
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
	async authorised(path: string): Promise<RequestEntry[]> {
		return (await this.sandbox.requests(path)).filter(({ status }) => status !== 401);
	}

	/** A person makes a webhook in the app, with the address from the panel. */
	async register(saved: WorkflowDefinition, test = false): Promise<void> {
		const webhookUrl = this.address(saved, test);
		await this.sandbox.settings({ webhookUrl, webhookSecret: WEBHOOK_SECRET });
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
		const signature = `sha256=${mac}`;
		const headers = { 'x-badala-timestamp': timestamp, 'x-badala-signature': signature };
		return await post(address, text, headers);
	}

	protected async webhookSecrets(): Promise<string[]> {
		return [WEBHOOK_SECRET, String(this.credentialData().password), MARK_OF_TOKENS];
	}
}

/** See {@link useHost}. */
export function useBadala(): BadalaHost {
	return useHost(new BadalaHost());
}

export const badala = actionNode('badala', 'badalaApi');
export const badalaTrigger = triggerNode('badalaTrigger', 'badalaApi');

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
