import type { RequestError } from '../errors/request-error';
import type { Answer } from '../platform';

/** Sends once; with `renew`, n8n logs in anew after a 401 and sends again. */
export type Attempt = (options: { renew: boolean }) => Promise<Answer | RequestError>;

/**
 * Lets the requests of a run share one log-in. n8n logs in for each request that finds no token or gets a 401;
 * side by side they would all log in. Here one goes first, and the others wait until its token is known to be good.
 * A request that got 401 was not accepted, so that it may go again.
 */
export class SharedLogIn {
	/** Whether a request has got through with the token of now. */
	private trusted = false;

	/** Grows with each log-in; a 401 to an older token says nothing of the newer. */
	private renewals = 0;

	/** Ends, never fails, when the request that goes first is answered. */
	private first?: Promise<void>;

	/** The log-in itself was refused: asking on would lock the account. */
	private refused?: RequestError;

	/** Whether even a new token got a 401. Then 401 is an answer like others, and no reason to log in again. */
	private renewalFailed = false;

	/**
	 * @param refusedLogIn whether a failed login must not be tried again
	 * @param renewed is called after each request that may have logged in
	 */
	constructor(
		private readonly refusedLogIn: (failure: RequestError) => boolean,
		private readonly renewed: () => Promise<void>,
	) {}

	/** @param form whether a form is sent: n8n logs in for one, too, but does not send it again */
	async send(attempt: Attempt, form: boolean): Promise<Answer | RequestError> {
		for (;;) {
			while (!this.trusted && !this.renewalFailed) {
				if (this.refused) return this.refused;
				if (!this.first) return await this.goFirst(attempt, form);
				await this.first;
			}
			const { renewals } = this;
			const answer = await attempt({ renew: false });
			if (this.renewalFailed || !isUnauthorized(answer)) return answer;
			if (renewals === this.renewals) this.trusted = false;
		}
	}

	private async goFirst(attempt: Attempt, form: boolean): Promise<Answer | RequestError> {
		const answering = this.askFirst(attempt, form);
		this.first = answering.then(
			() => undefined,
			() => undefined,
		);
		try {
			return await answering;
		} finally {
			this.first = undefined;
		}
	}

	private async askFirst(attempt: Attempt, form: boolean): Promise<Answer | RequestError> {
		let answer = await attempt({ renew: true });
		if (form && isUnauthorized(answer)) answer = await attempt({ renew: false });
		await this.renewed();
		this.renewals += 1;
		if ('statusCode' in answer) {
			this.renewalFailed = isUnauthorized(answer);
			this.trusted = !this.renewalFailed;
		} else if (this.refusedLogIn(answer)) {
			this.refused = answer;
		}
		return answer;
	}
}

function isUnauthorized(answer: Answer | RequestError): boolean {
	return 'statusCode' in answer && answer.statusCode === 401;
}
