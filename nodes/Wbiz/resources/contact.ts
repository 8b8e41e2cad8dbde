import { additionalBody, defaultCountryCode, options } from '../../shared/fields/common';
import { contactName, email, optedIn, tags } from '../../shared/fields/contact';
import type { Field, Resource } from '../../shared/operation';
import { customFields } from '../custom-fields';
import { contactPhone } from '../fields';
import { filteredList, listOf } from '../lists';
import { contactId } from '../locators';
import { importContacts } from './contact-import';

const name: Field = { ...contactName, placeholder: 'e.g. Gaurav' };

export const contact: Resource = {
	name: 'Contact',
	value: 'contact',
	operations: [
		{
			name: 'Create or Update',
			value: 'upsert',
			action: 'Create or update a contact',
			description: 'Create a new record, or update the current one if it already exists (upsert)',
			method: 'POST',
			path: '/v1/contacts',
			repeatable: true,
			fields: [
				contactPhone,
				name,
				{
					displayName: 'Additional Fields',
					name: 'additionalFields',
					type: 'collection',
					placeholder: 'Add Field',
					default: {},
					options: [customFields, email, optedIn, tags],
				},
				options(additionalBody, defaultCountryCode),
			],
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get a contact',
			description: 'Get a contact',
			method: 'GET',
			path: '/v1/contacts/{id}',
			fields: [contactId],
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many contacts',
			description: 'Get contacts, all or those that a filter lets through',
			method: 'GET',
			path: '/v1/contacts',
			...listOf('contacts'),
			fields: filteredList(
				{
					...optedIn,
					description: 'Whether the contacts have agreed to get messages',
					in: 'query',
				},
				{
					displayName: 'Search',
					name: 'search',
					type: 'string',
					default: '',
					description: 'Only contacts that hold this text, as the platform searches',
					in: 'query',
				},
				{
					displayName: 'Tag',
					name: 'tag',
					type: 'string',
					default: '',
					placeholder: 'e.g. vip',
					description: 'Only contacts with this tag',
					in: 'query',
				},
			),
		},
		importContacts,
		{
			name: 'Update',
			value: 'update',
			action: 'Update a contact',
			description: 'Change parts of a contact',
			method: 'PATCH',
			path: '/v1/contacts/{id}',
			repeatable: true,
			fields: [
				contactId,
				{
					displayName: 'Update Fields',
					name: 'updateFields',
					type: 'collection',
					placeholder: 'Add Field',
					default: {},
					options: [customFields, email, name, optedIn, tags],
				},
				options(additionalBody),
			],
		},
	],
};
