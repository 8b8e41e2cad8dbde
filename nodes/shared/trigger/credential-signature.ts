import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import type { Platform } from '../platform';
import { webhookSecretsFault, webhookSecretsOf } from './secrets';
import { verify, type Headers, type SignatureScheme } from './signature';

/** Seconds. */
const TOLERANCE = 300;

/**
 * Why a delivery must be refused that should be signed with one of the credential's webhook secrets, for the log;
 * `undefined` when it is.
 *
 * @param scheme one that signs the time; the trigger's option says by how much it may be off
 */
export async function signatureRefusal(
	functions: IWebhookFunctions,
	platform: Platform,
	scheme: SignatureScheme,
	rawBody: Buffer,
	headers: Headers,
): Promise<string | undefined> {
	const credential = await credentialOf(functions, platform);
	const fault = webhookSecretsFault(credential);
	const secrets = webhookSecretsOf(credential);
	if (secrets.length === 0) return `the credential ${fault}`;
	const wanted = [scheme.header, scheme.timestampHeader ?? scheme.header];
	const missing = wanted.find((name) => headers[name] === undefined);
	if (missing !== undefined) return `there is no ${missing} header`;
	const tolerance = toleranceOf(functions);
	if (verify({ ...scheme, tolerance }, secrets, rawBody, headers, Date.now())) return undefined;
	const why = fault === undefined ? '' : `; the credential ${fault}`;
	return `the signature does not match, or its time is off by more than ${tolerance} seconds${why}`;
}

/** Without a credential there is no secret, and nothing is taken. */
async function credentialOf(
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
