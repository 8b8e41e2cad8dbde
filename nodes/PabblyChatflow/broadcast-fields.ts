import { futureMoment } from '../shared/fields/date-time';
import { caption, messageText } from '../shared/fields/message';
import { InvalidValue, TIME_ZONE, type Field } from '../shared/operation';
import { filename, mediaUrl } from './fields';
import { chosenTemplate, shownWhen, templateContent } from './template-form';
import { bodyValues, couponCode, headerValues, urlValues } from './template-value-fields';

/** WhatsApp's limit. */
const TEXT_LENGTH = 4096;
const MEDIA = ['audio', 'document', 'image', 'video'];

/** Names, not ids: the platform takes the lists by their names. */
export const contactListNames: Field = {
	displayName: 'Contact List Names or IDs',
	name: 'contactLists',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getContactLists' },
	required: true,
	default: [],
	description:
		'Whom to send to, by the names of contact lists. "unassigned" stands for contacts in no list. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	in: 'body',
	as: 'contactList',
	encode: (value) => {
		const names = (value as unknown[]).map((name) => String(name ?? '').trim());
		if (names.length === 0) throw new InvalidValue('is empty');
		if (names.includes('')) throw new InvalidValue('has an empty name');
		return [...new Set(names)];
	},
};

/** When a broadcast is sent. */
export const schedule: Field[] = [
	{
		displayName: 'Schedule',
		name: 'schedule',
		type: 'options',
		options: [
			{ name: 'At a Time', value: 'at' },
			{ name: 'Now', value: 'now' },
		],
		default: 'now',
		description: 'When to send',
		in: 'body',
		as: 'status',
		encode: (value) => (value === 'at' ? 'scheduled' : 'instant'),
	},
	{
		displayName: 'Send At',
		name: 'scheduledAt',
		type: 'dateTime',
		required: true,
		default: '',
		description: "When to send, in the time zone of the workflow's settings",
		displayOptions: { show: { schedule: ['at'] } },
		in: 'body',
		as: 'scheduleAt',
		encode: (value, read) => futureMoment(value, String(read(TIME_ZONE))),
	},
];

const forTypes = (...types: string[]): Pick<Field, 'displayOptions'> => ({
	displayOptions: { show: { regularMessageType: types } },
});

/** A message without a template reaches only those who wrote within 24 hours. */
const regular: Field[] = [
	{
		displayName: 'Regular Message Type',
		name: 'regularMessageType',
		type: 'options',
		options: [
			{ name: 'Audio', value: 'audio' },
			{ name: 'Document', value: 'document' },
			{ name: 'Image', value: 'image' },
			{ name: 'Text', value: 'text' },
			{ name: 'Video', value: 'video' },
		],
		default: 'text',
		description: 'What to send',
		in: 'body',
	},
	{ ...messageText('message', TEXT_LENGTH), ...forTypes('text') },
	{ ...mediaUrl, ...forTypes(...MEDIA) },
	{ ...caption, ...forTypes('document', 'image', 'video') },
	{ ...filename, ...forTypes('document') },
];

const byHand: Field[] = [
	headerValues,
	bodyValues,
	urlValues,
	couponCode,
	{ ...mediaUrl, required: false },
	filename,
];

/** What a broadcast says. */
export const broadcastMessage: Field[] = [
	{
		displayName: 'Message Type',
		name: 'messageType',
		type: 'options',
		options: [
			{ name: 'Regular', value: 'regular' },
			{ name: 'Template', value: 'template' },
		],
		default: 'template',
		description: 'An approved template, or a message for those who wrote within 24 hours',
		in: 'body',
	},
	...shownWhen({ messageType: ['regular'] }, regular),
	...shownWhen({ messageType: ['template'] }, [chosenTemplate, ...templateContent(byHand)]),
];
