import type { IDataObject } from 'n8n-workflow';

import { TIME_ZONE, type Field, type Operation } from '../../shared/operation';
import { contactDetails } from '../contact-fields';
import { filename, fixed, mediaUrl, sendOptions, to } from '../fields';
import { templateBody } from '../template-body';
import { templateCards } from '../template-cards';
import { chosenTemplate, templateContent } from '../template-form';
import {
	bodyValues,
	couponCode,
	headerValues,
	quickReplyValues,
	urlValues,
} from '../template-value-fields';
import { expiry } from '../template-values';

/** What a send takes of a template's values. */
const TAKES = [
	'headerParams',
	'bodyParams',
	'link',
	'filename',
	'copyCodeParam',
	'urlVariables',
	'quickReplies',
	'carouselBodies',
	'carouselFileData',
	'ltoFields',
	'languageCode',
];

const KINDS_WITH_LANGUAGE = ['carousel', 'limitedTimeOffer'];

const forKinds = (...kinds: string[]): Pick<Field, 'displayOptions'> => ({
	displayOptions: { show: { templateKind: kinds } },
});

/**
 * The vendor's six kinds and their fields. Its table for buttons has no values for header and body; as such a template
 * may have them, they are there too (assumed).
 */
const byHand: Field[] = [
	{
		displayName: 'Template Kind',
		name: 'templateKind',
		type: 'options',
		options: [
			{ name: 'Authentication', value: 'authentication' },
			{ name: 'Buttons', value: 'buttons' },
			{ name: 'Carousel', value: 'carousel' },
			{ name: 'Limited-Time Offer', value: 'limitedTimeOffer' },
			{ name: 'Media', value: 'media' },
			{ name: 'Text', value: 'text' },
		],
		default: 'text',
		description: 'What the template is made of',
	},
	{ ...mediaUrl, ...forKinds('limitedTimeOffer', 'media') },
	{ ...filename, ...forKinds('media') },
	{ ...headerValues, ...forKinds('buttons', 'text') },
	{ ...bodyValues, ...forKinds('buttons', 'carousel', 'limitedTimeOffer', 'media', 'text') },
	...templateCards.map((field) => ({ ...field, ...forKinds('carousel') })),
	{ ...urlValues, ...forKinds('buttons', 'carousel', 'limitedTimeOffer') },
	{ ...couponCode, ...forKinds('authentication', 'buttons', 'carousel', 'limitedTimeOffer') },
	{ ...quickReplyValues, ...forKinds('buttons', 'carousel', 'limitedTimeOffer') },
	{
		displayName: 'Offer Expiry',
		name: 'offerExpiry',
		type: 'dateTime',
		default: '',
		description: "When the offer ends, in the time zone of the workflow's settings",
		...forKinds('limitedTimeOffer'),
		in: 'body',
		as: 'ltoFields',
		encode: (value, read): IDataObject | undefined => {
			if (value === undefined || value === null || value === '') return undefined;
			return { unixTimestamp: expiry(value, String(read(TIME_ZONE))) };
		},
	},
];

const templateLanguage: Field = {
	displayName: 'Language',
	name: 'templateLanguage',
	type: 'string',
	default: '',
	placeholder: 'e.g. en_US',
	description:
		"Code of the template's language. Leave empty for that of a template from the list. The platform takes it for carousels and limited-time offers only.",
};

export const sendTemplate: Operation = {
	name: 'Send Template',
	value: 'sendTemplate',
	action: 'Send a template message',
	description: 'Send an approved template, at any time',
	method: 'POST',
	path: '/messages',
	fields: [
		fixed('type', 'template'),
		to,
		chosenTemplate,
		...templateContent([...byHand, { ...templateLanguage, ...forKinds(...KINDS_WITH_LANGUAGE) }]),
		{ ...templateLanguage, displayOptions: { show: { specifyVariables: ['fields', 'json'] } } },
		contactDetails,
		sendOptions(),
	],
	run: async (call) => await call.send({ ...call.request, body: await templateBody(call, TAKES) }),
};
