/**
 * A credential that cannot be used: nothing has been sent. Thrown by a credential type's `authenticate` and
 * `preAuthentication`. Its message is shown: it holds no secret.
 */
export class CredentialFault extends Error {
	/** Tells it from other errors, however deep n8n has wrapped it. A `code` n8n would show in the message's place. */
	readonly isCredentialFault = true;

	/** @param transient whether asking again may help, e.g. when nobody answered the log-in */
	constructor(
		message: string,
		readonly transient = false,
	) {
		super(message);
	}
}
