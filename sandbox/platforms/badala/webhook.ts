import { createHmac } from 'node:crypto';

import type { Account } from '../../account';
import type { Payload, WebhookTarget } from '../../platform';
import { newId } from './answers';
import { settingsOf } from './settings';

/** The one webhook of the settings; in the app there may be several. */
export function webhookTargets(account: Account, event?: string): WebhookTarget[] {
	const { webhookUrl, webhookSecret, webhookEvents } = settingsOf(account);
	if (webhookUrl === null) return [];
	if (event !== undefined && !webhookEvents.includes(event)) return [];
	return [{ url: webhookUrl, secret: webhookSecret }];
}

/** The vendor's scheme: HMAC-SHA256 of `timestamp.body`, the timestamp in seconds as the header has it. */
export function sign(body: string, secret: string, at: Date): Record<string, string> {
	const { event, deliveryId } = JSON.parse(body) as { event: string; deliveryId: string };
	const timestamp = String(Math.floor(at.getTime() / 1000));
	const mac = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
	return {
		'X-Badala-Event': event,
		'X-Badala-Delivery': deliveryId,
		'X-Badala-Timestamp': timestamp,
		'X-Badala-Signature': `sha256=${mac}`,
	};
}

/** What a further try tells. */
export function retried(account: Account, payload: Payload): Payload {
	if (!settingsOf(account).renewDeliveryId) return payload;
	return { ...payload, deliveryId: newId('dlv') };
}
