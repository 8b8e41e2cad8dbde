import { additionalBody, defaultCountryCode, options, to } from '../../shared/fields/common';
import { contactName, textList } from '../../shared/fields/contact';
import type { Field, Resource } from '../../shared/operation';
import { attributes, incomingBlocked, optedIn, tags } from '../contact-fields';
import { contactFilters } from '../contact-filters';
import { phoneText } from '../fields';
import { listFields, pagedList } from '../lists';
import { contactId } from '../locators';

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
