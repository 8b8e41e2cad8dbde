import { contactName, textList } from '../shared/fields/contact';
import type { Field } from '../shared/operation';
import { attributes, incomingBlocked, optedIn, tags } from './contact-fields';

/** Where contacts come from, in the vendor's words. */
export const sourceOptions = [
	{ name: 'API', value: 'api' },
	{ name: 'CSV', value: 'csv' },
	{ name: 'Manual', value: 'manual' },
	{ name: 'Sync', value: 'sync' },
	{ name: 'User', value: 'user' },
	{ name: 'WhatsApp', value: 'wa' },
];

/** The filters of `GET /contacts`. All must match. */
export const contactFilters: Field[] = [
	{
		...attributes,
		description: 'Only contacts with all of these values in their custom fields',
		in: 'query',
	},
	{
		...incomingBlocked,
		description: 'Whether messages from the contacts are blocked',
		in: 'query',
	},
	{
		...contactName,
		description: 'Only contacts with this name, as the platform searches',
		in: 'query',
	},
	{
		...optedIn,
		description: 'Whether the contacts have agreed to get messages',
		in: 'query',
	},
	{
		displayName: 'Order',
		name: 'order',
		type: 'options',
		options: [
			{ name: 'Ascending', value: '1' },
			{ name: 'Descending', value: '-1' },
		],
		default: '-1',
		description: 'In which order to give the contacts',
		in: 'query',
	},
	{
		displayName: 'Phone',
		name: 'contactPhone',
		type: 'string',
		default: '',
		placeholder: 'e.g. 919876543210',
		description: 'Only contacts with this number, as the platform searches',
		in: 'query',
		as: 'mobile',
	},
	{
		displayName: 'Source',
		name: 'source',
		type: 'options',
		options: sourceOptions,
		default: 'api',
		description: 'Only contacts that came from there',
		in: 'query',
	},
	{
		...tags,
		description: 'Only contacts with these tags',
		in: 'query',
		encode: (value) => textList(value)?.join(','),
	},
];
