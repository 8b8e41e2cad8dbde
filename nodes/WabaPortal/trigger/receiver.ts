import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { ageRejection, credentialOf, rejectionBy } from '../../shared/trigger/rejection';
import { decrypt, encrypt } from '../../shared/trigger/secrets';
import {
	Digests,
	isWellFormed,
	parseBody,
	verify,
	type Headers,
	type SignatureScheme,
} from '../../shared/trigger/signature';
import type { Receiver } from '../../shared/trigger/webhook';
import { isoTime, textOrNull, valueAt } from '../../shared/value';
import { platform } from '../platform';
import { toCommonEvents } from './events';
import { lastRead, registrationOf, type LastRead } from './registration';
import { SlotClient } from './webhook-client';

const HEADER = 'x-webhook-signature';
const SIGNED_BODY: SignatureScheme = {
	header: HEADER,
	form: 'plain',
	prefix: 'sha256=',
	encoding: 'hex',
	signed: 'body',
};
/** The bytes first; then what the vendor's own sample computes, `JSON.stringify` of the parsed body. */
const SCHEMES: SignatureScheme[] = [SIGNED_BODY, { ...SIGNED_BODY, signed: 'reserialisedBody' }];
/** The platform waits 5 seconds for the answer to a delivery: one try, no waiting. */
const QUICK = { timeout: 3_000, tries: 1, longestWait: 0 };
/** A flood of forgeries must not become a flood of requests. Milliseconds. */
const BETWEEN_READS = 60_000;

const MISMATCH = 'the signature does not match';

/** Verifies deliveries of WABA Portal. */
export function receiver(functions: IWebhookFunctions): Receiver {
	return {
		events: toCommonEvents,
		rejectionReason: async (rawBody, headers) =>
			(await signatureProblem(functions, rawBody, headers)) ??
			ageRejection(functions, isoTime(valueAt(parseBody(rawBody), 'timestamp'))),
	};
}

async function signatureProblem(
	functions: IWebhookFunctions,
	rawBody: Buffer,
	headers: Headers,
): Promise<string | undefined> {
	if (headers[HEADER] === undefined) return `there is no ${HEADER} header`;
	if (!isWellFormed({ scheme: SIGNED_BODY, headers, now: Date.now() })) {
		return `the ${HEADER} header holds no signature`;
	}
	const digests = new Digests();
	const matches = (secret: string) =>
		SCHEMES.some((scheme) =>
			verify({ scheme, secrets: [secret], rawBody, headers, now: Date.now(), digests }),
		);
	const trigger = functions.getNodeWebhookUrl('default') ?? functions.getNode().id;
	const stored = registrationOf(functions).secret ?? '';
	const ask = async () => {
		const apiKey = apiKeyIn(await credentialOf(functions, platform));
		const known = knownSecret(trigger, stored, apiKey);
		return { known, secret: await readSecret(functions, { trigger, stored, known, apiKey }) };
	};
	// What a delivery learns that starts a run is not saved: after a restart the platform is asked once.
	if (!lastRead.has(trigger)) await ask();
	await lastRead.get(trigger)?.reading;
	const reason = await rejectionBy(functions, platform, (credential) =>
		matches(knownSecret(trigger, stored, apiKeyIn(credential))) ? undefined : MISMATCH,
	);
	if (reason === undefined) return undefined;
	const { known, secret } = await ask();
	if (secret !== known && matches(secret)) return undefined;
	if (secret !== '') return MISMATCH;
	return stored === ''
		? 'the trigger has no secret: publish the workflow again'
		: 'the API key in the credential has changed, and the secret could not be read anew: publish the workflow again';
}

/** A secret that the platform has replaced may have leaked: it opens nothing any more. */
function knownSecret(trigger: string, stored: string, apiKey: string): string {
	const last = lastRead.get(trigger);
	return (last?.instead === stored && last.secret) || (decrypt(stored, apiKey) ?? '');
}

function apiKeyIn(credential: IDataObject): string {
	return textOrNull(credential.apiKey) ?? '';
}

/** The secret as the platform has it now, read at most once a minute; else the known one. */
async function readSecret(
	functions: IWebhookFunctions,
	{ trigger, stored, known, apiKey }: Record<'trigger' | 'stored' | 'known' | 'apiKey', string>,
): Promise<string> {
	const before = lastRead.get(trigger);
	if (before && Date.now() - before.at < BETWEEN_READS) {
		// Another delivery may be asking at this moment.
		await before.reading;
		return (before.instead === stored && before.secret) || known;
	}
	const entry: LastRead = { at: Date.now(), instead: stored, secret: known };
	lastRead.set(trigger, entry);
	// Deliveries that come meanwhile wait for the same answer.
	entry.reading = askPlatform(functions).then((secret) => {
		if (secret === '' || secret === known) return;
		entry.secret = secret;
		// Outlasts a restart where n8n saves it; where it does not, the entry above serves.
		registrationOf(functions).secret = encrypt(secret, apiKey);
	});
	await entry.reading;
	return entry.secret;
}

/** Empty when the platform gives none, or no answer. Never throws. */
async function askPlatform(functions: IWebhookFunctions): Promise<string> {
	try {
		return (await (await SlotClient.open(functions, QUICK)).read()).secret;
	} catch {
		// The delivery is refused, and the platform sends it again; the error may not reach the caller.
		functions.logger.warn('The webhook secret could not be read from the platform');
		return '';
	}
}
