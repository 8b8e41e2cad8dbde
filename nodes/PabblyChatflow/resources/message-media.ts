import { caption } from '../../shared/fields/message';
import type { Operation } from '../../shared/operation';
import { contactDetails } from '../contact-fields';
import { filename, mediaUrl, sendOptions, to } from '../fields';

export const sendMedia: Operation = {
	name: 'Send Media',
	value: 'sendMedia',
	action: 'Send a media message',
	description: 'Send an image, audio, video or document by its address',
	method: 'POST',
	path: '/messages',
	fields: [
		to,
		{
			displayName: 'Media Type',
			name: 'mediaType',
			type: 'options',
			options: [
				{ name: 'Audio', value: 'audio' },
				{ name: 'Document', value: 'document' },
				{ name: 'Image', value: 'image' },
				{ name: 'Video', value: 'video' },
			],
			default: 'image',
			description: 'What the recipient sees it as',
			in: 'body',
			as: 'type',
		},
		mediaUrl,
		{ ...caption, displayOptions: { show: { mediaType: ['document', 'image', 'video'] } } },
		{ ...filename, displayOptions: { show: { mediaType: ['document'] } } },
		contactDetails,
		sendOptions(),
	],
};
