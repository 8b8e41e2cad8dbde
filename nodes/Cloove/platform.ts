import type { Answer, Platform } from '../shared/platform';
import { isReplayed } from '../shared/run/idempotency';
import { WEBHOOK_SECRET_FIELDS } from '../shared/trigger/secrets';
import { firstText, isObject, valueAt } from '../shared/value';
import { failure, IN_PROGRESS } from './error-message';

/** Cloove. API documentation: https://docs.clooveai.com/messaging-api */
export const platform: Platform = {
	name: 'Cloove',
	credential: 'clooveApi',
	secretFields: ['secretKey', ...WEBHOOK_SECRET_FIELDS],
	secretKeys: [],
	// The vendor's 120 requests a minute and key.
	messagesPerSecond: 2,
	failure,
	unclear,
	inProgress: ({ statusCode, body }) =>
		statusCode === 409 && valueAt(body, 'error') === IN_PROGRESS,
	messageId,
};

/** An answer that calls itself no success, and holds a message all the same. A replay sends nothing. */
function unclear(answer: Answer): boolean {
	return messageId(answer.body) !== undefined && !isReplayed(answer);
}

/**
 * Cloove's own id of the message: WhatsApp's is not in its answers. The data of other answers has an `id`, too, but
 * only a message has a conversation and a direction.
 */
function messageId(body: unknown): string | undefined {
	const data = valueAt(body, 'data');
	if (!isObject(data) || data.conversationId === undefined || data.direction === undefined) {
		return undefined;
	}
	return firstText(data.id);
}
