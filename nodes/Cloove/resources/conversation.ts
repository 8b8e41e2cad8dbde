import { limit, options, returnAll, filtersOf } from '../../shared/fields/common';
import type { Field, Resource } from '../../shared/operation';
import { conversationId } from '../fields/common';

const filters: Field[] = [
	{
		displayName: 'Assigned',
		name: 'assigned',
		type: 'options',
		options: [
			{ name: 'To Me', value: 'me' },
			{ name: 'To Nobody', value: 'unassigned' },
		],
		default: 'unassigned',
		description:
			'Only conversations that are assigned to you, or to nobody. The platform does not document who "me" is for an API key.',
		in: 'query',
	},
	{
		displayName: 'Mode',
		name: 'mode',
		type: 'options',
		options: [
			{ name: 'AI', value: 'ai' },
			{ name: 'Human', value: 'human' },
		],
		default: 'human',
		description: 'Only conversations that the AI answers, or that a person does',
		in: 'query',
	},
	{
		displayName: 'Search',
		name: 'search',
		type: 'string',
		default: '',
		placeholder: 'e.g. Ada',
		description: "Only conversations with this in the customer's name or phone number",
		in: 'query',
	},
	{
		displayName: 'Status',
		name: 'status',
		type: 'string',
		default: '',
		placeholder: 'e.g. open',
		description:
			"Only conversations with this status: open or pending_customer. The platform's own app also has resolved and closed.",
		in: 'query',
	},
];

const pageSize: Field = {
	displayName: 'Page Size',
	name: 'pageSize',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: 50,
	description:
		'How many conversations to ask for at once. The platform does not document pages for this list: without it all that the platform gives is read, page by page where it says that there are more.',
	in: 'query',
	as: 'limit',
};

export const conversation: Resource = {
	name: 'Conversation',
	value: 'conversation',
	operations: [
		{
			name: 'Get',
			value: 'get',
			action: 'Get a conversation',
			description: 'Get a conversation with its most recent messages, the newest first',
			method: 'GET',
			path: '/v1/messaging/conversations/{id}',
			fields: [conversationId],
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many conversations',
			description: 'Get conversations, the most recently active first',
			method: 'GET',
			path: '/v1/messaging/conversations',
			items: 'data',
			paginate: { type: 'page', parameter: 'page', more: 'meta.hasMore' },
			fields: [returnAll, limit, filtersOf(...filters), options(pageSize)],
		},
		{
			name: 'Get Messages',
			value: 'getMessages',
			action: 'Get the messages of a conversation',
			description:
				'Get the most recent messages of a conversation, the newest first. The platform decides how many there are; it has no call for older ones.',
			method: 'GET',
			path: '/v1/messaging/conversations/{id}',
			items: 'data.messages',
			fields: [conversationId, returnAll, limit],
		},
	],
};
