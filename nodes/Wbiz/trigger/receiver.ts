import type { IWebhookFunctions } from 'n8n-workflow';

import { wantedEvents } from '../../shared/trigger/fields';
import { ageRejection, rejectionBy } from '../../shared/trigger/rejection';
import { decrypt } from '../../shared/trigger/secrets';
import { parseBody, type Headers } from '../../shared/trigger/signature';
import {
	detectSignature,
	isTimed,
	mayBeSigned,
	signatureForms,
	type DetectedForm,
} from '../../shared/trigger/signature-detection';
import type { Receiver } from '../../shared/trigger/webhook';
import { isoTime, textOrNull, valueAt } from '../../shared/value';
import { platform } from '../platform';
import { toCommonEvent } from './events';
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
		wantedEvents: () => wantedEvents(functions),
		events: (payload) => [toCommonEvent(payload)],
		rejectionReason: async (rawBody, headers) => await rejectionReason(functions, rawBody, headers),
	};
}

async function rejectionReason(
	functions: IWebhookFunctions,
	rawBody: Buffer,
	headers: Headers,
): Promise<string | undefined> {
	const now = Date.now();
	const configured = configuredForm(functions);
	if (!mayBeSigned(headers, now, configured)) return 'no header holds a signature of now';
	const registration = registrationOf(functions);
	if (!registration.secret) return 'the trigger has no secret: publish the workflow again';
	return await rejectionBy(functions, platform, ({ apiKey }) => {
		const secret = decrypt(registration.secret, textOrNull(apiKey) ?? '');
		if (secret === undefined) {
			return 'the API key in the credential has changed since the workflow was published, and the webhook secret is encrypted with it: publish the workflow again';
		}
		const subscription = `${functions.getNode().id}:${registration.subscriptionId}`;
		// What another process has saved may be stronger than what this one has seen.
		const known = stronger(pinned.get(subscription), registration.signature);
		const found = detectSignature({ secrets: [secret], rawBody, headers, now }, configured, known);
		if (!found) return 'no header proves it with the secret of this webhook';
		if (!mayFollow(known, found)) {
			return `it is signed as ${found.form}, but deliveries have been signed as ${known?.form}`;
		}
		// Without a time in the signature only the body's own keeps a recording from staying good for ever.
		const time = isTimed(found.form) ? null : sentAt(rawBody);
		const tooOld = time === null ? undefined : ageRejection(functions, time);
		if (tooOld !== undefined) return tooOld;
		pinned.set(subscription, found);
		// Written only when it says more: another process may have saved a stronger form since this one read it.
		if (isBetter(found, registration.signature)) registration.signature = found;
		return undefined;
	});
}

/** When the platform says that the event was made; null where it does not. The keys are assumed. */
function sentAt(rawBody: Buffer): string | null {
	const payload = parseBody(rawBody);
	return isoTime(valueAt(payload, 'createdAt'), valueAt(payload, 'timestamp'));
}

function mayFollow(known: DetectedForm | undefined, found: DetectedForm): boolean {
	return !known || known.form === found.form || isBetter(found, known);
}

function isBetter(form: DetectedForm, other: DetectedForm | undefined): boolean {
	return !other || (isTimed(form.form) && !isTimed(other.form));
}

function stronger(
	seen: DetectedForm | undefined,
	saved: DetectedForm | undefined,
): DetectedForm | undefined {
	return seen && !(saved && isBetter(saved, seen)) ? seen : saved;
}

/** What the user has set instead of leaving it to be found. */
function configuredForm(functions: IWebhookFunctions): Partial<DetectedForm> {
	const header = textOrNull(functions.getNodeParameter('options.signatureHeader', ''))?.trim();
	const chosen = functions.getNodeParameter('options.signatureForm', 'detect');
	const form = signatureForms.find((one) => one === chosen);
	return { ...(header ? { header } : {}), ...(form === undefined ? {} : { form }) };
}
