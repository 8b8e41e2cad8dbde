import { createHmac } from 'node:crypto';

import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import type { SandboxState } from '../../../sandbox/types';
import type { CredentialReference } from '../../n8n/credentials';
import { ManualWebhookHost, useHost } from '../../support/host';
import { actionNode, byId, type NodeSettings, triggerNode } from '../../support/workflow';

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

/** Cloove, where a person enters the webhook's address in the app. */
export class ClooveHost extends ManualWebhookHost {
	constructor() {
		super('cloove', 'clooveApi');
	}

	/** The credential knows the secrets of both environments. */
	credentialData(change: IDataObject = {}): IDataObject {
		const fitting = super.credentialData();
		const webhookSecrets = `${OTHER_SECRET}\n${String(fitting.webhookSecrets)}`;
		return { ...fitting, webhookSecrets, ...change };
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

	protected async webhookSecrets(): Promise<string[]> {
		return [OTHER_SECRET, (await this.state()).settings.webhookSecret];
	}
}

/** See {@link useHost}. */
export function useCloove(): ClooveHost {
	return useHost(new ClooveHost());
}

export const cloove = actionNode('cloove', 'clooveApi');
export const clooveTrigger = triggerNode('clooveTrigger', 'clooveApi');

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
