import type { INode, INodeParameters } from 'n8n-workflow';

import { waitFor } from '../../../sandbox/client';
import type { Delivery, InboundMessage, SandboxState } from '../../../sandbox/types';
import type { CredentialReference } from '../../n8n/credentials';
import { TestHost, useHost } from '../../support/host';
import { actionNode, node, PACKAGE, triggerNode } from '../../support/workflow';

export interface WbizState extends SandboxState {
	webhooks: Array<{ id: string; url: string; events: string[]; active: boolean; secret: string }>;
	contactCount: number;
	/** The newest 1,000. */
	contacts: Array<{
		id: string;
		phone: string;
		name: string | null;
		tags: string[];
		optedIn: boolean;
	}>;
	campaigns: Array<{
		id: string;
		name: string;
		status: string;
		counters: Record<'total' | 'sent' | 'delivered' | 'read' | 'failed', number>;
	}>;
	media: Array<{
		mediaId: string;
		mimeType: string;
		size: number;
		sha256: string;
		filename: string;
	}>;
}

type Subscription = WbizState['webhooks'][number];

/** WBIZ, where many webhooks may be subscribed. */
export class WbizHost extends TestHost {
	constructor() {
		super('wbiz', 'wbizApi');
	}

	async state(): Promise<WbizState> {
		return await this.sandbox.state<WbizState>();
	}

	/** The subscriptions, oldest first. */
	async subscriptions(): Promise<Subscription[]> {
		return (await this.state()).webhooks;
	}

	/** Another system's subscription. */
	async subscribe(url: string, events = ['message.received']): Promise<Subscription> {
		return (await this.sandbox.callApi('post', '/v1/webhooks', { url, events })) as Subscription;
	}

	/** Waits until just these URLs are subscribed: n8n removes a test webhook after it has answered. */
	async waitForSubscriptions(urls: string[]): Promise<void> {
		let seen: string[] = [];
		const look = async (): Promise<boolean> => {
			seen = (await this.subscriptions()).map(({ url }) => url);
			return JSON.stringify([...seen].sort()) === JSON.stringify([...urls].sort());
		};
		const options = { timeout: 5000, describe: () => seen };
		await waitFor(`the subscriptions to be ${urls.join(', ')}`, look, options);
	}

	/** A customer writes, and every subscriber's delivery has ended, well or not. */
	async inboundToAll(message: InboundMessage): Promise<Delivery[]> {
		const earlier = (await this.sandbox.deliveries()).length;
		await this.sandbox.inbound(message);
		const started = (await this.sandbox.deliveries()).slice(earlier);
		return await Promise.all(started.map(({ id }) => this.sandbox.finishedDelivery(id)));
	}

	/** A customer taps a button of a message of ours. */
	async tap(from: string, button: { id: string; title: string }, of: string): Promise<void> {
		const interactive = { type: 'button_reply', button_reply: button };
		const message = { type: 'interactive', interactive, context: { id: of } };
		await this.sandbox.inbound({ from, message });
	}

	protected async webhookSecrets(): Promise<string[]> {
		return (await this.subscriptions()).map(({ secret }) => secret);
	}
}

/** See {@link useHost}. */
export function useWbiz(): WbizHost {
	return useHost(new WbizHost());
}

export const wbiz = actionNode('wbiz', 'wbizApi');
export const wbizTrigger = triggerNode('wbizTrigger', 'wbizApi');

/** Seconds between two polls, where n8n takes no schedule shorter than a minute: many schedules do it. */
const POLL_EVERY = 5;
export const OFTEN = Array.from({ length: 60 / POLL_EVERY }, (_, index) => ({
	mode: 'custom',
	cronExpression: `${index * POLL_EVERY} * * * * *`,
}));

/** Polls every five seconds. */
export function wbizPollingTrigger(
	credential: CredentialReference,
	parameters: INodeParameters = {},
): INode {
	const credentials = { wbizApi: credential };
	const type = `${PACKAGE}.wbizPollingTrigger`;
	const all = { pollTimes: { item: OFTEN }, ...parameters };
	return { ...node('Trigger', type, all), credentials };
}
