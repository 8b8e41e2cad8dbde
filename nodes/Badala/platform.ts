import type { Answer, Platform } from '../shared/platform';
import { WEBHOOK_SECRET_FIELDS } from '../shared/trigger/secrets';
import { firstText, isObject, valueAt } from '../shared/value';
import { wordsOf } from './error-message';

/** Badala. API documentation: https://docs.badala.app/docs/api */
export const platform: Platform = {
	name: 'Badala',
	credential: 'badalaApi',
	pathFields: { orgId: 'Organization ID' },
	logsIn: true,
	secretFields: ['token', 'password', 'sessionToken', ...WEBHOOK_SECRET_FIELDS],
	secretKeys: [],
	// Badala has no limit of its own; the vendor names 80 for the first of Meta's tiers.
	messagesPerSecond: 80,
	failure,
	messageId,
};

/**
 * Errors have a status of 400 and more. A 502 is Meta's refusal or its failure: it is not told which, so that a
 * message may have left. That `success: false` would be no success is assumed.
 */
function failure({ statusCode, body }: Answer): string | undefined {
	if (statusCode >= 400) return wordsOf(body) ?? `HTTP ${statusCode}`;
	if (valueAt(body, 'success') !== false) return undefined;
	return wordsOf(body) ?? 'the answer says that it was no success';
}

/**
 * The id by which the vendor's webhooks call the message. No answer to a send is documented, so the likely places are
 * tried; a bare `id` counts only where the answer is a message, and no contact or conversation.
 */
function messageId(body: unknown): string | undefined {
	const places = ['', 'data', 'message'].map((place) => valueAt(body, place)).filter(isObject);
	const ids = places.flatMap((place) => {
		const isMessage = place.conversationId !== undefined || place.direction !== undefined;
		return [place.messageId, isMessage ? place.id : undefined, place.wamid, place.waMessageId];
	});
	const numbers = ids.map((id) => (typeof id === 'number' ? String(id) : id));
	return firstText(...numbers);
}
