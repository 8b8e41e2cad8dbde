import type { ResourceMapperField } from 'n8n-workflow';

import { type Field, InvalidValue } from '../operation';
import { isObject, rowsIn, valueAt } from '../value';

/** A variable in a part of a template. */
export interface Placeholder {
	/** As in the text: `1` in `{{1}}`, `name` in `{{name}}`. */
	name: string;
	/** The sample value that the template was approved with. */
	example?: string;
}

/**
 * The variables of a text: numbered ones by their number, named ones as they come.
 *
 * @param samples their sample values, where there are any: in the same order, or each with the name of its variable
 */
export function placeholdersIn(text: unknown, samples: unknown): Placeholder[] {
	const found = [...String(text ?? '').matchAll(/\{\{([^{}]*)\}\}/g)];
	const names = [...new Set(found.map(([, name]) => name.trim()))].sort(byNumber);
	return names.map((name, index) => {
		const example = sampleOf(name, index, Array.isArray(samples) ? samples : []);
		return typeof example === 'string' && example !== '' ? { name, example } : { name };
	});
}

function sampleOf(name: string, index: number, samples: unknown[]): unknown {
	if (!samples.some(isObject)) return samples[index];
	return valueAt(
		samples.find((sample) => valueAt(sample, 'param_name') === name),
		'example',
	);
}

/**
 * The variables of a button's address. Only the end of an address can be variable; WhatsApp's samples hold the
 * whole address, and the value is what follows the fixed part.
 */
export function urlPlaceholdersIn(url: unknown, samples: unknown): Placeholder[] {
	const fixed = String(url ?? '').split('{{')[0];
	return placeholdersIn(url, samples).map(({ name, example }) => {
		const end = example?.startsWith(fixed) ? example.slice(fixed.length) : example;
		return end ? { name, example: end } : { name };
	});
}

/** Why a value cannot be the end of a button's address; `undefined` when it can. */
export function addressEndFault(value: unknown): string | undefined {
	return /^\s*https?:/i.test(String(value))
		? "is a whole address; only what follows the fixed part of the button's address is wanted"
		: undefined;
}

/** WhatsApp refuses an empty value, and a missing one would move all that follow. */
export function isBlank(value: unknown): boolean {
	return String(value ?? '').trim() === '';
}

/** Numbered variables by their number; named ones stay as they come in the text. */
export function byNumber(a: string, b: string): number {
	return Number(a) - Number(b) || 0;
}

/**
 * A field for each thing that the chosen template leaves open. The node's `getTemplateVariables` gives them; the
 * template stands in `templateName` and `templateLanguage`.
 */
export const templateVariables: Field = {
	displayName: 'Template Variables',
	name: 'templateVariables',
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	description: 'A value for each variable of the template',
	typeOptions: {
		loadOptionsDependsOn: ['templateName.value', 'templateLanguage'],
		resourceMapper: {
			resourceMapperMethod: 'getTemplateVariables',
			// In the mode `map` the editor does not mark an empty variable.
			mode: 'add',
			valuesLabel: 'Values',
			fieldWords: { singular: 'variable', plural: 'variables' },
			addAllFields: true,
			supportAutoMap: false,
		},
	},
	displayOptions: { show: { specifyVariables: ['fields'] } },
	encode: mappedValues,
};

/** Whether a field of the form only shows a part of the template: see `previewRows`. */
export function isPreviewRow(id: string): boolean {
	return /^(Header|Body|Footer|Buttons|Card \d+)$/.test(id);
}

/**
 * The values by the fields' ids, from n8n's own form or from an expression's plain object. What only shows the template
 * is none.
 */
export function mappedValues(value: unknown): Record<string, unknown> {
	const mapped = isObject(value) && 'mappingMode' in value ? value.value : value;
	const entries = Object.entries(isObject(mapped) ? mapped : {});
	return Object.fromEntries(entries.filter(([id]) => !isPreviewRow(id)));
}

/**
 * Refuses a mapping that holds a value for something that the template does not have any more.
 *
 * @param known the ids of the fields that the template has now
 * @throws InvalidValue
 */
export function refuseUnknown(mapped: Record<string, unknown>, known: string[]): void {
	const gone = Object.keys(mapped).find((id) => !known.includes(id) && !isBlank(mapped[id]));
	if (gone === undefined) return;
	const remedy = 'which the template no longer has; choose the template again';
	throw new InvalidValue(`has a value for ${gone}, ${remedy}`, templateVariables.displayName);
}

/** A field of the mapper, which is never used to find something. */
export function mapperField(
	field: Pick<ResourceMapperField, 'id' | 'displayName' | 'type' | 'required'>,
): ResourceMapperField {
	return { ...field, display: true, defaultMatch: false, canBeUsedToMatch: false };
}

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
					placeholder: 'e.g. Gaurav',
					description: 'What replaces the variable',
				},
			],
		},
	],
	in: 'body',
	as: 'variables',
	encode: toTexts,
};

/** The texts of {@link variableList}, empty ones too. */
export function rowTexts(value: unknown): string[] {
	return rowsIn(value, 'variable').map(({ text }) => String(text ?? ''));
}

/** An empty value is refused: without it, all that follow would move. */
function toTexts(value: unknown): string[] | undefined {
	const texts = rowTexts(value);
	const empty = texts.findIndex((text) => text.trim() === '');
	if (empty >= 0) throw new InvalidValue(`has nothing at position ${empty + 1}`);
	return texts.length > 0 ? texts : undefined;
}

/**
 * The fields that fill a template: one for each variable, or a list.
 *
 * @param variablesAs where the vendor wants a list's values in the body; without it they are values for `run`
 */
export const templateValues = (variablesAs?: string): Field[] => [
	{
		displayName: 'Specify Variables',
		name: 'specifyVariables',
		type: 'options',
		options: [
			{ name: 'Using a List', value: 'list' },
			{ name: "Using the Template's Fields", value: 'fields' },
		],
		default: 'fields',
		description: 'How to give the values: a field for each variable, or one after another',
	},
	templateVariables,
	{
		...variableList,
		in: variablesAs === undefined ? undefined : 'body',
		as: variablesAs,
		displayOptions: { show: { specifyVariables: ['list'] } },
	},
];
