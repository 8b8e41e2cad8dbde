import type { IDataObject } from 'n8n-workflow';

import {
	additionalBody,
	allowUserIds,
	defaultCountryCode,
	options,
	to as sharedTo,
} from '../../shared/fields/common';
import { futureMoment } from '../../shared/fields/date-time';
import { caption, messageText } from '../../shared/fields/message';
import {
	InvalidValue,
	TIME_ZONE,
	type Field,
	type OperationCall,
	type Resource,
} from '../../shared/operation';
import { withText } from '../../shared/safeguards/customer-text';
import { isObject } from '../../shared/value';
import { filename, fixed, mediaUrl } from '../fields/common';
import { attributes, namedValues, sourceOptions } from '../fields/contact';
import {
	bodyValues,
	chosenTemplate,
	couponCode,
	headerValues,
	shownWhen,
	templateContent,
	urlValues,
} from '../template/fields';
import { templateBody } from '../template/fill';

/** WhatsApp's limit. */
const TEXT_LENGTH = 4096;
const MEDIA = ['audio', 'document', 'image', 'video'];

/** Names, not ids: the platform takes the lists by their names. */
const contactListNames: Field = {
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
const schedule: Field[] = [
	{
		displayName: 'A broadcast goes to all contacts of its lists',
		name: 'broadcastNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Schedule',
		name: 'schedule',
		type: 'options',
		options: [
			{ name: 'At a Time', value: 'at' },
			{ name: 'Choose When to Send', value: '' },
			{ name: 'Now', value: 'now' },
		],
		// A broadcast goes to many: it must not be sent because nobody chose.
		default: '',
		description: 'When to send',
		in: 'body',
		as: 'status',
		encode: (value) => {
			if (value === undefined || value === null || String(value).trim() === '') {
				throw new InvalidValue('is empty: choose when to send the broadcast');
			}
			return value === 'at' ? 'scheduled' : 'instant';
		},
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

const broadcastVariables: Field[] = [
	headerValues,
	bodyValues,
	urlValues,
	couponCode,
	{ ...mediaUrl, required: false },
	filename,
];

/** What a broadcast says. */
const broadcastMessage: Field[] = [
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
	...shownWhen({ messageType: ['template'] }, [
		chosenTemplate,
		...templateContent(broadcastVariables),
	]),
];

/** To whom an API campaign is sent. The vendor wants the number as text here. */
const campaignRecipient: Field[] = [
	{ ...sharedTo, as: 'destination' },
	{
		displayName: 'Contact Name',
		name: 'contactName',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. John Maverick',
		description: 'Name for the contact that is created when there is none with the number',
		in: 'body',
		as: 'userName',
	},
	{
		displayName: 'Contact Source',
		name: 'contactSource',
		type: 'options',
		options: sourceOptions,
		default: 'api',
		description: 'Where the contact came from, for one that is created',
		in: 'body',
		as: 'source',
	},
];

const campaignVariables: Field[] = [
	headerValues,
	bodyValues,
	{ ...mediaUrl, required: false },
	filename,
];

/** The template of the campaign, and its values for this recipient. */
const campaignTemplate: Field[] = [chosenTemplate, ...templateContent(campaignVariables)];

/** For *Options*. */
const campaignOptions: Field[] = [
	{
		...attributes,
		displayName: 'Default Contact Field Values',
		name: 'defaultContactFieldValues',
		description: 'Values for attributes that the contact does not have',
		encode: (value) => {
			if (!isObject(value)) return undefined;
			const named = namedValues(value);
			return named && Object.fromEntries(named.map((entry) => [entry.name, entry.value]));
		},
	},
];

/** What a broadcast, and what an API campaign, takes of a template's values. */
const BROADCAST_TAKES = [
	'headerParams',
	'bodyParams',
	'urlVariables',
	'copyCodeParam',
	'link',
	'filename',
];
const CAMPAIGN_TAKES = ['headerParams', 'bodyParams', 'link', 'filename'];

const broadcastName: Field = {
	displayName: 'Broadcast Name',
	name: 'broadcastName',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. summer_promo',
	description: 'What the broadcast is called on the platform',
	in: 'body',
	as: 'name',
};

const campaignName: Field = {
	...broadcastName,
	displayName: 'Campaign Name',
	name: 'campaignName',
	placeholder: 'e.g. summer_campaign',
	description: 'What the API campaign is called on the platform',
};

export const broadcast: Resource = {
	name: 'Broadcast',
	value: 'broadcast',
	operations: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create a broadcast',
			description: 'Send a message to contact lists, now or later',
			method: 'POST',
			path: '/broadcasts',
			fields: [
				fixed('broadcastType', 'broadcast'),
				broadcastName,
				contactListNames,
				...schedule,
				...broadcastMessage,
				options(additionalBody),
			],
			run: createBroadcast,
		},
		{
			name: 'Create API Campaign',
			value: 'createApiCampaign',
			action: 'Create an API campaign',
			description: 'Add a campaign that sends a template to one number at a time',
			method: 'POST',
			path: '/broadcasts',
			fields: [
				fixed('broadcastType', 'api'),
				campaignName,
				chosenTemplate,
				options(additionalBody),
			],
			run: async (call) => {
				const { body } = await templateBody(call, []);
				return await call.send({ ...call.request, body });
			},
		},
		{
			name: 'Send API Campaign',
			value: 'sendApiCampaign',
			action: 'Send an API campaign',
			description: 'Send the template of an API campaign to one number',
			method: 'POST',
			path: '/broadcasts/send',
			fields: [
				{ ...campaignName, as: 'campaignName' },
				...campaignRecipient,
				...campaignTemplate,
				options(additionalBody, allowUserIds, defaultCountryCode, ...campaignOptions),
			],
			run: async (call) => {
				const { body, text } = await templateBody(call, CAMPAIGN_TAKES);
				return withText(await call.send({ ...call.request, body }), text);
			},
		},
	],
};

async function createBroadcast(call: OperationCall): Promise<unknown> {
	const { messageType } = call.request.body as IDataObject;
	if (messageType !== 'template') return await call.send(call.request);
	const { body, text } = await templateBody(call, BROADCAST_TAKES);
	return withText(await call.send({ ...call.request, body: withBothCodes(body) }), text);
}

/** The vendor's table has two names for the code, and says of neither which one is read. */
function withBothCodes(body: IDataObject): IDataObject {
	const { copyCodeParam } = body;
	return copyCodeParam === undefined ? body : { copyCode: copyCodeParam, ...body };
}
