import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import type { ByHand } from '../shared/by-hand';
import type { CommonEvent } from '../shared/event';
import { verify, type Headers, type SignatureScheme } from '../shared/signature';
import type { Receiver } from '../shared/webhook';
import { webhookSecretsFault, webhookSecretsOf } from '../shared/webhook-secrets';
import { toCommonEvents } from './events';
import { platform } from './platform';

const SIGNATURE = 'x-badala-signature';
const TIMESTAMP = 'x-badala-timestamp';
const SCHEME: SignatureScheme = {
	header: SIGNATURE,
	form: 'plain',
	prefix: 'sha256=',
	encoding: 'hex',
	signed: 'timestamp.body',
	timestampHeader: TIMESTAMP,
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
		refusal: async (rawBody, headers) => await refusal(functions, rawBody, headers),
		events: (payload) => {
			const keyed = toCommonEvents(payload).map((event) => withChosenId(functions, event));
			return keyed.filter((event) => isChosenStatus(functions, event));
		},
	};
}

async function refusal(
	functions: IWebhookFunctions,
	rawBody: Buffer,
	headers: Headers,
): Promise<string | undefined> {
	const credential = await credentialOf(functions);
	const fault = webhookSecretsFault(credential);
	const secrets = webhookSecretsOf(credential);
	if (secrets.length === 0) return `the credential ${fault}`;
	if (headers[SIGNATURE] === undefined) return `there is no ${SIGNATURE} header`;
	if (headers[TIMESTAMP] === undefined) return `there is no ${TIMESTAMP} header`;
	const tolerance = Number(functions.getNodeParameter('options.tolerance', 300));
	if (verify({ ...SCHEME, tolerance }, secrets, rawBody, headers, Date.now())) return undefined;
	const why = fault === undefined ? '' : `. The credential ${fault}`;
	return `no webhook secret of the credential matches the signature, or its time is off by more than ${tolerance} seconds${why}`;
}

/** Without a credential there is no secret, and nothing is taken. */
async function credentialOf(functions: IWebhookFunctions): Promise<IDataObject> {
	try {
		return await functions.getCredentials<IDataObject>(platform.credential);
	} catch {
		return {};
	}
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
