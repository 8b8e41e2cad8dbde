import type { IAllExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { RequestFailure, type Outcome } from '../errors/request-failure';
import type { ApiRequest } from '../operation';
import type { Answer, Platform } from '../platform';
import { isObject, valueAt } from '../value';
import { connectionFailure } from './connection-errors';
import { redactText, type Secrets, redact } from './redaction';

interface ExchangeOptions {
	/** Milliseconds to wait for an answer. */
	timeout: number;
	/** Ends requests under way: the execution was cancelled. */
	cancel?: AbortSignal;
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
	): Promise<Answer | RequestFailure> {
		try {
			return (await this.functions.helpers.httpRequestWithAuthentication.call(
				this.functions,
				this.credential,
				this.httpOptions(url, request, renew),
			)) as Answer;
		} catch (error) {
			if (this.options.cancel?.aborted) {
				return new RequestFailure(
					'unknown',
					'the execution was cancelled while waiting for the answer',
				);
			}
			if (renew && isUnauthorized(error)) {
				return { statusCode: 401, headers: {}, body: valueAt(error, 'context.data') ?? '' };
			}
			const { outcome, words, transient } = connectionFailure(error);
			return new RequestFailure(outcome, redactText(words, this.secrets), { transient });
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
			abortSignal: this.options.cancel,
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
export function judge(
	answer: Answer,
	request: ApiRequest,
	platform: Platform,
	secrets: Secrets,
): RequestFailure | undefined {
	const { statusCode: status } = answer;
	const words = platform.failure(answer, request);
	const failed = (outcome: Outcome, message: string) =>
		new RequestFailure(outcome, redactText(message, secrets), {
			status,
			body: redact(answer.body, secrets),
			transient: outcome === 'unknown',
		});
	// Another try of the same request, of which nobody knows yet what becomes.
	if (platform.inProgress?.(answer)) return failed('unknown', words ?? `HTTP ${status}`);
	// 408 comes from a proxy that gave up waiting: the platform may have gone on.
	if (status >= 500 || status === 408) return failed('unknown', words ?? `HTTP ${status}`);
	if (status >= 400) return failed('refused', words ?? `HTTP ${status}`);
	if (status >= 300) return failed('refused', `the platform redirects (HTTP ${status})`);
	if (words !== undefined) return failed(platform.unclear?.(answer) ? 'unknown' : 'refused', words);
	if (typeof answer.body === 'string' && answer.body !== '') {
		return failed('unknown', `the answer (HTTP ${status}) is not JSON`);
	}
	return undefined;
}
