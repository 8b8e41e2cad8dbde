import type { IDataObject } from 'n8n-workflow';

import { options } from '../../shared/fields/common';
import type { Field, Operation, OperationCall, Resource } from '../../shared/operation';
import { checkedName, choiceIn, type TemplateChoice } from '../../shared/template/choice';
import { typedLanguage } from '../../shared/template/choice-fields';
import { previewOf, previewTemplate } from '../../shared/template/preview-operation';
import { refuseUnknown } from '../../shared/template/variables';
import { objectOrEmpty } from '../../shared/value';
import { isPlatformId, templateIdentifier } from '../fields/locators';
import { listFields, pagedList } from '../lists';
import { templateContent, templateInLanguage } from '../template/fields';
import { filledBody } from '../template/fill';
import { readDefinition, takesLanguage } from '../template/find';
import { fieldsOfKinds } from '../template/kinds';
import { valuesInBody, withCode } from '../template/preview';

/** Under this name `run` gets what a send would put at the top of its body. */
const TOP_OF_BODY = 'topOfBody';

/** A field of Send Template, whose value is only shown. It may be missing. */
const formOnly = (field: Field): Field => ({
	...field,
	required: false,
	in: undefined,
	as: field.as === '' ? TOP_OF_BODY : field.as,
});

const contentFields = templateContent(fieldsOfKinds);

const [chosen, language] = templateInLanguage;

const previewFields: Field[] = [
	{
		...chosen,
		in: 'path',
		as: 'identifier',
		encode: (value) => checkedName(choiceIn(value).name),
	},
	language,
	{
		displayName: 'Choice',
		name: 'templateChoice',
		type: 'hidden',
		default: '',
		description: 'The template with its language',
		encode: (_value, read) => choiceIn(read('templateName'), typedLanguage(read)),
	},
	...contentFields.map(formOnly),
];

const preview: Operation = {
	...previewTemplate,
	path: '/templates/{identifier}',
	fields: previewFields,
	run: previewChosen,
};

/** What the form would put in the body of a send. */
function bodyIn(values: IDataObject): IDataObject {
	const names = contentFields
		.filter((field) => field.in === 'body')
		.map(({ name, as }) => as ?? name);
	const listed = Object.entries(values).filter(([name]) => names.includes(name));
	return { ...Object.fromEntries(listed), ...objectOrEmpty(values[TOP_OF_BODY]) };
}

async function previewChosen(call: OperationCall): Promise<unknown> {
	const { templateChoice, templateVariables, specifyVariables } = call.values;
	const choice = templateChoice as unknown as TemplateChoice;
	const definition = await readDefinition(call, choice);
	const body = bodyIn(call.values);
	const isMapped = specifyVariables === 'fields';
	const { mapped, timeZone } = objectOrEmpty(templateVariables);
	const values = isMapped ? objectOrEmpty(mapped) : valuesInBody(definition, body);
	const ids = definition.values.map(({ id }) => id);
	refuseUnknown(values, ids);
	const required = definition.values.filter((value) => value.required).map(({ id }) => id);
	return previewOf(definition.template, withCode(values), required, () => ({
		method: 'POST',
		path: '/messages',
		body: {
			type: 'template',
			templateName: choice.name,
			...(isMapped ? filledBody(definition, values, String(timeZone)) : body),
			...(takesLanguage(definition) ? { languageCode: definition.language } : {}),
		},
	}));
}

export const template: Resource = {
	name: 'Template',
	value: 'template',
	operations: [
		{
			name: 'Get',
			value: 'get',
			action: 'Get a template',
			description: 'Get a template with its components and its variables with sample values',
			method: 'GET',
			path: '/templates/{identifier}',
			fields: [
				templateIdentifier,
				{
					displayName: 'By',
					name: 'by',
					type: 'hidden',
					default: 'name',
					description: 'What the identifier is',
					in: 'query',
					encode: (_value, read) => (isPlatformId(read('templateIdentifier')) ? 'id' : undefined),
				},
			],
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many templates',
			description: 'Get templates with their status',
			method: 'GET',
			path: '/templates',
			...pagedList('templates'),
			fields: [
				...listFields(),
				options({
					displayName: 'All in One Page',
					name: 'all',
					type: 'boolean',
					default: false,
					description:
						'Whether to ask the platform for all templates at once instead of page by page',
					in: 'query',
					encode: (value) => (value === true ? 'true' : undefined),
				}),
			],
		},
		preview,
	],
};
