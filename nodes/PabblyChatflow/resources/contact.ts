import type { IDataObject } from 'n8n-workflow';

import { additionalBody, defaultCountryCode, options, to } from '../../shared/fields/common';
import { contactName, textList } from '../../shared/fields/contact';
import { RequestError } from '../../shared/errors/request-error';
import { InvalidValue, type Batch, type Field, type Resource } from '../../shared/operation';
import { firstText, listAt, valueAt } from '../../shared/value';
import { phoneText } from '../fields/common';
import {
	attributes,
	incomingBlocked,
	optedIn,
	sourceOptions,
	tags,
	wantedValues,
} from '../fields/contact';
import { contactId } from '../fields/locators';
import { listFields, pagedList } from '../lists';

/** The filters of `GET /contacts`. All must match. */
const contactFilters: Field[] = [
	{
		...attributes,
		description: 'Only contacts with all of these values in their custom fields',
		in: 'query',
		encode: wantedValues,
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

/** An empty list takes all tags away; nothing at all, from an expression that found no value, must not. */
function replacingTags(value: unknown): string[] {
	const entries = [value].flat();
	const isNothing = (entry: unknown) => entry === undefined || entry === null;
	if (!entries.some(isNothing)) return textList(value) ?? [];
	throw new InvalidValue('has nothing in the place of a tag; for no tags give an empty list');
}

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
			description: 'The tags that replace all the contact has; none for no tags',
			encode: replacingTags,
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

/** The page shows a list, and does not say how long one may be. Assumed. */
const BATCH_SIZE = 100;

const batchSize: Field = {
	displayName: 'Batch Size',
	name: 'batchSize',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: BATCH_SIZE,
	description:
		'How many contacts go in one call. The platform does not document a limit. The first item of a call decides.',
};

/**
 * One call for a list of contacts. To create them again does no harm where a duplicate is skipped or overwritten; with
 * *Fail* it would be an error.
 */
async function createContacts({
	requests,
	send,
}: Parameters<Batch['batch']>[0]): Promise<unknown[]> {
	const [first] = requests;
	const contacts = requests.map(({ body }) => body as IDataObject);
	const { onDuplicate } = first.query;
	const answer = await send(
		{ ...first, body: contacts },
		{ repeatable: onDuplicate !== 'error' },
	).catch((error: unknown) => {
		// Where each contact is refused, the platform refuses the call. The answer still has a reason for each.
		if (error instanceof RequestError && listAt(error.body, REFUSED).length > 0) return error.body;
		throw error;
	});
	return contacts.map((contact) =>
		resultOf(String(contact.mobile), answer, contacts.length, onDuplicate === 'skip'),
	);
}

/** Where the answer lists the contacts. */
const SAVED = 'data.createdContacts';
const REFUSED = 'data.failedContacts';

/**
 * What became of one contact: the row of the answer with `result: 'saved'`, or the reason why it was refused. Only
 * created and failed contacts are listed: that the others are those to skip is assumed.
 *
 * @param sent how many contacts were in the call
 */
function resultOf(
	mobile: string,
	answer: unknown,
	sent: number,
	skips: boolean,
): IDataObject | RequestError {
	const find = (path: string) =>
		listAt(answer, path).find((row) => sent === 1 || digits(row) === mobile);
	const refused = find(REFUSED);
	if (refused !== undefined) {
		const reason = firstText(valueAt(refused, 'error'), valueAt(refused, 'message'), refused);
		return new RequestError('refused', reason ?? 'the contact was refused', { body: refused });
	}
	const saved = find(SAVED);
	if (saved !== undefined) return { ...(saved as IDataObject), mobile, result: 'saved' };
	if (hasUnnamed(answer)) {
		return new RequestError('unknown', 'the answer does not say what became of this contact');
	}
	const isList = Array.isArray(valueAt(answer, SAVED));
	return { mobile, result: isList && skips ? 'skipped' : 'unknown' };
}

/** Whether the answer counts contacts without saying which: each that it does not name may be one of them. */
function hasUnnamed(answer: unknown): boolean {
	const refused = listAt(answer, REFUSED);
	const failedCount = Number(valueAt(answer, 'data.failedCount') ?? 0);
	return (
		failedCount > refused.length ||
		[...refused, ...listAt(answer, SAVED)].some((row) => !digits(row))
	);
}

/** The number in a row of the answer. */
function digits(row: unknown): string {
	return String(valueAt(row, 'mobile') ?? '').replace(/\D/g, '');
}

export const contact: Resource = {
	name: 'Contact',
	value: 'contact',
	operations: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create contacts',
			description:
				'Create the contacts of all input items, many in a call, or overwrite those with the number',
			method: 'POST',
			path: '/contacts',
			run: {
				size: ({ batchSize }) => Number(batchSize ?? BATCH_SIZE),
				group: ({ query }) => String(query.onDuplicate),
				unique: ({ body }) => String(valueAt(body, 'mobile')),
				batch: createContacts,
			},
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
				options(additionalBody, batchSize, defaultCountryCode),
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
