import { InvalidValue, type Field } from '../shared/operation';
import { textList } from '../shared/text-list';
import { isObject, valueAt } from '../shared/value';

export const contactName: Field = {
	displayName: 'Name',
	name: 'contactName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Alex',
	description: 'What the contact is called',
	in: 'body',
	as: 'name',
};

export const optedIn: Field = {
	displayName: 'Opted In',
	name: 'optedIn',
	type: 'boolean',
	default: true,
	description: 'Whether the contact has agreed to get messages',
	in: 'body',
	as: 'optin',
};

export const incomingBlocked: Field = {
	displayName: 'Incoming Blocked',
	name: 'incomingBlocked',
	type: 'boolean',
	default: false,
	description: 'Whether messages from the contact are blocked',
	in: 'body',
};

export const tags: Field = {
	displayName: 'Tags',
	name: 'tags',
	type: 'string',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Tag' },
	default: [],
	placeholder: 'e.g. lead, vip',
	description:
		'Names of tags that exist under Settings: one in each entry, several with commas between them, or a list',
	in: 'body',
	encode: textList,
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
				'The contact as the platform takes it, as a JSON object, in the place of the other fields',
			in: 'body',
			as: 'contact',
			encode: (value, read) => {
				if (!isObject(value)) throw new InvalidValue('must be a JSON object');
				const other = ['attributes', 'contactName', 'optedIn', 'tags'].find(
					(name) => valueAt(read('contact'), name) !== undefined,
				);
				if (other === undefined) return value;
				throw new InvalidValue(
					'stands in the place of the other fields: remove them',
					'Contact Details',
				);
			},
		},
		{ ...contactName, as: 'contact.name' },
		{ ...optedIn, as: 'contact.optin' },
		{ ...tags, as: 'contact.tags' },
	],
};

/** The rows of {@link attributes}. An empty value is one: the platform removes the attribute by it. */
export function namedValues(value: unknown): Array<{ name: string; value: string }> | undefined {
	const rows = valueAt(value, 'attribute');
	const list = (Array.isArray(rows) ? rows.filter(isObject) : []).map((row) => ({
		name: String(row.name ?? '').trim(),
		value: String(row.value ?? ''),
	}));
	if (list.some(({ name }) => name === '')) throw new InvalidValue('has a value without a name');
	const names = list.map(({ name }) => name);
	const twice = names.find((name, index) => names.indexOf(name) !== index);
	if (twice !== undefined) throw new InvalidValue(`has the name "${twice}" twice`);
	return list.length > 0 ? list : undefined;
}
