/**
 * What is known of a request that failed:
 * - `refused`: the platform said no; nothing was sent to anybody.
 * - `notSent`: it never reached the platform.
 * - `unknown`: it may have been accepted, and a message may have been delivered.
 */
export type Outcome = 'refused' | 'notSent' | 'unknown';

interface FailureDetails {
	/** HTTP status of the answer, when there was one. */
	status?: number;
	/** The answer, secrets hidden. */
	body?: unknown;
	/** Whether asking again may help. */
	transient?: boolean;
}

/** A request that failed. `message` holds the vendor's own words where there are any; never a secret. */
export class RequestFailure extends Error {
	readonly status?: number;

	readonly body?: unknown;

	readonly transient: boolean;

	constructor(
		readonly outcome: Outcome,
		message: string,
		{ status, body, transient = false }: FailureDetails = {},
	) {
		super(message);
		this.status = status;
		this.body = body;
		this.transient = transient;
	}
}

/** The failure of a later try, where an earlier one may have been accepted: whatever it says, a message may have left. */
export function afterUnclear(failure: RequestFailure): RequestFailure {
	const { message, status, body, transient } = failure;
	return new RequestFailure('unknown', message, { status, body, transient });
}

/**
 * Does what a message needs before it can leave. Whatever becomes of that, the message itself was not sent.
 *
 * @param what for the error, e.g. `the file could not be uploaded`
 * @throws RequestFailure `refused` or `notSent`, never `unknown`
 */
export async function beforeSending<T>(what: string, work: () => Promise<T>): Promise<T> {
	let failure: unknown;
	try {
		return await work();
	} catch (error) {
		failure = error;
	}
	if (!(failure instanceof RequestFailure)) throw failure;
	const { outcome, message, status, body } = failure;
	throw new RequestFailure(outcome === 'unknown' ? 'notSent' : outcome, `${what}: ${message}`, {
		status,
		body,
	});
}
