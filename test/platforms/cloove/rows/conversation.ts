import type { Row, RowAnswer, RowRequest } from '../../../support/row';
import { ada, byId, fromList, nothing, refused } from './values';

const path = '/v1/messaging/conversations';

/** The vendor's samples. */
const listed = {
	id: 'cv1a2b3c-...',
	businessId: 'b1a2c3d4-...',
	customerPhone: '+2348012345678',
	customerName: 'Ada Lovelace',
	status: 'open',
	mode: 'ai',
	unreadCount: 1,
	lastInboundAt: '2026-01-15T09:58:00.000Z',
	lastOutboundAt: '2026-01-15T09:59:00.000Z',
};
const message = {
	id: 'm1a2b3c4-...',
	direction: 'inbound',
	messageType: 'text',
	text: 'Is my order shipped?',
	deliveryStatus: 'delivered',
	createdAt: '2026-01-15T09:58:00.000Z',
};
const single = {
	message: 'Conversation retrieved',
	data: {
		id: 'cv1a2b3c-...',
		customerPhone: '+2348012345678',
		customerName: 'Ada Lovelace',
		status: 'open',
		messages: [message],
	},
};

const list = (query?: Record<string, string>): RowRequest => ({ method: 'GET', path, query });
const numbered = (from: number, count: number) =>
	Array.from({ length: count }, (_, index) => ({ n: from + index }));
const page = (data: object[], hasMore?: unknown): RowAnswer => ({
	body: {
		message: 'Conversations retrieved',
		data,
		...(hasMore === undefined ? {} : { meta: { hasMore } }),
	},
});

const listRows: Row[] = [
	{
		operation: 'conversation.getMany',
		name: 'reads the sample "List conversations"',
		parameters: { returnAll: true },
		request: list(),
		answer: page([listed]),
		output: [listed],
	},
	{
		operation: 'conversation.getMany',
		name: 'asks for no page and no size, and gives at most the limit',
		parameters: { returnAll: false, limit: 2 },
		request: list(),
		answer: page(numbered(0, 3)),
		output: numbered(0, 2),
	},
	{
		operation: 'conversation.getMany',
		name: 'has every filter of the page',
		parameters: {
			returnAll: true,
			filters: { status: 'pending_customer', mode: 'human', assigned: 'unassigned', search: 'Ada' },
		},
		request: list({
			status: 'pending_customer',
			mode: 'human',
			assigned: 'unassigned',
			search: 'Ada',
		}),
		answer: page([]),
		output: [],
	},
	{
		operation: 'conversation.getMany',
		name: 'takes a status that is not on the page, and a phone number to search',
		parameters: {
			returnAll: true,
			filters: { status: 'snoozed', mode: 'ai', assigned: 'me', search: '+234801' },
		},
		request: list({ status: 'snoozed', mode: 'ai', assigned: 'me', search: '+234801' }),
		answer: page([]),
	},
	{
		operation: 'conversation.getMany',
		name: 'leaves out empty filters',
		parameters: { returnAll: true, filters: { status: '', search: nothing } },
		request: list(),
		answer: page([]),
	},
	{
		operation: 'conversation.getMany',
		name: 'reads on while the platform says that there is more',
		parameters: { returnAll: true, filters: { status: 'open' }, options: { pageSize: 2 } },
		request: [
			list({ status: 'open', limit: '2' }),
			list({ status: 'open', limit: '2', page: '2' }),
			list({ status: 'open', limit: '2', page: '3' }),
		],
		answer: [page(numbered(0, 2), true), page(numbered(2, 2), true), page(numbered(4, 1), false)],
		output: numbered(0, 5),
	},
	{
		operation: 'conversation.getMany',
		name: 'asks for no page more than the limit needs',
		parameters: { returnAll: false, limit: 2 },
		request: list(),
		answer: page(numbered(0, 2), true),
		output: numbered(0, 2),
	},
	{
		operation: 'conversation.getMany',
		name: 'does not read on for a word in the place of true',
		parameters: { returnAll: true },
		request: list(),
		answer: page(numbered(0, 2), 'false'),
		output: numbered(0, 2),
	},
	{
		operation: 'conversation.getMany',
		name: 'fails rather than repeat a page that is given twice',
		parameters: { returnAll: true },
		request: [list(), list({ page: '2' })],
		answer: [page(numbered(0, 2), true), page(numbered(0, 2), true)],
		error: 'was given twice',
	},
	refused(
		'conversation.getMany',
		'with a mode that is none',
		{ returnAll: true, filters: { mode: 'robot' } },
		'"Mode" must be one of ai, human',
	),
	refused(
		'conversation.getMany',
		'with a page of no rows',
		{ returnAll: true, options: { pageSize: 0 } },
		'"Page Size" must be at least 1',
	),
];

const readRows: Row[] = [
	{
		operation: 'conversation.get',
		name: 'reads the sample "Get a conversation"',
		parameters: { conversationId: fromList(ada) },
		request: { method: 'GET', path: `${path}/${ada}` },
		answer: { body: single },
		output: [single],
	},
	{
		operation: 'conversation.getMessages',
		name: 'gives the messages of the sample "Get a conversation"',
		parameters: { conversationId: byId(ada), returnAll: true },
		request: { method: 'GET', path: `${path}/${ada}` },
		answer: { body: single },
		output: [message],
	},
	{
		operation: 'conversation.getMessages',
		name: 'gives at most the limit, the newest first',
		parameters: { conversationId: byId(ada), returnAll: false, limit: 2 },
		request: { method: 'GET', path: `${path}/${ada}` },
		answer: { body: { message: 'x', data: { id: ada, messages: numbered(0, 3) } } },
		output: numbered(0, 2),
	},
	refused(
		'conversation.get',
		'without a conversation',
		{ conversationId: byId(nothing) },
		'"Conversation" is empty',
	),
];

const listPath = { method: 'GET', path: '/v1/messaging/conversations' } as const;
const some = expect.stringMatching(/./) as string;
const missingScope = (scope: string) => ({
	status: 403,
	body: { error: 'missing_scope', message: `This API key lacks the required scope ${scope}` },
});
const row = (check: string, ok: boolean | null) => ({
	check,
	ok,
	found: some,
	todo: ok === true ? '' : expect.any(String),
});
const unseen = [row('Scope messaging:messages:send', null), row('Webhook', null)];
const listScope = 'messaging:conversations:read';
const messagesScope = 'messaging:messages:read';

export const setupRows: Row[] = [
	{
		operation: 'account.checkSetup',
		name: 'looks at the key and at the scopes that a read shows',
		parameters: {},
		request: [listPath, { method: 'GET', path: `/v1/messaging/conversations/${ada}` }],
		output: [
			row('Secret key', true),
			row(`Scope ${listScope}`, true),
			row(`Scope ${messagesScope}`, true),
			...unseen,
		],
	},
	{
		operation: 'account.checkSetup',
		name: 'names the scope that the key lacks, which proves the key',
		parameters: {},
		request: listPath,
		answer: missingScope(listScope),
		output: [
			row('Secret key', true),
			{ ...row(`Scope ${listScope}`, false), found: expect.stringContaining(listScope) },
			row(`Scope ${messagesScope}`, null),
			...unseen,
		],
	},
	{
		operation: 'account.checkSetup',
		name: 'says that the messages of a conversation cannot be read',
		parameters: {},
		request: [listPath, { method: 'GET', path: `/v1/messaging/conversations/${ada}` }],
		answer: [
			{ body: { message: 'Conversations retrieved', data: [{ id: ada }] } },
			missingScope(messagesScope),
		],
		output: [
			row('Secret key', true),
			row(`Scope ${listScope}`, true),
			row(`Scope ${messagesScope}`, false),
			...unseen,
		],
	},
	{
		operation: 'account.checkSetup',
		name: 'gives one row where the key is wrong',
		parameters: {},
		request: listPath,
		answer: { status: 401, body: { error: 'invalid_api_key', message: 'Invalid API key' } },
		output: [{ ...row('Secret key', false), found: 'Invalid API key' }],
	},
];

export const conversationRows: Row[] = [...listRows, ...readRows];
