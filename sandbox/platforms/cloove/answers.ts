import type { Reply } from '../../platform';
import { Refusal } from '../../refusal';

/** What an error is called when nothing closer is known; 400, 422, 429 and 500 are assumed. */
const CODES: Record<number, string> = {
	400: 'validation_failed',
	401: 'invalid_api_key',
	403: 'missing_scope',
	404: 'not_found',
	409: 'request_in_progress',
	422: 'validation_failed',
	429: 'rate_limited',
};

/** How the sandbox's contract words what is wrong with a field. A body that cannot be read has no field. */
const INVALID_FIELD = /^Invalid request: (?!body )(\S+) (.+)$/;

export interface FieldFault {
	field: string;
	message: string;
}

/** `success` is on no page of the vendor's, but in its answers. */
export function answer(status: 200 | 201, message: string, data: unknown, meta?: object): Reply {
	return { status, body: { success: true, message, data, ...(meta ? { meta } : {}) } };
}

/** An error in the vendor's form; the details of a Refusal may name a code and faulty fields. */
export function refusal(status: number, message: string, details?: Record<string, unknown>): Reply {
	const [, field, fault] = INVALID_FIELD.exec(message) ?? [];
	if (status === 400 && field !== undefined) return refusedFields([{ field, message: fault }]);
	const error = CODES[status] ?? 'internal_error';
	return { status, body: { error, message, ...details } };
}

function refusedFields(details: FieldFault[]): Reply {
	const message = details.map((fault) => `${fault.field} ${fault.message}`).join('; ');
	return { status: 422, body: { error: CODES[422], message, details } };
}

/** The refusal of values that the contract cannot judge. */
export function invalidFields(details: FieldFault[]): Refusal {
	const { message } = refusedFields(details).body as { message: string };
	return new Refusal(422, message, { details });
}
