import { to as sharedTo } from '../shared/fields/common';
import type { Field } from '../shared/operation';
import { isObject } from '../shared/value';
import { attributes, namedValues } from './contact-fields';
import { sourceOptions } from './contact-filters';
import { filename, mediaUrl } from './fields';
import { chosenTemplate, templateContent } from './template-form';
import { bodyValues, headerValues } from './template-value-fields';

/** To whom an API campaign is sent. The vendor wants the number as text here. */
export const campaignRecipient: Field[] = [
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

const byHand: Field[] = [headerValues, bodyValues, { ...mediaUrl, required: false }, filename];

/** The template of the campaign, and its values for this recipient. */
export const campaignTemplate: Field[] = [chosenTemplate, ...templateContent(byHand)];

/** For *Options*. */
export const campaignOptions: Field[] = [
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
