import type { ApiRequest } from '../shared/operation';
import type { Answer, Platform } from '../shared/platform';
import { isReplayed } from '../shared/run/idempotency';
import { WEBHOOK_SECRET_FIELDS } from '../shared/trigger/secrets';
import { firstText, isObject, valueAt } from '../shared/value';
import { IN_PROGRESS, isForeignReplay, rejectionReason } from './error-message';

/** Cloove. API documentation: https://docs.clooveai.com/messaging-api */
export const platform: Platform = {
	name: 'Cloove',
	credential: 'clooveApi',
	secretFields: ['secretKey', ...WEBHOOK_SECRET_FIELDS],
	secretKeys: [],
	keyFields: ['secretKey'],
	documentedLimit: { requests: 120, seconds: 60 },
	rejectionReason,
	isRefusal,
	sendsMessage,
	isConfirmation: (body) => firstText(valueAt(body, 'data.id')) !== undefined,
	isReplay: isReplayed,
	inProgress: ({ statusCode, body }) =>
		statusCode === 409 && valueAt(body, 'error') === IN_PROGRESS,
	messageId,
};

/** Errors are documented with a code. A replay for another conversation sent nothing to this one. */
function isRefusal(answer: Answer, request: ApiRequest): boolean {
	return firstText(valueAt(answer.body, 'error')) !== undefined || isForeignReplay(answer, request);
}

function sendsMessage({ method, path }: ApiRequest): boolean {
	return (
		method === 'POST' &&
		/^\/v1\/messaging\/(conversations\/[^/]+\/messages|messages\/template)$/.test(path)
	);
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
