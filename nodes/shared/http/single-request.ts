import type { IAllExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { RequestError, type FailureKind } from '../errors/request-error';
import type { ApiRequest } from '../operation';
import type { Answer, Platform } from '../platform';
import { isObject, valueAt } from '../value';
import { connectionFailure } from './connection-errors';
import { redactText, type Secrets, redact } from './redaction';

interface ExchangeOptions {
	/** Milliseconds to wait for an answer. */
	timeout: number;
	/** Ends requests under way: the execution was cancelled. */
	cancelSignal?: AbortSignal;
}

/** One request through n8n, which signs it with the credential, and what came back of it. */
export class Exchange {
	constructor(
		private readonly functions: IAllExecuteFunctions,
		private readonly credential: string,
		private readonly options: ExchangeOptions,
		private readonly secrets: Secrets,
	) {}

	/**
	 * @param renew after a 401 n8n logs in and sends again; for a credential that logs in
	 * @returns the answer, whatever its status; or why there is none
	 */
	async ask(
		url: string,
		request: ApiRequest,
		{ renew }: { renew: boolean },
	): Promise<Answer | RequestError> {
		try {
			return (await this.functions.helpers.httpRequestWithAuthentication.call(
				this.functions,
				this.credential,
				this.httpOptions(url, request, renew),
			)) as Answer;
		} catch (error) {
			if (this.options.cancelSignal?.aborted) {
				return new RequestError(
					'unknown',
					'the execution was cancelled while waiting for the answer',
				);
			}
			if (renew && isUnauthorized(error)) {
				return { statusCode: 401, headers: {}, body: valueAt(error, 'context.data') ?? '' };
			}
			const { kind, message, transient } = connectionFailure(error);
			return new RequestError(kind, redactText(message, this.secrets), { transient });
		}
	}

	/** Redirects are not followed: they would carry the key to another host. */
	private httpOptions(
		url: string,
		{ method, query, body, headers }: ApiRequest,
		renew: boolean,
	): IHttpRequestOptions {
		return {
			method,
			url,
			qs: query,
			headers,
			body,
			json: true,
			timeout: this.options.timeout,
			abortSignal: this.options.cancelSignal,
			disableFollowRedirect: true,
			returnFullResponse: true,
			// A thrown 401 makes n8n log in, and send again: only for a credential that does, and one request of many.
			ignoreHttpStatusErrors: renew ? { ignore: true, except: [401] } : true,
		};
	}
}

/** n8n's own error, with the status as text. */
function isUnauthorized(error: unknown): boolean {
	return isObject(error) && error.httpCode === '401';
}

/** What is wrong with an answer, if anything. */
export function failureIn(
	answer: Answer,
	request: ApiRequest,
	platform: Platform,
	secrets: Secrets,
): RequestError | undefined {
	const { statusCode: status } = answer;
	const reason = platform.failure(answer, request);
	const failed = (kind: FailureKind, message: string) =>
		new RequestError(kind, redactText(message, secrets), {
			status,
			body: redact(answer.body, secrets),
			transient: kind === 'unknown',
		});
	// Another try of the same request, of which nobody knows yet what becomes.
	if (platform.inProgress?.(answer)) return failed('unknown', reason ?? `HTTP ${status}`);
	// 408 comes from a proxy that gave up waiting: the platform may have gone on.
	if (status >= 500 || status === 408) return failed('unknown', reason ?? `HTTP ${status}`);
	if (status >= 400) return failed('refused', reason ?? `HTTP ${status}`);
	if (status >= 300) return failed('refused', `the platform redirects (HTTP ${status})`);
	if (reason !== undefined)
		return failed(platform.unclear?.(answer) ? 'unknown' : 'refused', reason);
	if (typeof answer.body === 'string' && answer.body !== '') {
		return failed('unknown', `the answer (HTTP ${status}) is not JSON`);
	}
	return undefined;
}
