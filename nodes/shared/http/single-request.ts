import type { IAllExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { problemIn, type Asked } from '../errors/answer-problem';
import { RequestError } from '../errors/request-error';
import type { ApiRequest } from '../operation';
import type { Answer } from '../platform';
import { isObject, valueAt } from '../value';
import { connectionFailure } from './connection-errors';
import { redactText, type Secrets, redact } from './redaction';

/** A log-in may come before the request; it has a time-out of its own. Milliseconds. */
const LONGEST_LOG_IN = 30_000;

export interface RequestOptions {
	/** Name of the credential type with which n8n signs the request. */
	credential: string;
	/** Milliseconds until the whole answer must be there. */
	timeout: number;
	/** Bytes that an answer may have. */
	mostBytes: number;
	/** After a 401 n8n logs in and sends again; for a credential that logs in. */
	renew: boolean;
	/** Ends the request: the execution was cancelled. */
	cancelSignal?: AbortSignal;
	secrets: Secrets;
}

/**
 * Sends one request through n8n, which signs it with the credential.
 *
 * @param url the whole address
 * @returns the answer, whatever its status; or why there is none
 */
export async function requestOnce(
	functions: IAllExecuteFunctions,
	url: string,
	request: ApiRequest,
	options: RequestOptions,
): Promise<Answer | RequestError> {
	const { credential, timeout, renew, cancelSignal, mostBytes, secrets } = options;
	const deadline = AbortSignal.timeout(renew ? timeout + LONGEST_LOG_IN : timeout);
	const signal = cancelSignal ? AbortSignal.any([cancelSignal, deadline]) : deadline;
	try {
		const answer = (await functions.helpers.httpRequestWithAuthentication.call(
			withSignal(functions, signal),
			credential,
			{ ...httpOptions(url, request, options), abortSignal: signal },
		)) as Answer;
		const bytes = await readBytes(answer.body, mostBytes, signal);
		if (bytes !== undefined) return { ...answer, body: parsed(bytes) };
		// A status that says no is enough.
		if (answer.statusCode >= 300) return { ...answer, body: '' };
		return tooLong(answer.statusCode, mostBytes);
	} catch (error) {
		if (cancelSignal?.aborted) {
			const message = 'the execution was cancelled while waiting for the answer';
			return new RequestError('unknown', message);
		}
		if (renew && isUnauthorized(error)) {
			return { statusCode: 401, headers: {}, body: valueAt(error, 'context.data') ?? '' };
		}
		if (deadline.aborted) {
			return new RequestError('unknown', 'no answer came in time', { transient: true });
		}
		const { kind, message, transient, advice } = connectionFailure(error);
		return new RequestError(kind, redactText(message, secrets), { transient, advice });
	}
}

/** n8n puts its own signal in the place of a request's `abortSignal`: it takes what this function of the context gives. */
function withSignal(functions: IAllExecuteFunctions, signal: AbortSignal): IAllExecuteFunctions {
	return Object.create(functions, { getExecutionCancelSignal: { value: () => signal } });
}

/** Redirects are not followed: they would carry the key to another host. */
function httpOptions(
	url: string,
	{ method, query, body, headers }: ApiRequest,
	{ timeout, renew }: RequestOptions,
): IHttpRequestOptions {
	return {
		method,
		url,
		qs: query,
		headers,
		body,
		json: true,
		timeout,
		disableFollowRedirect: true,
		returnFullResponse: true,
		// A thrown 401 makes n8n log in, and send again: only for a credential that does, and one request of many. Its
		// error must hold the answer, and not a stream.
		...(renew
			? { ignoreHttpStatusErrors: { ignore: true, except: [401] } }
			: { ignoreHttpStatusErrors: true, encoding: 'stream' }),
	};
}

/**
 * Reads an answer that n8n gives as a stream.
 *
 * @param most bytes
 * @returns `undefined` for an answer that has more; the rest of it is not read
 * @throws the connection's error; when the signal ends the reading, some error
 */
export async function readBytes(
	body: unknown,
	most: number,
	signal: AbortSignal,
): Promise<Buffer | undefined> {
	if (!isStream(body)) {
		const whole = Buffer.from(typeof body === 'string' ? body : (JSON.stringify(body) ?? ''));
		return whole.length > most ? undefined : whole;
	}
	const end = () => body.destroy?.(new Error('aborted'));
	signal.addEventListener('abort', end, { once: true });
	const chunks: Uint8Array[] = [];
	let length = 0;
	try {
		signal.throwIfAborted();
		for await (const chunk of body) {
			length += chunk.length;
			if (length > most) return undefined;
			chunks.push(chunk);
		}
	} finally {
		signal.removeEventListener('abort', end);
	}
	return Buffer.concat(chunks);
}

type Stream = AsyncIterable<Uint8Array> & { destroy?(error?: Error): void };

function isStream(body: unknown): body is Stream {
	return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

/** JSON where it is JSON, else the text; '' for an empty answer. */
function parsed(bytes: Buffer): unknown {
	const text = bytes.toString('utf8').replace(/^\ufeff/, '');
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

function tooLong(statusCode: number, mostBytes: number): RequestError {
	const message = `the answer (HTTP ${statusCode}) has more than ${mostBytes / 1024 / 1024} MB`;
	return new RequestError('unknown', message, { status: statusCode, transient: true });
}

/** n8n's own error, with the status as text. */
function isUnauthorized(error: unknown): boolean {
	return isObject(error) && error.httpCode === '401';
}

/** What is wrong with an answer, if anything. */
export function failureIn(
	answer: Answer,
	asked: Asked,
	secrets: Secrets,
): RequestError | undefined {
	const problem = problemIn(answer, asked);
	if (!problem) return undefined;
	return new RequestError(problem.kind, redactText(problem.reason, secrets), {
		status: answer.statusCode,
		body: redact(answer.body, secrets),
		transient: problem.kind === 'unknown',
		advice: problem.advice,
	});
}
