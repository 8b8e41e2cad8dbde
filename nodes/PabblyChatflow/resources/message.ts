import { messageText } from '../../shared/fields/message';
import type { Resource } from '../../shared/operation';
import { contactDetails } from '../contact-fields';
import { fixed, sendOptions, to } from '../fields';
import {
	requestAddress,
	requestLocation,
	sendCatalog,
	sendCtaUrl,
	sendList,
	sendProduct,
	sendProductList,
} from './message-interactive';
import { sendMedia } from './message-media';
import { sendTemplate } from './message-template';

export const message: Resource = {
	name: 'Message',
	value: 'message',
	operations: [
		requestAddress,
		requestLocation,
		sendCatalog,
		sendCtaUrl,
		sendList,
		sendMedia,
		sendProduct,
		sendProductList,
		sendTemplate,
		{
			name: 'Send Text',
			value: 'sendText',
			action: 'Send a text message',
			description: "Send a text within 24 hours of the customer's last message",
			method: 'POST',
			path: '/messages',
			// WhatsApp's limit.
			fields: [
				fixed('type', 'text'),
				to,
				messageText('message', 4096),
				contactDetails,
				sendOptions(),
			],
		},
	],
};
