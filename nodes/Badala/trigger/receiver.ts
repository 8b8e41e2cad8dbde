import type { IWebhookFunctions } from 'n8n-workflow';

import { statusEventId, type CommonEvent } from '../../shared/trigger/event';
import type { ManualWebhook } from '../../shared/trigger/registration';
import { signatureRejection } from '../../shared/trigger/rejection';
import { webhookSecretsOf } from '../../shared/trigger/secrets';
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

export const webhook: ManualWebhook = {
	platform,
	problem: (credential) => webhookSecretsOf(credential).problem,
	remedy:
		'In Badala open Settings > Webhooks > New webhook and make a webhook with the URL of this trigger. Badala shows its secret once: put it in the credential under "Webhook Secrets". Deliveries cannot be verified without it, and are refused.',
};

/** Takes deliveries of Badala that one of the credential's webhook secrets has signed. */
export function receiver(functions: IWebhookFunctions): Receiver {
	return {
		rejectionReason: async (rawBody, headers) =>
			await signatureRejection(functions, platform, SCHEME, rawBody, headers),
		events: (payload) => toCommonEvents(payload).map((event) => withChosenId(functions, event)),
	};
}

/** For an account whose deliveries get a new ID each time that they are sent: the page does not say. */
function withChosenId(functions: IWebhookFunctions, event: CommonEvent): CommonEvent {
	const known = functions.getNodeParameter('options.duplicatesBy', 'delivery') as string;
	if (known === 'delivery' || event.messageId === null) return event;
	return { ...event, eventId: statusEventId(event.messageId, event.status) };
}
