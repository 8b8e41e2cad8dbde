import { cursorOptions, limit, modes, options, returnAll } from '../../shared/fields/common';
import { cleanPhone, userIdIn } from '../../shared/fields/phone-number';
import type { Resource } from '../../shared/operation';

const pages = {
	type: 'cursor',
	parameter: 'cursor',
	next: 'pagination.nextCursor',
	more: 'pagination.hasMore',
} as const;

export const conversation: Resource = {
	name: 'Conversation',
	value: 'conversation',
	operations: [
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many conversations',
			description: 'Get conversations with their last message and how many messages are unread',
			method: 'GET',
			path: '/conversations',
			items: 'data',
			paginate: { ...pages, sizeParameter: 'limit', maxSize: 50 },
			fields: [returnAll, limit, options(...cursorOptions)],
		},
		{
			name: 'Get Messages',
			value: 'getMessages',
			action: 'Get the messages of a conversation',
			description: 'Get the messages of a conversation, the newest first',
			method: 'GET',
			path: '/conversations/{phoneNumber}/messages',
			items: 'data',
			paginate: { ...pages, sizeParameter: 'limit', maxSize: 100 },
			fields: [
				{
					displayName: 'Conversation',
					name: 'conversationId',
					type: 'resourceLocator',
					required: true,
					default: { mode: 'list', value: '' },
					description: 'The contact whose messages to get',
					...modes('searchConversations', 'By Phone Number', 'e.g. 919876543210', 'phoneNumber'),
					in: 'path',
					as: 'phoneNumber',
					encode: (value) => userIdIn(value) ?? cleanPhone(value),
				},
				returnAll,
				limit,
				options(...cursorOptions),
			],
		},
	],
};
