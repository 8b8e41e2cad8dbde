import {
	additionalBody,
	defaultCountryCode,
	limit,
	options,
	returnAll,
	filtersOf,
} from '../../shared/fields/common';
import { contactName, email, tags } from '../../shared/fields/contact';
import { buildRequest } from '../../shared/form/request';
import { InvalidValue, type Field, type Operation, type Resource } from '../../shared/operation';
import { externalId, marketingConsent } from '../contact-fields';
import { contactPhone } from '../fields';
import { PAGE_SIZE, rowsAt } from '../lists';
import { contactId } from '../locators';
import { importContacts } from './contact-import';

const updateFields: Field = {
	displayName: 'Update Fields',
	name: 'updateFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: [email, externalId, marketingConsent, contactName, tags],
};

const upsert: Operation = {
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update a contact',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	method: 'POST',
	path: '/orgs/{orgId}/contacts',
	// The vendor matches contacts by their phone.
	repeatable: true,
	fields: [
		contactPhone,
		contactName,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [email, externalId, marketingConsent, tags],
		},
		options(additionalBody, defaultCountryCode),
	],
};

const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update a contact',
	description: 'Change parts of a contact',
	method: 'PATCH',
	path: '/orgs/{orgId}/contacts/{contactId}',
	repeatable: true,
	fields: [contactId, updateFields, options(additionalBody)],
};

/** To change nothing is a mistake, which must be found before anything leaves: so it is looked for with the id. */
const contactToChange: Field = {
	...contactId,
	encode: (value, read) => {
		const changes = { ...update, fields: update.fields.filter((field) => field.in !== 'path') };
		if (buildRequest(changes, read).request.body !== undefined) return value;
		throw new InvalidValue('holds nothing to change', updateFields.displayName);
	},
};

export const contact: Resource = {
	name: 'Contact',
	value: 'contact',
	operations: [
		upsert,
		{
			name: 'Get',
			value: 'get',
			action: 'Get a contact',
			description: 'Get a contact with its conversations',
			method: 'GET',
			path: '/orgs/{orgId}/contacts/{contactId}',
			fields: [contactId],
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many contacts',
			description: 'Get contacts, all or those that a search finds',
			method: 'GET',
			path: '/orgs/{orgId}/contacts',
			items: rowsAt('contacts'),
			paginate: {
				type: 'offset',
				parameter: 'skip',
				sizeParameter: 'take',
				maxSize: PAGE_SIZE,
				maxSizeUnknown: true,
			},
			fields: [
				returnAll,
				limit,
				filtersOf({
					displayName: 'Search',
					name: 'search',
					type: 'string',
					default: '',
					description: 'Only contacts that hold this text, as the platform searches',
					in: 'query',
				}),
			],
		},
		importContacts,
		{ ...update, fields: [contactToChange, ...update.fields.slice(1)] },
	],
};
