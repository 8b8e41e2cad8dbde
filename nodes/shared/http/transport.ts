import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';

import { afterUnclear, RequestError } from '../errors/request-error';
import { type ApiRequest, isRead } from '../operation';
import type { Answer, Platform } from '../platform';
import { SharedLogIn } from './login';
import { Pace } from './pace';
import { type Secrets, secretLines } from './redaction';
import { failureIn, requestOnce } from './single-request';
import { addressOf, isLoopback } from './url';
import { wait } from './wait';

const FIRST_RETRY_MILLISECONDS = 500;
/** How long to wait while the platform is busy with the same request. */
const BUSY_MILLISECONDS = 1000;
/** A 429 does not count: it has the pace's own bound. */
const TRIES = 3;
/** Bytes of an answer. That to a message stays in the execution's record and in the ledger. */
const MOST_BYTES_OF_SEND = 1024 * 1024;
const MOST_BYTES = 16 * 1024 * 1024;

export interface TransportOptions {
	/** Milliseconds to wait for an answer. */
	timeout: number;
	pace: Pace;
	/** How often to try a request that surely was not accepted, or may be repeated; 3 by default. */
	tries?: number;
	/** Ends requests under way: the execution was cancelled. */
	cancelSignal?: AbortSignal;
	/** Ends the wait before another try. Requests under way finish; the pace keeps others from leaving. */
	stopSignal?: AbortSignal;
}

/** Sends requests to one platform with one credential, and repeats only what surely sends nothing twice. */
export class Transport {
	/** For whoever shows an answer. A log-in adds its token. */
	readonly secrets: Secrets;

	private readonly logIn?: SharedLogIn;

	private constructor(
		private readonly functions: IAllExecuteFunctions,
		private readonly platform: Platform,
		private readonly options: TransportOptions,
		private readonly credential: IDataObject,
	) {
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

	/** Whether the platform is on this very machine, as a sandbox is. */
	get isLocal(): boolean {
		return isLoopback(String(this.credential.baseUrl));
	}

	/**
	 * @param repeatable whether it may be sent again after an unclear outcome
	 * @returns the answer as the platform gave it, secrets in clear
	 * @throws RequestError
	 */
	async send(request: ApiRequest, repeatable: boolean): Promise<Answer> {
		const url = addressOf(request.path, this.platform, this.credential);
		const { pace, tries: allowed = TRIES, timeout, stopSignal } = this.options;
		const asked = { request, platform: this.platform, repeatable };
		let tries = 1;
		let busyUntil: number | undefined;
		let unclear: RequestError | undefined;
		for (;;) {
			const turn = await pace.turn().catch((error: unknown) => {
				// What was sent before may have been accepted, whatever keeps it from being sent again.
				throw unclear ?? error;
			});
			const answer = await this.attempt(url, request, repeatable ? MOST_BYTES : MOST_BYTES_OF_SEND);
			const received = answer instanceof RequestError ? undefined : answer;
			if (this.mustWait(turn, received, request, unclear)) continue;
			const last = received ? failureIn(received, asked, this.secrets) : answer;
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

	/** Whether the platform surely did not take the request, and wants a pause before it comes again. */
	private mustWait(
		turn: number,
		received: Answer | undefined,
		request: ApiRequest,
		unclear: RequestError | undefined,
	): boolean {
		try {
			const limited = this.options.pace.answered(turn, received);
			// A 429 beside the ID of a message: one may have left.
			return (
				limited && (isRead(request.method) || this.platform.messageId(received?.body) === undefined)
			);
		} catch (error) {
			throw unclear ?? error;
		}
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
	const pace = new Pace(0, LONGEST_WAIT);
	return await Transport.open(functions, platform, { timeout: TIMEOUT, pace, ...options });
}
