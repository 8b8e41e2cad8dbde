import type { IDataObject } from 'n8n-workflow';

import { additionalBody, defaultCountryCode, modes, options } from '../../shared/fields/common';
import {
	contactName,
	contactPhone as sharedPhone,
	email,
	optedIn,
	tags,
} from '../../shared/fields/contact';
import { importResults } from '../../shared/fields/import-results';
import { checkUnique } from '../../shared/fields/list-sections';
import {
	type Field,
	type Resource,
	InvalidValue,
	type Batch,
	type Operation,
} from '../../shared/operation';
import { rowsIn } from '../../shared/value';
import { filteredList, listOf } from '../lists';

/** The vendor's limit. */
const CONTACTS_PER_CALL = 500;

const contactId: Field = {
	displayName: 'Contact',
	name: 'contactId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'Which contact',
	...modes('searchContacts', 'By ID', 'e.g. 66f1c0de'),
	in: 'path',
	as: 'id',
};

const contactPhone: Field = { ...sharedPhone, placeholder: 'e.g. +919876543210' };

const name: Field = { ...contactName, placeholder: 'e.g. Gaurav' };

/** Values of a contact's own fields; the vendor wants an object of them. */
const customFields: Field = {
	displayName: 'Custom Fields',
	name: 'customFields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Custom Field',
	default: {},
	description: 'Values of fields that the workspace has defined',
	options: [
		{
			displayName: 'Field',
			name: 'field',
			values: [
				{
					displayName: 'Key',
					name: 'key',
					type: 'string',
					default: '',
					placeholder: 'e.g. city',
					description: 'Key of the field, as Custom Field > Get Many gives it',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. Ahmedabad',
					description: 'What the contact has in this field',
				},
			],
		},
	],
	in: 'body',
	encode: toCustomFields,
};

/**
 * All items in calls of up to 500. The answer has a result for each row. The vendor does not show its keys, so
 * `importResults` tries the likely ones.
 */
const importContacts: Operation = {
	name: 'Import',
	value: 'import',
	action: 'Import contacts',
	description: 'Create or update the contacts of all input items, 500 in a call',
	method: 'POST',
	path: '/v1/contacts/bulk',
	repeatable: true,
	fields: [
		{ ...contactPhone, in: undefined },
		{
			displayName: 'Name',
			name: 'contactName',
			type: 'string',
			default: '',
			placeholder: 'e.g. Gaurav',
			description: 'What the contact is called',
			as: 'name',
		},
		{ ...tags, in: undefined },
		options(
			defaultCountryCode,
			{
				displayName: 'Default Opted In',
				name: 'defaultOptedIn',
				type: 'boolean',
				default: false,
				description:
					'Whether the contacts have agreed to get messages. The first item of a call decides for all of them.',
				in: 'body',
			},
			{
				...tags,
				displayName: 'Default Tags',
				name: 'defaultTags',
				description: 'Tags for all contacts. The first item of a call decides for all of them.',
			},
		),
	],
	run: { size: CONTACTS_PER_CALL, batch: importBatch },
};

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
					placeholder: 'e.g. Gaurav',
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

async function importBatch({
	requests,
	values,
	send,
}: Parameters<Batch['batch']>[0]): Promise<unknown[]> {
	const contacts = values.map(({ phone, name, tags: own }) => ({
		phone,
		...(name === undefined ? {} : { name }),
		...(own === undefined ? {} : { tags: own }),
	})) as Array<IDataObject & { phone: string }>;
	const [first] = requests;
	const answer = await send({ ...first, body: { contacts, ...(first.body as IDataObject) } });
	return importResults(
		answer,
		contacts.map(({ phone }) => phone),
	);
}

function toCustomFields(value: unknown): Record<string, unknown> | undefined {
	const entries = rowsIn(value, 'field').map((row): [string, unknown] => [
		String(row.key ?? '').trim(),
		row.value,
	]);
	if (entries.some(([key]) => key === '')) throw new InvalidValue('has a value without a key');
	checkUnique(
		entries.map(([key]) => key),
		'key',
	);
	// Where an expression found nothing, the contact keeps what it has; an empty text is a value.
	const given = entries.filter(([, entry]) => entry !== undefined && entry !== null);
	return given.length > 0 ? Object.fromEntries(given) : undefined;
}
