import type { IWebhookFunctions } from 'n8n-workflow';

import { Pace } from '../../shared/http/pace';
import { ageRefusal } from '../../shared/trigger/age';
import { isoTime } from '../../shared/trigger/event';
import {
	parseBody,
	verify,
	type Headers,
	type SignatureScheme,
} from '../../shared/trigger/signature';
import type { Receiver } from '../../shared/trigger/webhook';
import { isObject } from '../../shared/value';
import { toCommonEvents } from './events';
import { registrationOf } from './registration';
import { SlotClient } from './webhook-client';

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

/** What the platform gave instead of the secret that the trigger had. By trigger. */
const lastRead = new Map<string, { at: number; instead: string; secret: string }>();

/** Verifies deliveries of WABA Portal. */
export function receiver(functions: IWebhookFunctions): Receiver {
	return {
		events: toCommonEvents,
		refusal: async (rawBody, headers) => {
			if (headers[HEADER] === undefined) return `there is no ${HEADER} header`;
			if (!(await isGenuine(functions, rawBody, headers))) return 'the signature does not match';
			return ageRefusal(functions, timeIn(rawBody));
		},
	};
}

async function isGenuine(
	functions: IWebhookFunctions,
	rawBody: Buffer,
	headers: Headers,
): Promise<boolean> {
	const matches = (secret: string) =>
		SCHEMES.some((scheme) => verify(scheme, [secret], rawBody, headers, Date.now()));
	const trigger = functions.getNodeWebhookUrl('default') ?? functions.getNode().id;
	const registered = registrationOf(functions).secret ?? '';
	const before = lastRead.get(trigger);
	// A secret that the platform has replaced may have leaked: it opens nothing any more.
	const known = before?.instead === registered ? before.secret : registered;
	return matches(known) || matches(await readSecret(functions, trigger, registered, known));
}

/** The secret as the platform has it now, read at most once a minute; else the known one. */
async function readSecret(
	functions: IWebhookFunctions,
	trigger: string,
	registered: string,
	known: string,
): Promise<string> {
	const before = lastRead.get(trigger);
	if (before && Date.now() - before.at < BETWEEN_READS) return known;
	const entry = { at: Date.now(), instead: registered, secret: known };
	lastRead.set(trigger, entry);
	try {
		const { secret } = await (await SlotClient.open(functions, HASTE)).read();
		if (secret === '') return known;
		entry.secret = secret;
		// Outlasts a restart where n8n saves it; where it does not, the entry above serves.
		registrationOf(functions).secret = secret;
	} catch {
		// The delivery is refused, and the platform sends it again; the error may not reach the caller.
		functions.logger.warn('The webhook secret could not be read from the platform');
	}
	return entry.secret;
}

/** When the platform says that it sent the body. */
function timeIn(rawBody: Buffer): string | null {
	const payload = parseBody(rawBody);
	return isoTime(isObject(payload) ? payload.timestamp : undefined);
}
