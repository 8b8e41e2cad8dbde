import { createHmac } from 'node:crypto';

import type {
	ICredentialDataDecryptedObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { CHECK_BASE_URL, CHECK_LOG_IN } from '../shared/errors/advice';
import { connectionFailure, CredentialError } from '../shared/http/connection-errors';
import { HIDDEN } from '../shared/http/redaction';
import type { Answer } from '../shared/platform';
import { firstText, valueAt } from '../shared/value';
import { errorMessage } from './error-message';

/** Milliseconds. */
const TIMEOUT = 30_000;

/** What a log-in leaves in the credential's hidden fields. */
interface Session {
	sessionToken: string;
	/** Whose token it is: see {@link fingerprint}. */
	sessionOf: string;
}

/**
 * Logs in with the credential's email and password.
 * @throws CredentialError with the vendor's message, without email and password; transient where another try may help
 */
export async function logIn(
	helpers: IHttpRequestHelper['helpers'],
	credential: ICredentialDataDecryptedObject,
): Promise<Session> {
	organizationOf(credential);
	const answer = await ask(helpers, {
		method: 'POST',
		url: `${baseUrlOf(credential)}/auth/login`,
		body: { email: filled(credential, 'email', 'Email'), password: passwordOf(credential) },
		json: true,
		timeout: TIMEOUT,
		// A redirect would carry the password to another host.
		disableFollowRedirect: true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
	});
	if (answer.statusCode >= 300) throw refusal(answer, credential);
	const token = firstText(valueAt(answer.body, 'token'))?.trim();
	if (token === undefined) {
		throw new CredentialError(
			'the log-in was answered without a token. Check the "Base URL".',
			false,
			CHECK_BASE_URL,
		);
	}
	return { sessionToken: token, sessionOf: fingerprint(token, credential) };
}

/**
 * The token to send; `undefined` where no token belongs to what is filled in now. The platform then answers 401, and
 * n8n logs in. The token of another account must not be sent, and another host must not see it.
 * @throws CredentialError for an empty field
 */
export function tokenOf(credential: ICredentialDataDecryptedObject): string | undefined {
	if (credential.authentication === 'token') return filled(credential, 'token', 'Token');
	const { sessionToken, sessionOf } = credential;
	if (typeof sessionToken !== 'string' || sessionToken === '') return undefined;
	return sessionOf === fingerprint(sessionToken, credential) ? sessionToken : undefined;
}

/** @throws CredentialError for an empty field */
export function organizationOf(credential: ICredentialDataDecryptedObject): string {
	return filled(credential, 'orgId', 'Organization ID');
}

/**
 * Says for which address and account a token was given. The token is the key of the hash: n8n shows this field to all
 * who may edit the credential, and a plain hash would let them try passwords.
 */
function fingerprint(token: string, credential: ICredentialDataDecryptedObject): string {
	const email = filled(credential, 'email', 'Email');
	const account = [baseUrlOf(credential), email, passwordOf(credential)];
	return createHmac('sha256', token).update(JSON.stringify(account)).digest('hex');
}

function baseUrlOf(credential: ICredentialDataDecryptedObject): string {
	const baseUrl = filled(credential, 'baseUrl', 'Base URL');
	if (/^https?:\/\/[^/?#]+[^?#]*$/i.test(baseUrl)) return baseUrl.replace(/\/+$/, '');
	throw new CredentialError(
		'the credential\'s "Base URL" must start with https:// or http://',
		false,
		CHECK_BASE_URL,
	);
}

/** A password may start or end with a space. */
function passwordOf({ password }: ICredentialDataDecryptedObject): string {
	if (typeof password === 'string' && password !== '') return password;
	throw new CredentialError('the credential\'s "Password" is empty', false, CHECK_LOG_IN);
}

function filled(credential: ICredentialDataDecryptedObject, name: string, label: string): string {
	const text = String(credential[name] ?? '').trim();
	if (text !== '') return text;
	throw new CredentialError(`the credential's "${label}" is empty`);
}

async function ask(
	helpers: IHttpRequestHelper['helpers'],
	options: IHttpRequestOptions,
): Promise<Answer> {
	let reason: string;
	try {
		return (await helpers.httpRequest(options)) as Answer;
	} catch (error) {
		// The error itself holds the request, with the password in clear.
		reason = connectionFailure(error).message;
	}
	throw new CredentialError(`the log-in got no answer: ${reason}`, true);
}

function refusal(
	{ statusCode, body }: Answer,
	credential: ICredentialDataDecryptedObject,
): CredentialError {
	const redirects = statusCode < 400;
	const reason = redirects
		? `the platform redirects (HTTP ${statusCode})`
		: (errorMessage(body) ?? `HTTP ${statusCode}`);
	const transient = statusCode === 429 || statusCode === 408 || statusCode >= 500;
	// Something else than the API answers there.
	const isElsewhere = redirects || statusCode === 404 || statusCode === 405;
	const said = `the log-in ${transient ? 'failed' : 'was refused'}: ${hide(reason, credential)}`;
	return isElsewhere
		? new CredentialError(`${said}. Check the "Base URL".`, transient, CHECK_BASE_URL)
		: new CredentialError(said, transient);
}

/** Platforms repeat what they refuse, an address perhaps in lower case. */
function hide(reason: string, { email, password }: ICredentialDataDecryptedObject): string {
	const address = String(email).trim();
	const secrets = [String(password), address, address.toLowerCase()];
	return secrets.reduce((text, secret) => text.replaceAll(secret, HIDDEN), reason);
}
