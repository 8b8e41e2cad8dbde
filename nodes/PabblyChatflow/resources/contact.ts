import { additionalBody, defaultCountryCode, options, to } from '../../shared/fields/common';
import { contactName, textList } from '../../shared/fields/contact';
import type { Field, Resource } from '../../shared/operation';
import { phoneText } from '../fields/common';
import { attributes, incomingBlocked, optedIn, sourceOptions, tags } from '../fields/contact';
import { contactId } from '../fields/locators';
import { listFields, pagedList } from '../lists';

/** The filters of `GET /contacts`. All must match. */
const contactFilters: Field[] = [
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

const contactPhone: Field = {
	...to,
	displayName: 'Phone',
	name: 'contactPhone',
	description:
		'Phone number of the contact with country code. Spaces, dashes, brackets and a leading + or 00 are removed.',
	as: 'mobile',
	encode: phoneText,
};

const additionalFields: Field = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: [attributes, incomingBlocked, optedIn, tags],
};

/** What a change of a contact may hold; what is not there stays as it is. */
const updateFields: Field = {
	...additionalFields,
	displayName: 'Update Fields',
	name: 'updateFields',
	options: [
		{
			...attributes,
			description: 'Values of custom fields. An empty value removes the field from the contact.',
		},
		incomingBlocked,
		contactName,
		optedIn,
		{
			...contactPhone,
			required: false,
			encode: (value, read) => (value ? phoneText(value, read) : undefined),
		},
		{
			...tags,
			description:
				'The tags that the contact shall have in the place of all it has; none for no tags',
			encode: (value) => textList(value) ?? [],
		},
		{
			...tags,
			displayName: 'Tags to Add',
			name: 'tagsToAdd',
			description: 'Names of tags that exist under Settings',
		},
		{
			...tags,
			displayName: 'Tags to Remove',
			name: 'tagsToRemove',
			description: 'Names of tags to take away',
		},
	],
};

export const contact: Resource = {
	name: 'Contact',
	value: 'contact',
	operations: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create a contact',
			description: 'Create a contact, or overwrite one with the same number',
			method: 'POST',
			path: '/contacts',
			fields: [
				contactPhone,
				contactName,
				{
					displayName: 'On Duplicate',
					name: 'onDuplicate',
					type: 'options',
					options: [
						{ name: 'Fail', value: 'error' },
						{ name: 'Overwrite', value: 'overwrite' },
						{ name: 'Skip', value: 'skip' },
					],
					default: 'skip',
					description: 'What to do when there is a contact with the number',
					in: 'query',
				},
				additionalFields,
				options(additionalBody, defaultCountryCode),
			],
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get a contact',
			description: 'Get a contact',
			method: 'GET',
			path: '/contacts/{id}',
			fields: [contactId],
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many contacts',
			description: 'Get contacts, all or those that the filters let through',
			method: 'GET',
			path: '/contacts',
			...pagedList('contacts'),
			fields: listFields(...contactFilters),
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update a contact',
			description: 'Change parts of a contact',
			method: 'PUT',
			path: '/contacts/{id}',
			repeatable: true,
			fields: [contactId, updateFields, options(additionalBody, defaultCountryCode)],
		},
	],
};
