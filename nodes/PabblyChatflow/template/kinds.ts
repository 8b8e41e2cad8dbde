import type { IDataObject } from 'n8n-workflow';

import { TIME_ZONE, type Field } from '../../shared/operation';
import { filename, mediaUrl } from '../fields/common';
import {
	bodyValues,
	couponCode,
	headerValues,
	quickReplyValues,
	templateCards,
	urlValues,
} from './fields';
import { expiry } from './fill';

const forKinds = (...kinds: string[]): Pick<Field, 'displayOptions'> => ({
	displayOptions: { show: { templateKind: kinds } },
});

/**
 * The vendor's six kinds and their fields. Its table for buttons has no values for header and body; as such a template
 * may have them, they are there too (assumed).
 */
export const fieldsOfKinds: Field[] = [
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
