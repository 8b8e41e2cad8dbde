import { RequestFailure } from './failure';

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
