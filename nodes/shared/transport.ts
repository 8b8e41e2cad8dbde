import type { IAllExecuteFunctions, IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { connectionFailure } from './connection';
import { RequestFailure } from './failure';
import { judge } from './judge';
import { isLoopback } from './loopback';
import type { ApiRequest } from './operation';
import type { Pace } from './pace';
import type { Answer, Platform } from './platform';
import { redactText, type Secrets } from './redaction';
import { wait } from './wait';

const FIRST_RETRY_MILLISECONDS = 500;
/** A 429 does not count: it has the pace's own bound. */
const TRIES = 3;

export interface TransportOptions {
	/** Milliseconds to wait for an answer. */
	timeout: number;
	pace: Pace;
	/** How often to try a request that surely was not accepted, or may be repeated; 3 by default. */
	tries?: number;
	/** Ends requests under way: the execution was cancelled. */
	cancel?: AbortSignal;
	/** Ends the wait before another try. Requests under way finish; the pace keeps others from leaving. */
	halt?: AbortSignal;
}

/** Sends requests to one platform with one credential, and repeats only what surely sends nothing twice. */
export class Transport {
	private constructor(
		private readonly functions: IAllExecuteFunctions,
		private readonly platform: Platform,
		private readonly options: TransportOptions,
		private readonly baseUrl: unknown,
		/** For whoever shows an answer. */
		readonly secrets: Secrets,
	) {}

	static async open(
		functions: IAllExecuteFunctions,
		platform: Platform,
		options: TransportOptions,
	): Promise<Transport> {
		const credential = await functions.getCredentials<IDataObject>(platform.credential);
		const secrets = {
			keys: platform.secretKeys,
			values: platform.secretFields.map((field) => String(credential[field] ?? '')),
		};
		return new Transport(functions, platform, options, credential.baseUrl, secrets);
	}

	/** Whether the platform is on this very machine, as a sandbox is. */
	get isLocal(): boolean {
		return isLoopback(String(this.baseUrl));
	}

	/**
	 * @param repeatable whether it may be sent again after an unclear outcome
	 * @returns the answer as the platform gave it, secrets in clear
	 * @throws RequestFailure
	 */
	async send(request: ApiRequest, repeatable: boolean): Promise<Answer> {
		for (let tries = 1; ;) {
			const url = `${cleanBaseUrl(this.baseUrl)}${request.path}`;
			const turn = await this.options.pace.turn();
			const answer = await this.attempt(url, request);
			const received = answer instanceof RequestFailure ? undefined : answer;
			if (this.options.pace.answered(turn, received)) continue;
			const failure = received ? judge(received, request, this.platform, this.secrets) : answer;
			if (!(failure instanceof RequestFailure)) return answer as Answer;
			if (tries >= (this.options.tries ?? TRIES) || !mayRepeat(failure, repeatable)) throw failure;
			await wait(FIRST_RETRY_MILLISECONDS * 2 ** (tries - 1), this.options.halt);
			tries += 1;
		}
	}

	private async attempt(url: string, request: ApiRequest): Promise<Answer | RequestFailure> {
		try {
			return (await this.functions.helpers.httpRequestWithAuthentication.call(
				this.functions,
				this.platform.credential,
				this.httpOptions(url, request),
			)) as Answer;
		} catch (error) {
			if (this.options.cancel?.aborted) {
				return new RequestFailure(
					'unknown',
					'the execution was cancelled while waiting for the answer',
				);
			}
			const { outcome, words, transient } = connectionFailure(error);
			return new RequestFailure(outcome, redactText(words, this.secrets), { transient });
		}
	}

	/** Redirects are not followed: they would carry the key to another host. */
	private httpOptions(
		url: string,
		{ method, query, body, headers }: ApiRequest,
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
			// Throwing mode would send a 401 twice.
			ignoreHttpStatusErrors: true,
		};
	}
}

function mayRepeat(failure: RequestFailure, repeatable: boolean): boolean {
	if (!failure.transient) return false;
	return failure.outcome === 'notSent' || (failure.outcome === 'unknown' && repeatable);
}

/** @throws RequestFailure when the credential's base URL is none */
function cleanBaseUrl(value: unknown): string {
	const baseUrl = String(value ?? '').trim();
	if (/^https?:\/\/[^/?#]+[^?#]*$/i.test(baseUrl)) return baseUrl.replace(/\/+$/, '');
	throw new RequestFailure(
		'notSent',
		'the credential\'s "Base URL" must start with https:// or http://',
	);
}
