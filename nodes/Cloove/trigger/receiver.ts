import type { IWebhookFunctions } from 'n8n-workflow';

import { wantedEvents } from '../../shared/trigger/fields';
import type { ManualWebhook } from '../../shared/trigger/registration';
import { signatureRejection } from '../../shared/trigger/rejection';
import { webhookSecretsOf } from '../../shared/trigger/secrets';
import type { SignatureScheme } from '../../shared/trigger/signature';
import type { Receiver } from '../../shared/trigger/webhook';
import { platform } from '../platform';
import { commonName } from './event-names';
import { isFetched } from './conversation-reader';
import { toCommonEvent } from './events';

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

export const webhook: ManualWebhook = {
	platform,
	problem: (credential) => webhookSecretsOf(credential).problem,
	remedy:
		'Copy the signing secret (whsec_…) from Cloove, Developer > Webhooks, into "Webhook Secrets" of the credential. Test and live have a secret each: write them one per line.',
};

/** Takes deliveries of Cloove that are signed with one of the credential's secrets. */
export function receiver(functions: IWebhookFunctions): Receiver {
	return {
		rejectionReason: async (rawBody, headers) =>
			await signatureRejection(functions, platform, SCHEME, rawBody, headers),
		wantedEvents: () => wantedEvents(functions, commonName),
		isFilledLater: isFetched((name, fallback) => functions.getNodeParameter(name, fallback)),
		// The headers with ID and name are not signed: both are read from the body.
		events: (payload) => [toCommonEvent(payload)],
	};
}
