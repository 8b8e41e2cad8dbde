import { messageText } from '../../shared/fields/message';
import type { Resource } from '../../shared/operation';
import { sendOptions, textType } from '../fields';
import { conversationId } from '../locators';
import { sendMedia } from './message-media';
import { sendTemplate } from './message-template';

export const message: Resource = {
	name: 'Message',
	value: 'message',
	operations: [
		sendMedia,
		sendTemplate,
		{
			name: 'Send Text',
			value: 'sendText',
			action: 'Send a text message',
			description: "Send a text within 24 hours of the customer's last message",
			method: 'POST',
			path: '/orgs/{orgId}/conversations/{conversationId}/messages',
			// WhatsApp's limit.
			fields: [
				conversationId('conversationId'),
				textType,
				messageText('body', 4096),
				sendOptions(),
			],
		},
	],
};
