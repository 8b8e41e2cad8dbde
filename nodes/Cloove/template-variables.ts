import { optionalJsonObject } from '../shared/form/check';
import { InvalidValue, type Field } from '../shared/operation';
import { rowsIn } from '../shared/value';

/** The values of a template's variables, which the vendor takes by name. */
export const templateVariables: Field[] = [
	{
		displayName: 'Specify Variables',
		name: 'specifyVariables',
		type: 'options',
		options: [
			{ name: 'Using Fields Below', value: 'fields' },
			{ name: 'Using JSON', value: 'json' },
		],
		default: 'fields',
		description: "How to give the values of the template's variables",
	},
	{
		displayName: 'Template Variables',
		name: 'templateVariables',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Variable',
		default: {},
		description: 'A value for each variable of the template',
		displayOptions: { show: { specifyVariables: ['fields'] } },
		options: [
			{
				displayName: 'Variable',
				name: 'variable',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. order_id',
						description: 'What the template calls the variable',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. 1234',
						description: 'What to put in its place',
					},
				],
			},
		],
		in: 'body',
		as: 'variables',
		encode: fromRows,
	},
	{
		displayName: 'Variables',
		name: 'variablesJson',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. { "order_id": "1234", "eta": "Friday" }',
		description: 'The values by the names of the variables, as a JSON object',
		displayOptions: { show: { specifyVariables: ['json'] } },
		in: 'body',
		as: 'variables',
		encode: fromJson,
	},
];

function fromRows(value: unknown): Record<string, unknown> | undefined {
	const entries = rowsIn(value, 'variable').map((row, index): [string, string] => {
		const name = String(row.name ?? '').trim();
		if (name === '') throw new InvalidValue(`has no name in place ${index + 1}`);
		return [name, String(checked(name, row.value))];
	});
	const names = entries.map(([name]) => name);
	const twice = names.find((name, index) => names.indexOf(name) !== index);
	if (twice !== undefined) throw new InvalidValue(`has "${twice}" twice`);
	return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** What the platform takes as a value is not documented beyond texts: numbers and truth values go as they are. */
function fromJson(value: unknown): Record<string, unknown> | undefined {
	const entries = Object.entries(optionalJsonObject(value) ?? {}).map(
		([name, entry]): [string, unknown] => {
			if (name.trim() === '') throw new InvalidValue('has a value without a name');
			return [name, checked(name, entry)];
		},
	);
	return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** WhatsApp refuses an empty value. */
function checked(name: string, value: unknown): string | number | boolean {
	if (value === undefined || value === null || String(value).trim() === '') {
		throw new InvalidValue(`has no value for "${name}"`);
	}
	if (typeof value === 'string' || typeof value === 'boolean') return value;
	if (typeof value === 'number' && Number.isFinite(value)) return value;
	throw new InvalidValue(`has a value for "${name}" that is neither text nor a number`);
}
