import { modes } from '../../shared/fields/common';
import type { Field, Resource } from '../../shared/operation';
import { filteredList, listFields, listOf, statusFilter } from '../lists';

const conversationId: Field = {
	displayName: 'Conversation',
	name: 'conversationId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'Which conversation',
	...modes('searchConversations', 'By ID', 'e.g. 66f1c0de'),
	in: 'path',
	as: 'id',
};

export const conversation: Resource = {
	name: 'Conversation',
	value: 'conversation',
	operations: [
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many conversations',
			description:
				'Get conversations with their contact, status, last message time and how many messages are unread',
			method: 'GET',
			path: '/v1/conversations',
			...listOf('conversations'),
			fields: filteredList(statusFilter('open')),
		},
		{
			name: 'Get Messages',
			value: 'getMessages',
			action: 'Get the messages of a conversation',
			description: 'Get the messages of a conversation, the newest first',
			method: 'GET',
			path: '/v1/conversations/{id}/messages',
			...listOf('messages'),
			fields: [conversationId, ...listFields],
		},
	],
};
