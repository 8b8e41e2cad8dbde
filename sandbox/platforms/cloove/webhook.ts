import type { Account } from '../../account';
import type { Payload, WebhookTarget } from '../../platform';
import { MESSAGING_EVENTS, settingsOf } from './settings';
import { signature } from './signing';

/** The one webhook of the environment; `event` is left out to ask where anything would go. */
export function targets(account: Account, event?: string): WebhookTarget[] {
	const { webhookUrl, webhookSecret, webhookEvents } = settingsOf(account);
	if (webhookUrl === null) return [];
	const unwanted =
		event !== undefined && MESSAGING_EVENTS.includes(event) && !webhookEvents.includes(event);
	return unwanted ? [] : [{ url: webhookUrl, secret: webhookSecret }];
}

export function sign(body: string, secret: string, at: Date): Record<string, string> {
	const { id, type } = JSON.parse(body) as Payload;
	return {
		'Cloove-Signature': signature(body, secret, at),
		'Cloove-Webhook-Id': String(id),
		'Cloove-Webhook-Event': String(type),
	};
}
