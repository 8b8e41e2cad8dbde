import type { Resource } from '../../shared/operation';
import { conversationId, sendOptions, text } from '../fields';
import { sendTemplate } from './message-template';

export const message: Resource = {
	name: 'Message',
	value: 'message',
	operations: [
		sendTemplate,
		{
			name: 'Send Text',
			value: 'sendText',
			action: 'Send a text message',
			description: "Send a text in a conversation, within 24 hours of the customer's last message",
			method: 'POST',
			path: '/v1/messaging/conversations/{id}/messages',
			repeatable: 'idempotencyKey',
			fields: [conversationId, text, sendOptions()],
		},
	],
};
