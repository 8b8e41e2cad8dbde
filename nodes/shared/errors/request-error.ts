/**
 * What is known of a request that failed:
 * - `refused`: the platform said no; nothing was sent to anybody.
 * - `notSent`: it never reached the platform.
 * - `unknown`: it may have been accepted, and a message may have been delivered.
 */
export type FailureKind = 'refused' | 'notSent' | 'unknown';

interface FailureDetails {
	/** HTTP status of the answer, when there was one. */
	status?: number;
	/** The answer, secrets hidden. */
	body?: unknown;
	/** Whether asking again may help. */
	transient?: boolean;
	/** Whether an earlier try of the same execution left it unknown; this one sent nothing. */
	fromEarlierTry?: boolean;
	/** What to do about it, where the message is our own; for a vendor's message `errors/advice` knows. */
	advice?: string;
}

/** A request that failed. `message` holds the vendor's own words where there are any; never a secret. */
export class RequestError extends Error {
	readonly status?: number;

	readonly body?: unknown;

	readonly transient: boolean;

	readonly fromEarlierTry: boolean;

	readonly advice?: string;

	constructor(
		readonly kind: FailureKind,
		message: string,
		{ status, body, transient = false, fromEarlierTry = false, advice }: FailureDetails = {},
	) {
		super(message);
		this.status = status;
		this.body = body;
		this.transient = transient;
		this.fromEarlierTry = fromEarlierTry;
		this.advice = advice;
	}
}

/** The failure of a later try, where an earlier one may have been accepted: whatever it says, a message may have left. */
export function afterUnclear(failure: RequestError): RequestError {
	const { message, status, body, transient, advice } = failure;
	return new RequestError('unknown', message, { status, body, transient, advice });
}

/**
 * Does what a message needs before it can leave. Whatever becomes of that, the message itself was not sent.
 *
 * @param what for the error, e.g. `the file could not be uploaded`
 * @throws RequestError `refused` or `notSent`, never `unknown`
 */
export async function beforeSending<T>(what: string, work: () => Promise<T>): Promise<T> {
	let error: unknown;
	try {
		return await work();
	} catch (caught) {
		error = caught;
	}
	if (!(error instanceof RequestError)) throw error;
	const { kind, message, status, body, advice } = error;
	throw new RequestError(kind === 'unknown' ? 'notSent' : kind, `${what}: ${message}`, {
		status,
		body,
		advice,
	});
}
