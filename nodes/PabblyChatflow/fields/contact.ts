import {
	contactName,
	optedIn as sharedOptedIn,
	tags as sharedTags,
} from '../../shared/fields/contact';
import { checkUnique } from '../../shared/fields/list-sections';
import { jsonObject } from '../../shared/form/check';
import { InvalidValue, type Field } from '../../shared/operation';
import { isBlank } from '../../shared/template/variables';
import { rowsIn, valueAt } from '../../shared/value';

/** Where contacts come from, by the vendor's names. */
export const sourceOptions = [
	{ name: 'API', value: 'api' },
	{ name: 'CSV', value: 'csv' },
	{ name: 'Manual', value: 'manual' },
	{ name: 'Sync', value: 'sync' },
	{ name: 'User', value: 'user' },
	{ name: 'WhatsApp', value: 'wa' },
];

export const optedIn: Field = { ...sharedOptedIn, as: 'optin' };

export const incomingBlocked: Field = {
	displayName: 'Incoming Blocked',
	name: 'incomingBlocked',
	type: 'boolean',
	default: false,
	description: 'Whether messages from the contact are blocked',
	in: 'body',
};

export const tags: Field = {
	...sharedTags,
	description:
		'Names of tags that exist under Settings: one in each entry, several with commas between them, or a list',
};

export const attributes: Field = {
	displayName: 'Attributes',
	name: 'attributes',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Attribute',
	default: {},
	description: 'Values of custom fields that exist under Settings',
	options: [
		{
			displayName: 'Attribute',
			name: 'attribute',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. city',
					description: 'Name of the custom field',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. Bhopal',
					description: 'What the contact has in this field',
				},
			],
		},
	],
	in: 'body',
	encode: namedValues,
};

/**
 * The contact that a send creates or changes. The vendor documents that there may be one, not its keys: those of
 * Contact > Create are assumed.
 */
export const contactDetails: Field = {
	displayName: 'Contact Details',
	name: 'contact',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	description: 'Creates the recipient as a contact, or updates it',
	options: [
		{ ...attributes, as: 'contact.attributes' },
		{
			displayName: 'JSON',
			name: 'contactJson',
			type: 'json',
			default: '{}',
			description:
				'The contact as the platform takes it, as a JSON object, instead of the other fields',
			in: 'body',
			as: 'contact',
			encode: (value, read) => {
				const details = jsonObject(value);
				const other = ['attributes', 'contactName', 'optedIn', 'tags'].find(
					(name) => valueAt(read('contact'), name) !== undefined,
				);
				if (other === undefined) return details;
				throw new InvalidValue('replaces the other fields: remove them', 'Contact Details');
			},
		},
		{ ...contactName, as: 'contact.name' },
		{ ...optedIn, as: 'contact.optin' },
		{ ...tags, as: 'contact.tags' },
	],
};

/**
 * The rows of {@link attributes}. An empty text is a value: the platform removes the attribute by it. Where an expression
 * found nothing, the attribute is left out, and stays as it is.
 */
export function namedValues(value: unknown): Array<{ name: string; value: string }> | undefined {
	const list = rowsIn(value, 'attribute').map((row) => ({
		name: String(row.name ?? '').trim(),
		value: row.value ?? undefined,
	}));
	if (list.some(({ name }) => name === '')) throw new InvalidValue('has a value without a name');
	checkUnique(
		list.map(({ name }) => name),
		'name',
	);
	const given = list.filter((row) => row.value !== undefined);
	return given.length > 0 ? given.map((row) => ({ ...row, value: String(row.value) })) : undefined;
}

/** The same for a filter: without one of its values it would let through contacts that nobody asked for. */
export function wantedValues(value: unknown): ReturnType<typeof namedValues> {
	const missing = rowsIn(value, 'attribute').find((row) => isBlank(row.value));
	if (missing === undefined) return namedValues(value);
	throw new InvalidValue(`has no value for "${String(missing.name ?? '').trim()}"`);
}
