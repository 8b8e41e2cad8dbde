import { type ApiRequest, isRead } from '../shared/operation';
import type { Answer, Platform } from '../shared/platform';
import { firstOf, firstText, isObject, valueAt } from '../shared/value';

/** WBIZ. API documentation: https://wbiz.in/docs/index.php */
export const platform: Platform = {
	name: 'WBIZ',
	credential: 'wbizApi',
	secretFields: ['apiKey'],
	secretKeys: ['secret', 'signingSecret', 'signing_secret'],
	// The limits depend on the plan; every answer says how much of them is left.
	keyFields: ['apiKey'],
	rejectionReason,
	sendsMessage,
	// Assumed: the vendor does not say under which key the message's ID stands.
	isConfirmation: (body) =>
		['id', 'data.id'].some((path) => firstText(valueAt(body, path)) !== undefined),
	messageId,
};

/** The vendor does not document its errors, so the usual keys are tried, in this order. */
function rejectionReason({ statusCode, body }: Answer, request: ApiRequest): string | undefined {
	if (statusCode < 400 || !isObject(body)) return undefined;
	const reason =
		firstText(body.message, valueAt(body, 'error.message'), body.error) ??
		firstReason(body.errors) ??
		`HTTP ${statusCode}`;
	return statusCode === 403 ? withScope(reason, scopeFor(request)) : reason;
}

/** The vendor says that the answers to all these carry the message's ID. */
function sendsMessage({ method, path }: ApiRequest): boolean {
	return (
		method === 'POST' && /^\/v1\/(messages\/[^/]+|(interactive|flows)\/[^/]+\/send)$/.test(path)
	);
}

function firstReason(errors: unknown): string | undefined {
	const first = firstOf(errors);
	return firstText(first, valueAt(first, 'message'));
}

/** A call without its scope is answered with 403. A message that names a scope itself stays as it is. */
function withScope(reason: string, scope: string | undefined): string {
	const named = /\b[a-z_]+:(read|write|send|manage)\b/.test(reason);
	return scope === undefined || named ? reason : `${reason} (the call needs the scope ${scope})`;
}

/** Sends answer with WhatsApp's id of the message; the vendor documents no key for it. */
function messageId(body: unknown): string | undefined {
	const parts = [body, valueAt(body, 'data')].filter(isObject);
	const named = parts.flatMap(({ messageId, wamid, message_id, id }) => [
		messageId,
		wamid,
		message_id,
		typeof id === 'string' && id.startsWith('wamid.') ? id : undefined,
	]);
	const messages = valueAt(body, 'messages');
	const first = Array.isArray(messages) ? valueAt(messages[0], 'id') : undefined;
	return firstText(...named, first);
}

/** The vendor's page names a scope for each group of calls; some groups have no scope of their own for reading. */
const SCOPES: Array<{ path: string; read: string; write: string }> = [
	{ path: '/v1/messages', read: 'messages:send', write: 'messages:send' },
	{ path: '/v1/templates', read: 'templates:read', write: 'templates:write' },
	{ path: '/v1/contacts', read: 'contacts:read', write: 'contacts:write' },
	{ path: '/v1/conversations', read: 'inbox:read', write: 'inbox:read' },
	{ path: '/v1/webhooks', read: 'webhooks:manage', write: 'webhooks:manage' },
	{ path: '/v1/events', read: 'events:read', write: 'events:read' },
	{ path: '/v1/tags', read: 'tags:read', write: 'tags:write' },
	{ path: '/v1/custom-fields', read: 'fields:read', write: 'fields:write' },
	{ path: '/v1/quick-replies', read: 'quick_replies:write', write: 'quick_replies:write' },
	{ path: '/v1/interactive', read: 'interactive:write', write: 'interactive:write' },
	{ path: '/v1/flows', read: 'flows:read', write: 'flows:write' },
	{ path: '/v1/campaigns/audience-preview', read: 'campaigns:read', write: 'campaigns:read' },
	{ path: '/v1/campaigns', read: 'campaigns:read', write: 'campaigns:write' },
	{ path: '/v1/media', read: 'media:write', write: 'media:write' },
];

/** The scope that an API key needs for a call; `undefined` where every valid key will do. */
export function scopeFor({ method, path }: ApiRequest): string | undefined {
	const group = SCOPES.find((entry) => path === entry.path || path.startsWith(`${entry.path}/`));
	return isRead(method) ? group?.read : group?.write;
}
