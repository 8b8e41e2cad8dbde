import { checkUnique } from '../shared/fields/list-sections';
import { InvalidValue, type Field } from '../shared/operation';
import { rowsIn } from '../shared/value';

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
	const entries = rowsIn(value, 'field').map((row): [string, unknown] => [
		String(row.key ?? '').trim(),
		row.value ?? '',
	]);
	if (entries.some(([key]) => key === '')) throw new InvalidValue('has a value without a key');
	checkUnique(
		entries.map(([key]) => key),
		'key',
	);
	return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
