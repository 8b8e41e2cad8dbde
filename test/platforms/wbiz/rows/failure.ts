import type { Row, RowRequest } from '../../../support/row';
import { byId, byKey, gaurav } from './values';

const send = {
	operation: 'message.sendText',
	parameters: { to: gaurav, text: 'x' },
	request: {
		method: 'POST' as const,
		path: '/v1/messages/text',
		body: { to: gaurav, body: 'x' },
	},
};

/** Where an error's words may be: the vendor shows none. */
const wordRows = [
	{ message: 'Closed' },
	{ error: { message: 'Closed', code: 'x' } },
	{ error: 'Closed' },
	{ errors: ['Closed'] },
	{ errors: [{ message: 'Closed' }] },
	{ message: 'Closed', error: 'Bad Request' },
].map((body): Row => ({
	...send,
	name: `gives the platform’s words from ${JSON.stringify(body)}`,
	answer: { status: 400, body },
	error: 'WBIZ refused the request: Closed',
}));

type Call = [operation: string, parameters: Row['parameters'], request: RowRequest, scope: string];

const many = { returnAll: false, limit: 50 };
const list = (path: string): RowRequest => ({ method: 'GET', path, query: { limit: '50' } });
const plainList = (path: string): RowRequest => ({ method: 'GET', path });
const flowId = byId('f1');
const preset = { presetId: byId('p1') };
const mediaId = 'm1';
const audience = { kind: 'tags', tags: ['vip'] };

/** The scope of each group on the vendor's page, for reading and for writing. */
const calls: Call[] = [
	[send.operation, send.parameters, send.request, 'messages:send'],
	['template.getMany', many, list('/v1/templates'), 'templates:read'],
	[
		'template.delete',
		{ templateId: byId('t1') },
		{ method: 'DELETE', path: '/v1/templates/t1' },
		'templates:write',
	],
	['contact.getMany', many, list('/v1/contacts'), 'contacts:read'],
	[
		'contact.upsert',
		{ contactPhone: gaurav },
		{ method: 'POST', path: '/v1/contacts', body: { phone: gaurav } },
		'contacts:write',
	],
	['conversation.getMany', many, list('/v1/conversations'), 'inbox:read'],
	['webhook.getMany', many, plainList('/v1/webhooks'), 'webhooks:manage'],
	[
		'webhook.delete',
		{ webhookId: byId('w1') },
		{ method: 'DELETE', path: '/v1/webhooks/w1' },
		'webhooks:manage',
	],
	['event.getMany', many, list('/v1/events'), 'events:read'],
	['tag.getMany', many, plainList('/v1/tags'), 'tags:read'],
	[
		'tag.create',
		{ tagName: 'vip' },
		{ method: 'POST', path: '/v1/tags', body: { name: 'vip' } },
		'tags:write',
	],
	['customField.getMany', many, plainList('/v1/custom-fields'), 'fields:read'],
	[
		'customField.delete',
		{ fieldKey: byKey('city') },
		{ method: 'DELETE', path: '/v1/custom-fields/city' },
		'fields:write',
	],
	['quickReply.getMany', many, plainList('/v1/quick-replies'), 'quick_replies:write'],
	['preset.getMany', many, plainList('/v1/interactive'), 'interactive:write'],
	['preset.delete', preset, { method: 'DELETE', path: '/v1/interactive/p1' }, 'interactive:write'],
	['flow.getMany', many, plainList('/v1/flows'), 'flows:read'],
	[
		'message.sendFlow',
		{ flowId, to: gaurav, text: 'x', ctaText: 'Go' },
		{
			method: 'POST',
			path: '/v1/flows/f1/send',
			body: { to: gaurav, bodyText: 'x', ctaText: 'Go' },
		},
		'flows:write',
	],
	['campaign.getMany', many, list('/v1/campaigns'), 'campaigns:read'],
	[
		'campaign.pause',
		{ campaignId: byId('c1') },
		{ method: 'POST', path: '/v1/campaigns/c1/pause' },
		'campaigns:write',
	],
	[
		'campaign.previewAudience',
		{ audienceTags: ['vip'] },
		{ method: 'POST', path: '/v1/campaigns/audience-preview', body: { audience } },
		'campaigns:read',
	],
	['media.get', { mediaId }, { method: 'GET', path: '/v1/media/m1' }, 'media:write'],
];

const scopeRows = calls.map(([operation, parameters, request, scope]): Row => ({
	operation,
	name: `names the missing scope ${scope} on a 403`,
	parameters,
	request,
	answer: { status: 403, body: { error: 'Forbidden' } },
	error: `Forbidden (the call needs the scope ${scope})`,
}));

export const failureRows: Row[] = [
	...wordRows,
	...scopeRows,
	{
		...send,
		name: 'keeps words on a 403 that name a scope themselves',
		answer: { status: 403, body: { error: { message: 'This key lacks messages:send' } } },
		error: /refused the request: This key lacks messages:send (?!\(the call)/,
	},
	{
		operation: 'account.whoAmI',
		name: 'names no scope where every key will do',
		parameters: {},
		request: { method: 'GET', path: '/v1/me' },
		answer: { status: 403, body: { error: 'Key suspended' } },
		error: /refused the request: Key suspended (?!\(the call)/,
	},
	{
		...send,
		name: 'does not know what became of a message after a 200 that says success false, as the vendor documents no such form',
		answer: { body: { success: false, error: 'Contact opted out' } },
		error: /^WBIZ did not confirm the request: Contact opted out .*may have been delivered/s,
	},
	{
		...send,
		name: 'says what the answer says where it holds no reason',
		answer: { body: { success: false } },
		error: 'WBIZ did not confirm the request: the answer (HTTP 200) says "success": false',
	},
	{
		...send,
		name: 'is not sent again after an unclear outcome',
		answer: { status: 500, body: { error: 'Internal error' } },
		error: /did not confirm the request: Internal error.*may have been delivered/s,
	},
	{
		...send,
		name: 'advises a template when the 24-hour window is closed',
		answer: {
			status: 400,
			body: { error: { message: 'Recipient is outside the 24 hour customer-service window' } },
		},
		error: 'Send an approved template instead',
	},
];
