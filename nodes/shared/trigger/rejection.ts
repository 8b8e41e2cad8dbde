import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import type { Platform } from '../platform';
import { numberOrNull } from '../value';
import { webhookSecretsOf } from './secrets';
import { verify, type Headers, type SignatureScheme } from './signature';

/** Why a delivery is refused, for the log. The reasons are few and fixed, as each is counted on its own. */

/** Seconds. */
const TOLERANCE = 300;
const MAXIMUM_AGE = 3600;

/**
 * Why a delivery is refused that should be signed with one of the credential's webhook secrets; `undefined` when it is.
 *
 * @param scheme one that signs the time; the trigger's option says by how much it may be off
 */
export async function signatureRejection(
	functions: IWebhookFunctions,
	platform: Platform,
	scheme: SignatureScheme,
	rawBody: Buffer,
	headers: Headers,
): Promise<string | undefined> {
	const needed = [scheme.header, scheme.timestampHeader ?? scheme.header];
	const missing = needed.find((name) => headers[name] === undefined);
	// Before n8n reads the credential, which takes longer than the proof itself.
	if (missing !== undefined) return `there is no ${missing} header`;
	const tolerance = toleranceOf(functions);
	const timed = { ...scheme, tolerance };
	return await rejectionBy(functions, platform, (credential) => {
		const { secrets, problem } = webhookSecretsOf(credential);
		if (secrets.length === 0) return `the credential ${problem}`;
		if (verify({ scheme: timed, secrets, rawBody, headers, now: Date.now() })) return undefined;
		const why = problem === undefined ? '' : `; the credential ${problem}`;
		return `the signature does not match, or its time is off by more than ${tolerance} seconds${why}`;
	});
}

/*
 * The credential. To read it takes n8n longer than everything else about a delivery, as n8n starts its expression engine
 * for it. What was read is therefore used for a second more, in this process and for this trigger alone.
 */

/** Milliseconds. */
const REMEMBERED = 1_000;
/** Triggers whose credential is remembered; the oldest go first. */
const MOST_REMEMBERED = 1_000;

interface Reading {
	/** When it began, and when one last began because a delivery was not proven; by the process's own clock. */
	at: number;
	againAt: number;
	credential: Promise<IDataObject>;
}

const readings = new Map<string, Reading>();

/**
 * Why the credential refuses a delivery; `undefined` when it does not. A delivery that the remembered one refuses has it
 * read again, at most once a second: a secret counts as soon as it is saved. One that was removed, for a second more.
 *
 * @param reject gives the reason; is called a second time when the credential has changed
 */
export async function rejectionBy(
	functions: IWebhookFunctions,
	platform: Platform,
	reject: (credential: IDataObject) => string | undefined,
): Promise<string | undefined> {
	const arrived = performance.now();
	const remembered = await credentialOf(functions, platform);
	const reason = reject(remembered);
	if (reason === undefined) return undefined;
	const latest = await readAgain(functions, platform, arrived);
	return isSame(latest, remembered) ? reason : reject(latest);
}

/** As it was at most a second ago. Without a credential there is no secret, and nothing is taken. */
export async function credentialOf(
	functions: IWebhookFunctions,
	platform: Platform,
): Promise<IDataObject> {
	const key = keyOf(functions, platform);
	const known = readings.get(key);
	const now = performance.now();
	if (known !== undefined && now - known.at < REMEMBERED) return await known.credential;
	return await read(functions, platform, { key, at: now, againAt: known?.againAt ?? -Infinity });
}

/** As it is now, unless it was read since the delivery arrived, or was read again in the last second. */
async function readAgain(
	functions: IWebhookFunctions,
	platform: Platform,
	arrived: number,
): Promise<IDataObject> {
	const key = keyOf(functions, platform);
	const known = readings.get(key);
	const now = performance.now();
	const isLatest = known !== undefined && (known.at >= arrived || now - known.againAt < REMEMBERED);
	if (isLatest) return await known.credential;
	return await read(functions, platform, { key, at: now, againAt: now });
}

async function read(
	functions: IWebhookFunctions,
	{ credential: type }: Platform,
	{ key, at, againAt }: { key: string; at: number; againAt: number },
): Promise<IDataObject> {
	// What is too old to be used is not kept either.
	for (const [other, reading] of readings) {
		if (at - reading.at < REMEMBERED && readings.size < MOST_REMEMBERED) break;
		readings.delete(other);
	}
	const credential = functions.getCredentials<IDataObject>(type).catch(() => {
		// The next delivery finds out whether it is there again.
		readings.delete(key);
		return {};
	});
	readings.delete(key);
	readings.set(key, { at, againAt, credential });
	return await credential;
}

/** No two triggers share what was read, as n8n may let one use a credential and not the other. */
function keyOf(functions: IWebhookFunctions, { credential }: Platform): string {
	const { id, credentials } = functions.getNode();
	return [functions.getWorkflow().id, id, credentials?.[credential]?.id].join(' ');
}

function isSame(one: IDataObject, other: IDataObject): boolean {
	return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** An expression may give anything: what is no time must not open the door. */
function toleranceOf(functions: IWebhookFunctions): number {
	const tolerance = numberOrNull(functions.getNodeParameter('options.tolerance', TOLERANCE));
	return tolerance !== null && tolerance >= 1 ? tolerance : TOLERANCE;
}

/**
 * Why a delivery is refused for its age, where the signature holds no time but the signed body does: an old delivery
 * is somebody's recording. A clock that is off as far in the other direction is taken for wrong, too.
 *
 * @param time ISO 8601, from the signed body
 */
export function ageRejection(
	functions: IWebhookFunctions,
	time: string | null,
): string | undefined {
	const set = functions.getNodeParameter('options.maximumAge', MAXIMUM_AGE);
	const maximumAge = typeof set === 'number' ? set : MAXIMUM_AGE;
	if (maximumAge <= 0) return undefined;
	if (time === null) return 'the body has no timestamp';
	const age = Math.abs(Date.now() - Date.parse(time)) / 1000;
	return age <= maximumAge
		? undefined
		: `the body's timestamp is off by more than ${maximumAge} seconds`;
}

/** Milliseconds between two lines in the log about the same. */
const BETWEEN_LINES = 60_000;
/** Triggers and reasons that are counted; the oldest go first. */
const CAPACITY = 1_000;

const counted = new Map<string, { since: number; unlogged: number }>();

/**
 * Logs a refused delivery: at most one line a minute for each trigger and reason, as anybody can cause them. The next
 * line says how many there were since.
 *
 * @param trigger identifies the trigger
 */
export function logRejection(functions: IWebhookFunctions, trigger: string, reason: string): void {
	const key = `${trigger} ${reason}`;
	const now = Date.now();
	const last = counted.get(key);
	if (last !== undefined && now >= last.since && now - last.since < BETWEEN_LINES) {
		last.unlogged += 1;
		return;
	}
	counted.delete(key);
	counted.set(key, { since: now, unlogged: 0 });
	if (counted.size > CAPACITY) counted.delete(counted.keys().next().value as string);
	const more = last?.unlogged ?? 0;
	const others = more === 0 ? '' : ` (and ${more} more since the last line)`;
	functions.logger.warn(`Webhook refused: ${reason}${others}`, { node: functions.getNode().name });
}
