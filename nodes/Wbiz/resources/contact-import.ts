import type { IDataObject } from 'n8n-workflow';

import { defaultCountryCode, options } from '../../shared/fields/common';
import { tags } from '../../shared/fields/contact';
import { importResults } from '../../shared/fields/import-results';
import type { Batch, Operation } from '../../shared/operation';
import { contactPhone } from '../fields';

/** The vendor's limit. */
const CONTACTS_PER_CALL = 500;

/**
 * All items in calls of up to 500. The answer tells about each row; which keys it uses the vendor does not show,
 * so `importResults` looks in the likely places.
 */
export const importContacts: Operation = {
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
