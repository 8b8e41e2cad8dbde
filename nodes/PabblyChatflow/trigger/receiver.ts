import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { UNKNOWN } from '../../shared/trigger/event';
import type { ByHand } from '../../shared/trigger/registration';
import { isSharedSecret, sharedSecretFault } from '../../shared/trigger/secrets';
import type { Headers } from '../../shared/trigger/signature';
import { ANY_OTHER, type Receiver } from '../../shared/trigger/webhook';
import { toCommonEvents } from './events';
import { platform } from '../platform';

const HEADER = 'x-webhook-secret';
const QUERY = 'secret';

export const byHand: ByHand = {
	platform,
	fault: ({ webhookSecret }) => sharedSecretFault(webhookSecret),
	remedy:
		'Fill "Webhook Shared Secret" in the credential with 24 or more letters and digits that nobody can guess, and append it to the address that you give to Pabbly Chatflow: ?secret=… Deliveries without it are refused.',
};

/** Takes deliveries of Pabbly Chatflow: it documents no signature, so a shared secret has to come along. */
export function receiver(functions: IWebhookFunctions): Receiver {
	return {
		refusalMessage: 'Missing or wrong secret',
		refusal: async (_rawBody, headers) => await refusal(functions, headers),
		events: (payload) => eventsIn(functions, payload),
	};
}

async function refusal(
	functions: IWebhookFunctions,
	headers: Headers,
): Promise<string | undefined> {
	const secret = await secretOf(functions);
	const fault = sharedSecretFault(secret);
	if (fault !== undefined) return `the credential ${fault}`;
	const { [QUERY]: inAddress } = functions.getQueryData() as IDataObject;
	if (headers[HEADER] === undefined && inAddress === undefined) {
		return `there is no secret, neither as ?${QUERY}= nor as the header ${HEADER}`;
	}
	const proven = [headers[HEADER], inAddress].some((given) => isSharedSecret(given, secret));
	return proven ? undefined : 'the secret is not that of the credential';
}

/** Without a credential there is no secret, and nothing is taken. */
async function secretOf(functions: IWebhookFunctions): Promise<unknown> {
	try {
		return (await functions.getCredentials<IDataObject>(platform.credential)).webhookSecret;
	} catch {
		return undefined;
	}
}

/** The vendor documents no payload: who does not get what it sends must be able to find out why. */
function eventsIn(functions: IWebhookFunctions, payload: IDataObject) {
	const events = toCommonEvents(payload);
	const chosen = functions.getNodeParameter('events', []) as string[];
	if (!chosen.includes(ANY_OTHER) && events.some(({ event }) => event === UNKNOWN)) {
		functions.logger.warn(
			'A delivery of a form that is not known did not start the workflow: choose "Any Other Event" for it',
			{ node: functions.getNode().name },
		);
	}
	return events;
}
