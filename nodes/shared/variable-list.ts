import { InvalidValue, type Field } from './operation';
import { valueAt } from './value';

/** The values of a template's variables, one after another. */
export const variableList: Field = {
	displayName: 'Variable Values',
	name: 'variableList',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Value',
	default: {},
	description: "The values of the template's variables {{1}}, {{2}}, … in their order",
	options: [
		{
			displayName: 'Value',
			name: 'variable',
			values: [
				{
					displayName: 'Text',
					name: 'text',
					type: 'string',
					default: '',
					description: 'What to put in the place of the variable',
				},
			],
		},
	],
	in: 'body',
	as: 'variables',
	encode: toTexts,
};

/** An empty value is refused: without it all that follow would move. */
function toTexts(value: unknown): string[] | undefined {
	const rows = valueAt(value, 'variable');
	const texts = (Array.isArray(rows) ? rows : []).map((row) => String(valueAt(row, 'text') ?? ''));
	const empty = texts.findIndex((text) => text.trim() === '');
	if (empty >= 0) throw new InvalidValue(`has nothing in place ${empty + 1}`);
	return texts.length > 0 ? texts : undefined;
}
