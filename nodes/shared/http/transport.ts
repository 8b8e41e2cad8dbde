import type { IAllExecuteFunctions, IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { afterUnclear, RequestError } from '../errors/request-error';
import { type ApiRequest, isRead } from '../operation';
import type { Answer, Platform } from '../platform';
import { limiterFor } from '../rate-limit/limiters';
import type { Permit, RunBounds, RunLimiter } from '../rate-limit/run-limiter';
import { SharedLogIn } from './login';
import { type Secrets, secretLines } from './redaction';
import { failureIn, requestOnce } from './single-request';
import { addressOf } from './url';
import { wait } from './wait';

const FIRST_RETRY_MILLISECONDS = 500;
/** How long to wait while the platform is busy with the same request. */
const BUSY_MILLISECONDS = 1000;
/** A 429 does not count: *Longest Wait* bounds it. */
const TRIES = 3;
/** Bytes of an answer. That to a message stays in the execution's record and in the ledger. */
const MOST_BYTES_OF_SEND = 1024 * 1024;
const MOST_BYTES = 16 * 1024 * 1024;

export interface TransportOptions extends Omit<RunBounds, 'signal'> {
	/** Milliseconds to wait for an answer. */
	timeout: number;
	/** How often to try a request that surely was not accepted, or may be repeated; 3 by default. */
	tries?: number;
	/** Ends requests under way: the execution was cancelled. */
	cancelSignal?: AbortSignal;
	/** Ends the wait before another try. Requests under way finish; no others leave. */
	stopSignal?: AbortSignal;
}

/** Sends requests to one platform with one credential, and repeats only what surely sends nothing twice. */
export class Transport {
	/** What must be hidden where an answer is shown. A log-in adds its token. */
	readonly secrets: Secrets;

	readonly limiter: RunLimiter;

	private readonly logIn?: SharedLogIn;

	private constructor(
		private readonly functions: IAllExecuteFunctions,
		private readonly platform: Platform,
		private readonly options: TransportOptions,
		private readonly credential: IDataObject,
	) {
		const { perSecond, longestWait, stopSignal: signal } = options;
		this.limiter = limiterFor(platform, credential).forRun({ perSecond, longestWait, signal });
		this.secrets = { keys: platform.secretKeys, values: secretsIn(platform, credential) };
		if (!platform.logsIn) return;
		const refused = ({ kind, transient }: RequestError) => kind === 'notSent' && !transient;
		this.logIn = new SharedLogIn(refused, async () => await this.readSecrets());
	}

	static async open(
		functions: IAllExecuteFunctions,
		platform: Platform,
		options: TransportOptions,
	): Promise<Transport> {
		const credential = await functions.getCredentials<IDataObject>(platform.credential);
		return new Transport(functions, platform, options, credential);
	}

	/** As the credential has it. */
	get baseUrl(): string {
		return String(this.credential.baseUrl).trim();
	}

	/**
	 * @param repeatable whether it may be sent again after an unclear outcome
	 * @returns the answer as the platform gave it, secrets in clear
	 * @throws RequestError
	 */
	async send(request: ApiRequest, repeatable: boolean): Promise<Answer> {
		const url = addressOf(request.path, this.platform, this.credential);
		const { tries: allowed = TRIES, timeout, stopSignal } = this.options;
		const asked = { request, platform: this.platform, repeatable };
		let tries = 1;
		let busyUntil: number | undefined;
		let unclear: RequestError | undefined;
		let refusal: unknown;
		for (;;) {
			const permit = await this.limiter.acquire().catch((error: unknown) => {
				// What was sent before may have been accepted, whatever keeps it from being sent again.
				throw unclear ?? withReason(error, refusal);
			});
			const mostBytes = repeatable ? MOST_BYTES : MOST_BYTES_OF_SEND;
			const { answer, limited } = await this.inTurn(permit, url, request, mostBytes);
			const received = answer instanceof RequestError ? undefined : answer;
			// A 429 beside the ID of a message: one may have left.
			const toWait = limited && (isRead(request.method) || this.noMessage(received));
			const last = received ? failureIn(received, asked, this.secrets) : answer;
			if (toWait) {
				refusal = last;
				continue;
			}
			if (!(last instanceof RequestError)) return answer as Answer;
			const failure = unclear ? afterUnclear(last) : last;
			if (failure.kind === 'unknown' && !isRead(request.method)) unclear = failure;
			if (received && this.platform.inProgress?.(received)) {
				busyUntil ??= Date.now() + timeout;
				if (Date.now() >= busyUntil) throw failure;
				await wait(BUSY_MILLISECONDS, stopSignal);
				continue;
			}
			if (tries >= allowed || !mayRepeat(last, repeatable)) throw failure;
			await wait(FIRST_RETRY_MILLISECONDS * 2 ** (tries - 1), stopSignal);
			tries += 1;
		}
	}

	private noMessage(received: Answer | undefined): boolean {
		return this.platform.messageId(received?.body) === undefined;
	}

	/** Gives the permit back, whatever happens. */
	private async inTurn(
		permit: Permit,
		url: string,
		request: ApiRequest,
		mostBytes: number,
	): Promise<{ answer: Answer | RequestError; limited: boolean }> {
		let received: Answer | undefined;
		let limited = false;
		let answer: Answer | RequestError;
		try {
			answer = await this.attempt(url, request, mostBytes);
			if (!(answer instanceof RequestError)) received = answer;
		} finally {
			limited = this.limiter.release(permit, received);
		}
		return { answer, limited };
	}

	private async attempt(
		url: string,
		request: ApiRequest,
		mostBytes: number,
	): Promise<Answer | RequestError> {
		const { functions, platform, secrets, options } = this;
		const { timeout, cancelSignal } = options;
		const ask = async ({ renew }: { renew: boolean }) =>
			await requestOnce(functions, url, request, {
				credential: platform.credential,
				...{ timeout, cancelSignal, mostBytes, renew, secrets },
			});
		if (!this.logIn) return await ask({ renew: false });
		return await this.logIn.send(ask, request.body instanceof FormData);
	}

	private async readSecrets(): Promise<void> {
		const { credential } = this.platform;
		const now = await this.functions.getCredentials<IDataObject>(credential);
		this.secrets.values.push(...secretsIn(this.platform, now));
	}
}

function secretsIn({ secretFields }: Platform, credential: IDataObject): string[] {
	return secretFields.flatMap((field) => {
		const whole = String(credential[field] ?? '');
		return [...new Set([whole, ...secretLines(whole)])];
	});
}

/** The vendor's own words, where there was a 429 and the pause is too long. */
function withReason(error: unknown, refusal: unknown): unknown {
	if (!(error instanceof RequestError) || !(refusal instanceof RequestError)) return error;
	const { kind, status, message } = error;
	if (status !== 429 || refusal.message === 'HTTP 429') return error;
	const { body } = refusal;
	return new RequestError(kind, `${message}: ${refusal.message}`, { status, body });
}

function mayRepeat(failure: RequestError, repeatable: boolean): boolean {
	if (!failure.transient) return false;
	return failure.kind === 'notSent' || (failure.kind === 'unknown' && repeatable);
}

/** Milliseconds. */
const TIMEOUT = 10_000;
const LONGEST_WAIT = 5_000;

/**
 * For requests that somebody waits for: a person in front of a list, n8n while it activates a trigger. They must
 * fail sooner than a run's.
 */
export async function openForeground(
	functions: IAllExecuteFunctions,
	platform: Platform,
	options: Partial<TransportOptions> = {},
): Promise<Transport> {
	const bounds = { timeout: TIMEOUT, longestWait: LONGEST_WAIT };
	return await Transport.open(functions, platform, { ...bounds, ...options });
}

/** Milliseconds. */
const TIMEOUT_IN_EXECUTION = 30_000;
const LONGEST_WAIT_IN_EXECUTION = 180_000;

/**
 * For what a trigger asks in a stored execution: nobody sits in front of it, and to fail, where the platform only wants
 * a pause, would keep a message from its workflow. n8n's Stop ends it.
 */
export async function openInExecution(
	functions: IExecuteFunctions,
	platform: Platform,
): Promise<Transport> {
	const cancelSignal = functions.getExecutionCancelSignal();
	return await Transport.open(functions, platform, {
		timeout: TIMEOUT_IN_EXECUTION,
		longestWait: LONGEST_WAIT_IN_EXECUTION,
		cancelSignal,
		stopSignal: cancelSignal,
	});
}
