import { RequestError } from './request-error';

/** Statuses with which a platform says that there is no such thing: asking again does not help. */
const GONE = [404, 410];

/**
 * Why a step of an event could not be done, where the event is to go on all the same.
 *
 * @param goesOn whether it is to in any case, as with *On Error: Continue*; else only where asking again would not help
 * @throws what it was given otherwise: the execution fails, and *Retry* does the step again
 */
export function reasonToGoOn(error: unknown, goesOn: boolean): string {
	const isGone = error instanceof RequestError && GONE.includes(error.status ?? 0);
	if (!isGone && !goesOn) throw error;
	// Other errors than our own may hold the request with its key.
	return error instanceof RequestError ? error.message : 'the platform could not be asked';
}
