import type { IWebhookFunctions } from 'n8n-workflow';

import { ageRefusal } from '../../shared/trigger/age';
import { isoTime } from '../../shared/trigger/event';
import { parseBody, type Headers } from '../../shared/trigger/signature';
import {
	detectSignature,
	isTimed,
	type DetectedForm,
	type SignatureForm,
} from '../../shared/trigger/signature-detection';
import type { Receiver } from '../../shared/trigger/webhook';
import { isObject } from '../../shared/value';
import { toCommonEvent, wantedEvents } from './events';
import { registrationOf } from './registration';

/** By subscription: where n8n did not save what a trigger found out, this process still knows. */
const pinned = new Map<string, DetectedForm>();

/**
 * Verifies deliveries of WBIZ. The page says that they are signed, but not how: the first delivery that proves
 * itself in any known form settles it. From then on only that form is taken, or a better one: never again one
 * without a timestamp after one with.
 */
export function receiver(functions: IWebhookFunctions): Receiver {
	return {
		wanted: () => wantedEvents(functions),
		events: (payload) => [toCommonEvent(payload)],
		refusal: async (rawBody, headers) => refusal(functions, rawBody, headers),
	};
}

function refusal(
	functions: IWebhookFunctions,
	rawBody: Buffer,
	headers: Headers,
): string | undefined {
	const registration = registrationOf(functions);
	if (!registration.secret) return 'the trigger has no secret: publish the workflow again';
	const subscription = `${functions.getNode().id}:${registration.subscriptionId}`;
	const known = pinned.get(subscription) ?? registration.signature;
	const detect = (wanted?: Partial<DetectedForm>) =>
		detectSignature([registration.secret ?? ''], rawBody, headers, Date.now(), wanted);
	const found = (known && detect(known)) ?? detect(byHand(functions));
	if (!found) return 'no header proves it with the secret of this webhook';
	if (!mayFollow(known, found)) {
		return `it is signed as ${found.form}, but deliveries have been signed as ${known?.form}`;
	}
	// Without a time in the signature only the body's own keeps a recording from staying good for ever.
	const time = isTimed(found.form) ? null : sentAt(rawBody);
	const tooOld = time === null ? undefined : ageRefusal(functions, time);
	if (tooOld !== undefined) return tooOld;
	pinned.set(subscription, found);
	registration.signature = found;
	return undefined;
}

/** When the platform says that the event was made; null where it does not. The keys are assumed. */
function sentAt(rawBody: Buffer): string | null {
	const payload = parseBody(rawBody);
	return isObject(payload) ? isoTime(payload.createdAt ?? payload.timestamp) : null;
}

function mayFollow(known: DetectedForm | undefined, found: DetectedForm): boolean {
	return !known || known.form === found.form || (isTimed(found.form) && !isTimed(known.form));
}

/** What the user has set instead of leaving it to be found. */
function byHand(functions: IWebhookFunctions): Partial<DetectedForm> {
	const header = functions.getNodeParameter('options.signatureHeader', '') as string;
	const form = functions.getNodeParameter('options.signatureForm', 'detect') as string;
	return {
		...(header.trim() === '' ? {} : { header: header.trim() }),
		...(form === 'detect' ? {} : { form: form as SignatureForm }),
	};
}
