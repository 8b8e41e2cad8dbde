import { waitFor } from '../poll';
import type { Delivery, Inbound, WbizState } from '../sandbox';
import { TestHost, useHost } from './host';

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
	async inboundToAll(message: Inbound): Promise<Delivery[]> {
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
