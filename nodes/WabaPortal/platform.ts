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
	failure,
	messageId: (body) => firstText(valueAt(body, 'messageId')),
};

/** Errors are `{ error: "<text>" }`; with a 2xx status, `success: false` marks them. */
function failure({ statusCode, body }: Answer): string | undefined {
	if (!isObject(body)) return undefined;
	if (statusCode < 400 && body.success !== false) return undefined;
	return (
		firstText(body.error, valueAt(body, 'error.message'), body.message) ?? `HTTP ${statusCode}`
	);
}
