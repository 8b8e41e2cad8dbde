import type { IWebhookFunctions } from 'n8n-workflow';

import { signatureRefusal } from '../../shared/trigger/credential-signature';
import type { CommonEvent } from '../../shared/trigger/event';
import type { ByHand } from '../../shared/trigger/registration';
import { webhookSecretsFault } from '../../shared/trigger/secrets';
import type { SignatureScheme } from '../../shared/trigger/signature';
import type { Receiver } from '../../shared/trigger/webhook';
import { platform } from '../platform';
import { toCommonEvents } from './events';

const SCHEME: SignatureScheme = {
	header: 'x-badala-signature',
	form: 'plain',
	prefix: 'sha256=',
	encoding: 'hex',
	signed: 'timestamp.body',
	timestampHeader: 'x-badala-timestamp',
};

export const byHand: ByHand = {
	platform,
	fault: webhookSecretsFault,
	remedy:
		'In Badala open Settings > Webhooks > New webhook and make a webhook with the address of this trigger. Badala shows its secret once: put it in the credential under "Webhook Secrets". Deliveries cannot be proven without it, and are refused.',
};

/** Takes deliveries of Badala that one of the credential's webhook secrets has signed. */
export function receiver(functions: IWebhookFunctions): Receiver {
	return {
		refusal: async (rawBody, headers) =>
			await signatureRefusal(functions, platform, SCHEME, rawBody, headers),
		events: (payload) => {
			const keyed = toCommonEvents(payload).map((event) => withChosenId(functions, event));
			return keyed.filter((event) => isChosenStatus(functions, event));
		},
	};
}

/** For an account whose deliveries get a new id each time that they are sent: the page does not say. */
function withChosenId(functions: IWebhookFunctions, event: CommonEvent): CommonEvent {
	const known = functions.getNodeParameter('options.duplicatesBy', 'delivery') as string;
	if (known === 'delivery' || event.messageId === null) return event;
	return { ...event, eventId: [event.messageId, event.status].filter(Boolean).join(':') };
}

function isChosenStatus(functions: IWebhookFunctions, { event, status }: CommonEvent): boolean {
	const chosen = functions.getNodeParameter('options.statuses', []) as string[];
	return event !== 'message.status' || chosen.length === 0 || chosen.includes(String(status));
}
