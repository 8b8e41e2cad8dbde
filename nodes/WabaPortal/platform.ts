import type { Answer, Platform } from '../shared/platform';
import { firstText, isObject, valueAt } from '../shared/value';

/** WABA Portal. API documentation: https://waba.appyverse.ai/docs */
export const platform: Platform = {
	name: 'WABA Portal',
	credential: 'wabaPortalApi',
	basePath: '/api/v1',
	secretFields: ['apiKey'],
	secretKeys: ['webhookSecret'],
	// The vendor answers 429, but documents no figure.
	keyFields: ['apiKey'],
	rejectionReason,
	isRefusal: ({ body }) => firstText(valueAt(body, 'error')) !== undefined,
	sendsMessage: ({ method, path }) => method === 'POST' && path === '/messages/text',
	messageId: (body) => firstText(valueAt(body, 'messageId')),
};

/** Errors are `{ error: "<text>" }`; a failed webhook test has `data` about the receiver beside it. */
function rejectionReason({ statusCode, body }: Answer): string | undefined {
	if (!isObject(body)) return undefined;
	const receiver = body.success === false ? receiverIn(body.data) : undefined;
	if (statusCode < 400 && receiver === undefined) return undefined;
	const reason = firstText(body.error, valueAt(body, 'error.message'), body.message);
	const parts = [reason, receiver].filter((part) => part !== undefined);
	return parts.length === 0 ? undefined : parts.join(' ');
}

/** What a failed webhook test says of the receiver: its status, and how long it took. */
function receiverIn(data: unknown): string | undefined {
	const status = valueAt(data, 'statusCode');
	const code = typeof status === 'number' ? `HTTP ${status}` : undefined;
	const duration = firstText(valueAt(data, 'duration'));
	const answered = [code, firstText(valueAt(data, 'statusText'))].filter(Boolean).join(' ');
	const known = [answered, duration && `after ${duration}`].filter(Boolean).join(', ');
	return known === '' ? undefined : `(${known})`;
}
