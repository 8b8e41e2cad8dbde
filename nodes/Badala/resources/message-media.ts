import { caption, mediaUrl as sharedMediaUrl } from '../../shared/fields/message';
import { InvalidValue, type Field, type Operation } from '../../shared/operation';
import { sendOptions } from '../fields';
import { conversationId } from '../locators';

const mediaUrl: Field = {
	...sharedMediaUrl,
	displayOptions: { show: { mediaType: ['audio', 'document', 'image', 'sticker', 'video'] } },
};

/** The vendor writes types in upper case, and shows IMAGE alone. */
const upperCase = (value: unknown) => String(value).toUpperCase();

export const sendMedia: Operation = {
	name: 'Send Media',
	value: 'sendMedia',
	action: 'Send a media message',
	description:
		"Send an image, video, document, audio or sticker within 24 hours of the customer's last message",
	method: 'POST',
	path: '/orgs/{orgId}/conversations/{conversationId}/messages',
	fields: [
		conversationId('conversationId'),
		{
			displayName: 'Media Type',
			name: 'mediaType',
			type: 'options',
			options: [
				{ name: 'Audio', value: 'audio' },
				{ name: 'Document', value: 'document' },
				{ name: 'Image', value: 'image' },
				{ name: 'Other', value: 'other' },
				{ name: 'Sticker', value: 'sticker' },
				{ name: 'Video', value: 'video' },
			],
			default: 'image',
			description:
				'What the recipient sees it as. The platform does not document any type but images.',
			in: 'body',
			as: 'type',
			encode: (value) => (value === 'other' ? undefined : upperCase(value)),
		},
		{
			displayName: 'Type Name',
			name: 'customMediaType',
			type: 'string',
			default: '',
			placeholder: 'e.g. LOCATION',
			description:
				"The platform's word for the type. What else it takes goes into Additional Body, under Options.",
			displayOptions: { show: { mediaType: ['other'] } },
			in: 'body',
			as: 'type',
			encode: (value) => {
				const word = upperCase(value ?? '').trim();
				// As a required field n8n would miss it whenever an expression gives the type.
				if (word === '') throw new InvalidValue('is empty');
				if (/^[A-Z][A-Z0-9_]*$/.test(word)) return word;
				throw new InvalidValue('may hold only letters, digits and underscores');
			},
		},
		mediaUrl,
		{ ...sharedMediaUrl, required: false, displayOptions: { show: { mediaType: ['other'] } } },
		{
			...caption,
			displayOptions: { show: { mediaType: ['document', 'image', 'other', 'video'] } },
		},
		{
			displayName: 'File Name',
			name: 'filename',
			type: 'string',
			default: '',
			placeholder: 'e.g. invoice.pdf',
			description:
				'Name that the recipient sees. The platform does not document the field; leave it empty when it refuses it.',
			displayOptions: { show: { mediaType: ['document'] } },
			in: 'body',
		},
		sendOptions(),
	],
};
