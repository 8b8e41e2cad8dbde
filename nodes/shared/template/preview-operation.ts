import type { IDataObject } from 'n8n-workflow';

import { InvalidValue, type Field, type Operation } from '../operation';
import { firstText } from '../value';
import { templateChoice } from './choice-fields';
import { valuesByPosition, variableId, type TemplateVariable } from './definition';
import { showTemplate } from './preview';
import { isBlank, rowTexts, templateValues, variableList } from './variables';

/** *Template > Preview*, but for where the platform has its templates. It reads, and sends nothing. */
export const previewTemplate = {
	name: 'Preview',
	value: 'preview',
	action: 'Preview a template',
	description:
		'Get the text of a template as the customer would see it, and which values are missing. Sends nothing.',
	method: 'GET',
} satisfies Partial<Operation>;

/** The fields of Send Template that choose and fill a template, as values for `run`. A value may be missing. */
export const previewFields: Field[] = [
	...templateChoice(),
	...templateValues().map((field) =>
		field.name === variableList.name ? { ...field, encode: rowTexts } : field,
	),
];

/**
 * The values of the form by their ids.
 *
 * @param variables of the template, in the order in which a list gives their values
 * @throws InvalidValue for a list with more values than the template has variables
 */
export function valuesIn(
	{ specifyVariables, templateVariables, [variableList.name]: list }: IDataObject,
	variables: TemplateVariable[],
): IDataObject {
	if (specifyVariables !== 'list') return (templateVariables ?? {}) as IDataObject;
	const given = Array.isArray(list) ? list.length : 0;
	if (given <= variables.length) return valuesByPosition(variables, list) as IDataObject;
	throw new InvalidValue(
		`has ${given} values; the template has ${variables.map(variableId).join(', ') || 'no variables'}`,
		variableList.displayName,
	);
}

/**
 * What *Template > Preview* gives.
 *
 * @param template as the platform gives it
 * @param values by the ids of the form's fields
 * @param required ids of the values without which it cannot be sent
 * @param request makes the request of a send, but for the recipient, when no value is missing; without it the platform
 * documents none
 * @throws InvalidValue for a value that must not be sent
 */
export function previewOf(
	template: unknown,
	values: IDataObject,
	required: string[],
	request?: () => object,
): IDataObject {
	const { name, language, category, status } = (template ?? {}) as IDataObject;
	const missing = required.filter((id) => isBlank(values[id]));
	const { text, ...parts } = showTemplate(template, values);
	return {
		text,
		missing,
		...parts,
		request: request && missing.length === 0 ? (request() as IDataObject) : null,
		name: firstText(name) ?? null,
		language: firstText(language) ?? null,
		category: firstText(category) ?? null,
		status: firstText(status) ?? null,
	};
}
