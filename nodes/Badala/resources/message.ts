import {
	additionalBody,
	allowUserIds,
	defaultCountryCode,
	options,
	toWithPlus,
} from '../../shared/fields/common';
import { messageText, caption, mediaUrl as sharedMediaUrl } from '../../shared/fields/message';
import { messageFault } from '../../shared/form/text';
import { type Resource, InvalidValue, type Field, type Operation } from '../../shared/operation';
import { sendAndWait } from '../../shared/send-and-wait/operation';
import { withTemplateFallback } from '../../shared/text/closed-window';
import { withTextOptions } from '../../shared/text/send-text';
import { variableList } from '../../shared/template/variables';
import { conversationId } from '../fields/locators';

const to: Field = { ...toWithPlus, placeholder: 'e.g. +96567666156' };

/** What makes the request a text: the vendor writes types in upper case. */
const textType: Field = {
	displayName: 'Message Type',
	name: 'messageType',
	type: 'hidden',
	default: 'TEXT',
	description: 'What the platform calls this',
	in: 'body',
	as: 'type',
};

/** Of every operation that sends. */
const sendOptions = (...more: Field[]): Field => options(additionalBody, ...more);

const mediaUrl: Field = {
	...sharedMediaUrl,
	displayOptions: { show: { mediaType: ['audio', 'document', 'image', 'sticker', 'video'] } },
};

const sendMedia: Operation = {
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
				'What the platform calls the type. What else it takes goes into Additional Body, under Options.',
			displayOptions: { show: { mediaType: ['other'] } },
			in: 'body',
			as: 'type',
			encode: (value) => {
				const type = upperCase(value ?? '').trim();
				// As a required field n8n would miss it whenever an expression gives the type.
				if (type === '') throw new InvalidValue('is empty');
				if (/^[A-Z][A-Z0-9_]*$/.test(type)) return type;
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

const variablesJson: Field = {
	displayName: 'Variables',
	name: 'variablesJson',
	type: 'json',
	default: '[]',
	description:
		"The values of the template's variables {{1}}, {{2}}, … in their order, as a JSON list, which an expression may give",
	displayOptions: { show: { specifyVariables: ['json'] } },
	in: 'body',
	as: 'variables',
	encode: (value) => {
		if (value === undefined || value === null || value === '') return [];
		if (!Array.isArray(value)) throw new InvalidValue('must be a JSON list');
		return value.map(variableText);
	},
};

const sendTemplate: Operation = {
	name: 'Send Template',
	value: 'sendTemplate',
	action: 'Send a template message',
	description: 'Send an approved template, at any time, also to somebody who never wrote',
	method: 'POST',
	path: '/orgs/{orgId}/channels/{channelId}/templates/send',
	fields: [
		{
			displayName: 'Channel ID',
			name: 'channelId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. ch_66f1c0de',
			description:
				'ID of the channel, the WhatsApp number, that sends. The platform documents no list of channels; Conversation > Get Many may show them.',
			in: 'path',
		},
		to,
		{
			displayName: 'Template Name',
			name: 'templateName',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. appointment_reminder',
			description: 'Name of an approved template. The platform documents no list of templates.',
			in: 'body',
			encode: (value) => String(value).trim(),
		},
		{
			displayName: 'Language',
			name: 'templateLanguage',
			type: 'string',
			required: true,
			default: 'en',
			placeholder: 'e.g. en',
			description: "Code of the template's language",
			in: 'body',
			encode: (value) => String(value).trim(),
		},
		{
			displayName: 'Specify Variables',
			name: 'specifyVariables',
			type: 'options',
			options: [
				{ name: 'Using a List', value: 'list' },
				{ name: 'Using JSON', value: 'json' },
			],
			default: 'list',
			description: 'How to give the values: one after another, or all of them by an expression',
		},
		{
			...variableList,
			displayOptions: { show: { specifyVariables: ['list'] } },
			// The vendor's sample always has the list.
			encode: (value, read) => variableList.encode?.(value, read) ?? [],
		},
		variablesJson,
		sendOptions(allowUserIds, defaultCountryCode),
	],
};

const sendText: Operation = {
	name: 'Send Text',
	value: 'sendText',
	action: 'Send a text message',
	description: "Send a text within 24 hours of the customer's last message",
	method: 'POST',
	path: '/orgs/{orgId}/conversations/{conversationId}/messages',
	// WhatsApp's limit.
	fields: [conversationId('conversationId'), textType, messageText('body', 4096), sendOptions()],
};

export const message: Resource = {
	name: 'Message',
	value: 'message',
	// What most workflows do comes first.
	operations: [
		withTemplateFallback(withTextOptions(sendText), sendTemplate),
		sendTemplate,
		sendMedia,
		sendAndWait(sendText),
	],
};

/** The vendor writes types in upper case, and shows IMAGE alone. */
const upperCase = (value: unknown) => String(value).toUpperCase();

/** An empty value is refused by WhatsApp, and one that is left out would move all that follow. */
function variableText(value: unknown, index: number): string {
	if (value === undefined || value === null || String(value).trim() === '') {
		throw new InvalidValue(`has nothing at position ${index + 1}`);
	}
	const fault = messageFault(value);
	if (fault === undefined) return String(value);
	throw new InvalidValue(`has a value at position ${index + 1} that ${fault}`);
}
