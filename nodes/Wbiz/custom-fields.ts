import { InvalidValue, type Field } from '../shared/operation';
import { isObject, valueAt } from '../shared/value';

/** Values of a contact's own fields; the vendor wants an object of them. */
export const customFields: Field = {
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

function toCustomFields(value: unknown): Record<string, unknown> | undefined {
	const rows = valueAt(value, 'field');
	const entries = (Array.isArray(rows) ? rows.filter(isObject) : []).map(
		(row): [string, unknown] => [String(row.key ?? '').trim(), row.value ?? ''],
	);
	if (entries.some(([key]) => key === '')) throw new InvalidValue('has a value without a key');
	const keys = entries.map(([key]) => key);
	const twice = keys.find((key, index) => keys.indexOf(key) !== index);
	if (twice !== undefined) throw new InvalidValue(`has the key "${twice}" twice`);
	return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
