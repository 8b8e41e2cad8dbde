import { type ApiRequest, isRead } from '../shared/operation';

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
