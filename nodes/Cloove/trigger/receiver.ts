import type { IWebhookFunctions } from 'n8n-workflow';

import { textList } from '../../shared/fields/contact';
import { signatureRefusal } from '../../shared/trigger/credential-signature';
import type { ByHand } from '../../shared/trigger/registration';
import { webhookSecretsFault } from '../../shared/trigger/secrets';
import type { SignatureScheme } from '../../shared/trigger/signature';
import type { Receiver } from '../../shared/trigger/webhook';
import { withConversations } from './conversation-reader';
import { commonName } from './event-names';
import { toCommonEvent } from './events';
import { platform } from '../platform';

/**
 * `Cloove-Signature: t=<seconds>,v1=<hex>` over `<t>.<body>`. That the key is the secret as it is shown, with its
 * `whsec_`, is assumed: the vendor's page names the secret and nothing else.
 */
const SCHEME: SignatureScheme = {
	header: 'cloove-signature',
	form: 'pairs',
	encoding: 'hex',
	signed: 'timestamp.body',
};

export const byHand: ByHand = {
	platform,
	fault: webhookSecretsFault,
	remedy:
		'Copy the signing secret (whsec_…) from Cloove, Developer > Webhooks, into "Webhook Secrets" of the credential. Test and live have a secret each: write them one per line.',
};

/** Takes deliveries of Cloove that are signed with one of the credential's secrets. */
export function receiver(functions: IWebhookFunctions): Receiver {
	return {
		refusal: async (rawBody, headers) =>
			await signatureRefusal(functions, platform, SCHEME, rawBody, headers),
		wanted: () => wantedEvents(functions),
		// The headers with id and name are not signed: both are read from the body.
		events: (payload) => [toCommonEvent(payload)],
		complete: async (events) =>
			fetchesConversation(functions) ? await withConversations(functions, events) : events,
	};
}

/** Without *Simplify* the payload comes out as it is: nothing could be added. */
function fetchesConversation(functions: IWebhookFunctions): boolean {
	const simplify = functions.getNodeParameter('simplify', true) as boolean;
	return simplify && (functions.getNodeParameter('options.fetchConversation', false) as boolean);
}

/** The chosen events, and those named by hand in the vendor's words. */
function wantedEvents(functions: IWebhookFunctions): string[] {
	const chosen = functions.getNodeParameter('events', []) as string[];
	const named = String(functions.getNodeParameter('options.otherEvents', ''));
	return [...chosen, ...(textList(named) ?? []).map(commonName)];
}
