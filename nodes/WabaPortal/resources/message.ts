import { allowUserIds, defaultCountryCode, options, to } from '../../shared/fields/common';
import { messageText } from '../../shared/fields/message';
import { InvalidValue, type Operation, type Resource } from '../../shared/operation';
import { sendAndWait } from '../../shared/send-and-wait/operation';
import { withTextOptions } from '../../shared/text/send-text';

const sendText: Operation = {
	name: 'Send Text',
	value: 'sendText',
	action: 'Send a text message',
	description: "Send a text within 24 hours of the customer's last message",
	method: 'POST',
	path: '/messages/text',
	fields: [to, messageText('message', 4096), options(allowUserIds, defaultCountryCode)],
};

export const message: Resource = {
	name: 'Message',
	value: 'message',
	operations: [
		{
			name: 'Mark as Read',
			value: 'markAsRead',
			action: 'Mark a message as read',
			description: 'Show the customer that a message was read, and that an answer is being written',
			method: 'POST',
			path: '/messages/mark-read',
			repeatable: true,
			fields: [
				{
					displayName: 'Message ID',
					name: 'messageId',
					type: 'string',
					required: true,
					default: '',
					placeholder: 'e.g. wamid.HBgMOTE5MDMwMzgzNDM4FQIAEhgg',
					description: 'ID of a message from a customer, as the trigger gives it',
					in: 'body',
					encode: whatsAppId,
				},
				{
					displayName: 'Show Typing Indicator',
					name: 'showTypingIndicator',
					type: 'boolean',
					default: false,
					description:
						'Whether to show the customer that an answer is being written, until the next message or for 25 seconds',
					in: 'body',
				},
			],
		},
		sendAndWait(sendText),
		withTextOptions(sendText),
	],
};

/** The page: "starts with wamid.". The list of messages has another ID beside it, which this call does not take. */
function whatsAppId(value: unknown): string {
	const id = String(value).trim();
	if (id.startsWith('wamid.')) return id;
	throw new InvalidValue(
		'must be the ID that starts with "wamid.": messageId of the trigger, waMessageId of Conversation > Get Messages',
	);
}
