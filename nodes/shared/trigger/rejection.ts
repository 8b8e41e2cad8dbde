import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import type { Platform } from '../platform';
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
	const { secrets, problem } = webhookSecretsOf(await credentialOf(functions, platform));
	if (secrets.length === 0) return `the credential ${problem}`;
	const tolerance = toleranceOf(functions);
	const timed = { ...scheme, tolerance };
	if (verify({ scheme: timed, secrets, rawBody, headers, now: Date.now() })) return undefined;
	const why = problem === undefined ? '' : `; the credential ${problem}`;
	return `the signature does not match, or its time is off by more than ${tolerance} seconds${why}`;
}

/** Without a credential there is no secret, and nothing is taken. */
export async function credentialOf(
	functions: IWebhookFunctions,
	{ credential }: Platform,
): Promise<IDataObject> {
	try {
		return await functions.getCredentials<IDataObject>(credential);
	} catch {
		return {};
	}
}

/** An expression may give anything: what is no time must not open the door. */
function toleranceOf(functions: IWebhookFunctions): number {
	const tolerance = Number(functions.getNodeParameter('options.tolerance', TOLERANCE));
	return Number.isFinite(tolerance) && tolerance >= 1 ? tolerance : TOLERANCE;
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
