import { firstText, isObject, listAt, valueAt } from '../shared/value';

/**
 * The vendor's words in an error. `message` is documented as a text, and `details` as a list without a form; that
 * `message` may be a list, and `error` stand in its place, is assumed.
 */
export function wordsOf(body: unknown): string | undefined {
	if (!isObject(body)) return undefined;
	const messages = [body.message].flat().filter((text) => firstText(text) !== undefined);
	const words = messages.length > 0 ? messages.join('; ') : undefined;
	const details = detailsOf(body).filter((detail) => words?.includes(detail) !== true);
	const reason = words ?? firstText(body.error, valueAt(body, 'error.message'));
	if (details.length === 0) return reason;
	return reason === undefined ? details.join('; ') : `${reason} (${details.join('; ')})`;
}

/** `field: message` of each detail, or what there is of it. */
function detailsOf(body: unknown): string[] {
	return listAt(body, 'details').flatMap((detail) => {
		const message = firstText(detail, valueAt(detail, 'message'));
		const field = firstText(valueAt(detail, 'field'), valueAt(detail, 'path'));
		if (message === undefined) return [];
		return [field === undefined || message.includes(field) ? message : `${field}: ${message}`];
	});
}
