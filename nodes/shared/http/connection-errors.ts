import { CHECK_BASE_URL } from '../errors/advice';
import type { FailureKind } from '../errors/request-error';
import { isObject } from '../value';

/** Error codes that only a connection that was never made can have. */
const NEVER_CONNECTED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'];
/** These may also end a connection on which the request has left already; the failed system call shows which. */
const NEVER_CONNECTED_ON_CONNECT = ['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'EADDRNOTAVAIL'];
/** No secure connection was made, for reasons that do not go away by asking again. */
const NEVER_TRUSTED = [
	'CERT_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'ERR_TLS_CERT_ALTNAME_INVALID',
];
const TIMED_OUT = ['ECONNABORTED', 'ETIMEDOUT'];

/** What an error thrown by n8n's request function says about the connection. */
export interface ConnectionFailure {
	kind: Exclude<FailureKind, 'refused'>;
	/** Whether asking again may help and surely sends nothing twice. */
	transient: boolean;
	message: string;
	/** What to do. */
	advice?: string;
}

/**
 * Reads the failure from the error and its chain of causes. Only codes are taken from it:
 * the causes hold the request with its key in clear.
 */
export function connectionFailure(error: unknown): ConnectionFailure {
	const credentialProblem = credentialError(error);
	if (credentialProblem) return { kind: 'notSent', ...credentialProblem };
	const codes = errorTexts(error, ['code', 'httpCode']);
	const connecting = errorTexts(error, ['syscall']).includes('connect');
	const among = (list: string[]) => codes.find((entry) => list.includes(entry));
	const refused =
		among(NEVER_CONNECTED) ?? (connecting ? among(NEVER_CONNECTED_ON_CONNECT) : undefined);
	if (refused) {
		const message = `no connection was made (${refused})`;
		return { kind: 'notSent', transient: true, message, advice: CHECK_BASE_URL };
	}
	const untrusted = among(NEVER_TRUSTED);
	if (untrusted) {
		return {
			kind: 'notSent',
			transient: false,
			message: `no secure connection was made (${untrusted})`,
			advice: CHECK_BASE_URL,
		};
	}
	if (messageOf(error).includes('restricted IP address')) {
		const message = 'this n8n instance does not allow requests to that address';
		return { kind: 'notSent', transient: false, message };
	}
	// Without a code it is n8n itself that gave up (a domain that the credential does not allow, ...).
	const broke = codes[0] ? `the connection broke (${codes[0]})` : messageOf(error);
	return {
		kind: 'unknown',
		transient: true,
		message: among(TIMED_OUT) ? 'no answer came in time' : broke,
	};
}

/** What is wrong with the credential, if that is the cause: its message is our own. */
function credentialError(error: unknown, depth = 0): Omit<ConnectionFailure, 'kind'> | undefined {
	if (!isObject(error) || depth > 5) return undefined;
	if (error.isCredentialError !== true) return credentialError(error.cause, depth + 1);
	const advice = typeof error.advice === 'string' ? error.advice : undefined;
	return { transient: error.transient === true, message: messageOf(error), advice };
}

/** The texts under the keys, of the error and of what caused it. */
function errorTexts(error: unknown, keys: string[], depth = 0): string[] {
	if (!isObject(error) || depth > 5) return [];
	const own = keys.map((key) => error[key]).filter((text) => typeof text === 'string');
	return [...own, ...errorTexts(error.cause, keys, depth + 1)];
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : '';
}

/**
 * A credential that cannot be used: nothing has been sent. Thrown by a credential type's `authenticate` and
 * `preAuthentication`. Its message is shown: it holds no secret.
 */
export class CredentialError extends Error {
	/** Tells it from other errors, however deep n8n has wrapped it. A `code` n8n would show in the message's place. */
	readonly isCredentialError = true;

	/**
	 * @param transient whether asking again may help, e.g. when nobody answered the log-in
	 * @param advice what to do
	 */
	constructor(
		message: string,
		readonly transient = false,
		readonly advice?: string,
	) {
		super(message);
	}
}
