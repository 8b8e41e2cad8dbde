import type { Answer, Platform } from '../shared/platform';
import { firstText, isObject, valueAt } from '../shared/value';

/** WABA Portal. API documentation: https://waba.appyverse.ai/docs */
export const platform: Platform = {
	name: 'WABA Portal',
	credential: 'wabaPortalApi',
	secretFields: ['apiKey'],
	secretKeys: ['webhookSecret'],
	// The vendor answers 429, but documents no figure.
	messagesPerSecond: 0,
	rejectionReason,
	isRefusal: ({ body }) => firstText(valueAt(body, 'error')) !== undefined,
	sendsMessage: ({ method, path }) => method === 'POST' && path === '/messages/text',
	messageId: (body) => firstText(valueAt(body, 'messageId')),
};

/** Errors are `{ error: "<text>" }`. */
function rejectionReason({ statusCode, body }: Answer): string | undefined {
	if (statusCode < 400 || !isObject(body)) return undefined;
	return firstText(body.error, valueAt(body, 'error.message'), body.message);
}
