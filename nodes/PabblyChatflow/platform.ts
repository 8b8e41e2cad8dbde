import type { Answer, Platform } from '../shared/platform';
import { firstText, isObject, listAt, valueAt } from '../shared/value';

/** Pabbly Chatflow. API documentation: https://apidocs.pabbly.com/pabbly/chatflow */
export const platform: Platform = {
	name: 'Pabbly Chatflow',
	credential: 'pabblyChatflowApi',
	basePath: '/api/v1',
	secretFields: ['apiKey', 'webhookSecret'],
	secretKeys: [],
	// The vendor answers 429, but documents no figure.
	keyFields: ['apiKey'],
	rejectionReason,
	isRefusal,
	sendsMessage: ({ method, path }) =>
		method === 'POST' && ['/messages', '/broadcasts/send'].includes(path),
	messageId,
};

/** Where the vendor, and WhatsApp through it, put the reason. The page documents `error` only. */
const REASON_AT = [
	'error',
	'error.message',
	'data.metaResponse.error.message',
	'data.error',
	'data.error.message',
	'data',
	'data.message',
];

/** Errors are `{ success: false, error }`. Some come with a 2xx status, and look like a success otherwise. */
function rejectionReason({ statusCode, body }: Answer): string | undefined {
	if (!isObject(body)) return undefined;
	const refused = statusCode >= 400 ? `HTTP ${statusCode}` : refusalIn(body);
	const hidden = refused ?? failureInside(body);
	if (hidden === undefined) return undefined;
	const reason = refusedContact(body) ?? firstText(...REASON_AT.map((path) => valueAt(body, path)));
	// Beside a failure inside of it, the answer's own message still speaks of success.
	return reason ?? (refused === undefined ? hidden : (firstText(body.message) ?? hidden));
}

function refusalIn(body: Record<string, unknown>): string | undefined {
	const status = String(body.status ?? '').toLowerCase();
	if (String(body.success ?? '').toLowerCase() === 'false') return 'the answer says success: false';
	return status === 'error' || status === 'failed'
		? `the answer says status: ${status}`
		: undefined;
}

/** What an answer that calls itself a success reports of what became of it. */
function failureInside(body: unknown): string | undefined {
	const status = metaStatus(body);
	if (status !== undefined && status !== 200) return `WhatsApp answered with status ${status}`;
	const failed = Number(valueAt(body, 'data.failedCount') ?? 0);
	// Where others were saved, the operation finds out which.
	if (failed === 0 || listAt(body, 'data.createdContacts').length > 0) return undefined;
	return `${failed} contacts were refused`;
}

/** The first contact that was not taken, and why. */
function refusedContact(body: unknown): string | undefined {
	const [first] = listAt(body, 'data.failedContacts');
	return firstText(valueAt(first, 'error'), valueAt(first, 'message'), first);
}

function metaStatus(body: unknown): number | undefined {
	const status = valueAt(body, 'data.metaResponse.status') ?? valueAt(body, 'data.code');
	return /^\d+$/.test(String(status ?? '')) ? Number(status) : undefined;
}

/**
 * WhatsApp may have gone on where it answered with an error of its own, or with a good status other than 200; then
 * nothing else in the answer makes it a refusal.
 */
function isRefusal({ body }: Answer): boolean {
	const status = metaStatus(body) ?? 0;
	if (status >= 500 || (status > 200 && status < 300)) return false;
	const refused = isObject(body) && refusalIn(body) !== undefined;
	return refused || status >= 300 || Number(valueAt(body, 'data.failedCount') ?? 0) > 0;
}

function messageId(body: unknown): string | undefined {
	const paths = ['data.metaResponse.messages', 'data.messages', 'messages'];
	const ids = paths.map((path) => {
		const messages = valueAt(body, path);
		return Array.isArray(messages) ? valueAt(messages[0], 'id') : undefined;
	});
	return firstText(...ids);
}
