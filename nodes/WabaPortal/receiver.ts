import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { isoTime } from '../shared/event';
import { Pace } from '../shared/pace';
import { parseBody, verify, type Headers, type SignatureScheme } from '../shared/signature';
import { isObject } from '../shared/value';
import type { Receiver } from '../shared/webhook';
import { toCommonEvents } from './events';
import { registrationOf } from './registration';
import { SlotClient } from './slot';

const HEADER = 'x-webhook-signature';
/** The bytes first; then what the vendor's own sample computes, `JSON.stringify` of the parsed body. */
const SCHEMES: SignatureScheme[] = [
	{ header: HEADER, form: 'plain', prefix: 'sha256=', encoding: 'hex', signed: 'body' },
	{ header: HEADER, form: 'plain', prefix: 'sha256=', encoding: 'hex', signed: 'reserialisedBody' },
];
/** The platform waits 5 seconds for the answer to a delivery: one try, no waiting. */
const HASTE = { timeout: 3_000, tries: 1, pace: new Pace(0, 0) };
/** A flood of forgeries must not become a flood of requests. Milliseconds. */
const BETWEEN_READS = 60_000;

const lastRead = new Map<string, { at: number; secret: string }>();

/** Verifies deliveries of WABA Portal. */
export function receiver(functions: IWebhookFunctions): Receiver {
	return {
		events: toCommonEvents,
		refusal: async (rawBody, headers) => {
			if (headers[HEADER] === undefined) return `there is no ${HEADER} header`;
			if (!(await isGenuine(functions, rawBody, headers))) return 'the signature does not match';
			return ageRefusal(functions, rawBody);
		},
	};
}

async function isGenuine(
	functions: IWebhookFunctions,
	rawBody: Buffer,
	headers: Headers,
): Promise<boolean> {
	const trigger = functions.getNodeWebhookUrl('default') ?? functions.getNode().id;
	const known = [registrationOf(functions).secret ?? '', lastRead.get(trigger)?.secret ?? ''];
	const matches = (secrets: string[]) =>
		SCHEMES.some((scheme) => verify(scheme, secrets, rawBody, headers, Date.now()));
	return matches(known) || matches([await readSecret(functions, trigger)]);
}

/** The secret as the platform has it now, at most once a minute; else empty. */
async function readSecret(functions: IWebhookFunctions, trigger: string): Promise<string> {
	const before = lastRead.get(trigger);
	if (before && Date.now() - before.at < BETWEEN_READS) return '';
	const entry = { at: Date.now(), secret: before?.secret ?? '' };
	lastRead.set(trigger, entry);
	try {
		entry.secret = (await (await SlotClient.open(functions, HASTE)).read()).secret;
	} catch {
		// The delivery is refused, and the platform sends it again; the error may not reach the caller.
		functions.logger.warn('The webhook secret could not be read from the platform');
	}
	return entry.secret;
}

/**
 * The signature holds no time, but the signed body does: an old delivery is somebody's recording.
 * Tolerates a clock that is off as far in the other direction.
 */
function ageRefusal(functions: IWebhookFunctions, rawBody: Buffer): string | undefined {
	const maximumAge = functions.getNodeParameter('options.maximumAge', 3600) as number;
	if (maximumAge <= 0) return undefined;
	const payload = parseBody(rawBody);
	const time = isoTime(isObject(payload) ? (payload as IDataObject).timestamp : undefined);
	if (time === null) return 'the body has no timestamp';
	const age = Math.round((Date.now() - Date.parse(time)) / 1000);
	return Math.abs(age) <= maximumAge ? undefined : `the body's timestamp is ${age} seconds old`;
}
