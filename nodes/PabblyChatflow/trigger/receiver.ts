import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { UNKNOWN, type CommonEvent } from '../../shared/trigger/event';
import { ANY_OTHER, wantedEvents } from '../../shared/trigger/fields';
import type { ManualWebhook } from '../../shared/trigger/registration';
import { rejectionBy } from '../../shared/trigger/rejection';
import { isSharedSecret, sharedSecretProblem } from '../../shared/trigger/secrets';
import type { Headers } from '../../shared/trigger/signature';
import type { Receiver } from '../../shared/trigger/webhook';
import { platform } from '../platform';
import { toCommonEvents } from './events';

const HEADER = 'x-webhook-secret';
const QUERY = 'secret';

export const webhook: ManualWebhook = {
	platform,
	problem: ({ webhookSecret }) => sharedSecretProblem(webhookSecret),
	remedy:
		'Fill "Webhook Shared Secret" in the credential with 24 or more letters and digits that nobody can guess, and append it to the URL that you give to Pabbly Chatflow: ?secret=… Deliveries without it are refused.',
};

/** Takes deliveries of Pabbly Chatflow: it documents no signature, so a shared secret has to come along. */
export function receiver(functions: IWebhookFunctions): Receiver {
	return {
		rejectionMessage: 'Missing or wrong secret',
		rejectionReason: async (_rawBody, headers) => await rejectionReason(functions, headers),
		events: (payload) => eventsIn(functions, payload),
	};
}

async function rejectionReason(
	functions: IWebhookFunctions,
	headers: Headers,
): Promise<string | undefined> {
	const { [QUERY]: inUrl } = functions.getQueryData() as IDataObject;
	if (headers[HEADER] === undefined && inUrl === undefined) {
		return `there is no secret, neither as ?${QUERY}= nor as the header ${HEADER}`;
	}
	return await rejectionBy(functions, platform, ({ webhookSecret }) => {
		const problem = sharedSecretProblem(webhookSecret);
		if (problem !== undefined) return `the credential ${problem}`;
		const isProven = [headers[HEADER], inUrl].some((given) => isSharedSecret(given, webhookSecret));
		return isProven ? undefined : 'the secret is not that of the credential';
	});
}

/** The vendor documents no payload: a user who misses an event must be able to find out why. */
function eventsIn(functions: IWebhookFunctions, payload: IDataObject): CommonEvent[] {
	const events = toCommonEvents(payload);
	if (
		!wantedEvents(functions).includes(ANY_OTHER) &&
		events.some(({ event }) => event === UNKNOWN)
	) {
		functions.logger.warn(
			'A delivery of a form that is not known did not start the workflow: choose "Any Other Event" for it',
			{ node: functions.getNode().name },
		);
	}
	return events;
}
