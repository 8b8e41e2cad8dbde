import { createHmac } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';

import type { INode } from 'n8n-workflow';

import { waitFor } from '../../../sandbox/client';
import type { SandboxState } from '../../../sandbox/types';
import type { CredentialReference } from '../../n8n/credentials';
import { post, TestHost, useHost } from '../../support/host';
import { actionNode, type NodeSettings, triggerNode } from '../../support/workflow';

interface WabaPortalState extends SandboxState {
	webhook: {
		webhookUrl: string | null;
		webhookSecret: string | null;
		webhookEnabled: boolean;
		webhookEvents: string[];
	};
}

type Slot = WabaPortalState['webhook'];

/** WABA Portal, which has one webhook slot for a number. */
export class WabaPortalHost extends TestHost {
	constructor() {
		super('waba-portal', 'wabaPortalApi');
	}

	/** What is in the platform's only slot. */
	async slot(): Promise<Slot> {
		return (await this.sandbox.state<WabaPortalState>()).webhook;
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
	async waitForSlot(wanted: Partial<Slot>): Promise<void> {
		let seen: Partial<Slot> = {};
		const look = async (): Promise<boolean> => {
			seen = await this.slot();
			return isDeepStrictEqual({ ...seen, ...wanted }, seen);
		};
		const describe = (): unknown => ({ ...seen, webhookSecret: undefined });
		await waitFor(`the slot to hold ${JSON.stringify(wanted)}`, look, { timeout: 5000, describe });
	}

	/**
	 * Posts a new customer message to the webhook in the slot, signed with this secret.
	 * @returns the HTTP status of the answer
	 */
	async postSignedWith(secret: string): Promise<number> {
		const { url, payload } = await this.sandbox.deliver('unsigned');
		const body = JSON.stringify(payload);
		const signature = createHmac('sha256', secret).update(body).digest('hex');
		return await post(url, body, { 'x-webhook-signature': signature });
	}

	/** The platform's webhook secret, which the search for secrets looks for from now on. */
	async webhookSecret(): Promise<string> {
		const { webhookSecret } = await this.slot();
		if (!webhookSecret)
			throw new Error('The platform has no webhook secret: nothing is registered.');
		this.rememberSecret(webhookSecret);
		return webhookSecret;
	}

	protected async webhookSecrets(): Promise<string[]> {
		const { webhookSecret } = await this.slot();
		return webhookSecret ? [webhookSecret] : [];
	}
}

/** See {@link useHost}. */
export function useWabaPortal(): WabaPortalHost {
	return useHost(new WabaPortalHost());
}

export const wabaPortal = actionNode('wabaPortal', 'wabaPortalApi');
export const wabaPortalTrigger = triggerNode('wabaPortalTrigger', 'wabaPortalApi');

/** *Send Text* to the `to` and with the `text` of each item. */
export function sendText(credential: CredentialReference, settings: NodeSettings = {}): INode {
	const parameters = {
		resource: 'message',
		operation: 'sendText',
		to: '={{ $json.to }}',
		text: '={{ $json.text }}',
	};
	return wabaPortal(credential, 'Send Text', parameters, settings);
}
