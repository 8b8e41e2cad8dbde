import { firstText, isObject, listAt, valueAt } from '../shared/value';

/**
 * The vendor's message in an error. The page says that `message` is a text and `details` a list. It is assumed that
 * `message` may also be a list, and that `error` may replace it.
 */
export function errorMessage(body: unknown): string | undefined {
	if (!isObject(body)) return undefined;
	const messages = [body.message].flat().filter((text) => firstText(text) !== undefined);
	const message = messages.length > 0 ? messages.join('; ') : undefined;
	const details = detailsOf(body).filter((detail) => message?.includes(detail) !== true);
	const reason = message ?? firstText(body.error, valueAt(body, 'error.message'));
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
