import type { IDataObject } from 'n8n-workflow';

import { beforeSending, RequestError } from '../../shared/errors/request-error';
import { limit, returnAll, modes } from '../../shared/fields/common';
import {
	InvalidValue,
	type ApiRequest,
	type Field,
	type Operation,
	type OperationCall,
	type Resource,
} from '../../shared/operation';
import { checkedName, type TemplateChoice } from '../../shared/template/choice';
import { componentFields } from '../../shared/template/component-fields';
import { componentsIn, variableId, variablesIn } from '../../shared/template/definition';
import {
	previewFields,
	previewOf,
	previewTemplate,
	valuesIn,
} from '../../shared/template/preview-operation';
import { refuseUnknown } from '../../shared/template/variables';
import { firstText, listAt, valueAt } from '../../shared/value';
import { findTemplate } from '../template/find';

/** The platform makes only text headers, and wants a sample of each variable. */
const components = componentFields({
	headerFormats: ['TEXT'],
	examplesRequired: true,
	commonOnly: true,
});

const CATEGORIES = [
	{ name: 'Marketing', value: 'MARKETING' },
	{ name: 'Utility', value: 'UTILITY' },
];

const category: Field = {
	displayName: 'Category',
	name: 'category',
	type: 'options',
	options: CATEGORIES,
	default: 'UTILITY',
	description: 'What the template is for. It cannot be changed once the template exists.',
	in: 'body',
};

/** The platform documents no call that sends a template, so there is no request to show. */
const preview: Operation = {
	...previewTemplate,
	path: '/templates',
	fields: previewFields,
	run: async ({ values, send, once }) => {
		const choice = values.templateName as unknown as TemplateChoice;
		const key = `template ${choice.name} ${choice.language}`;
		const found = await once(key, async () => await findTemplate(send, choice));
		const variables = variablesIn(componentsIn(found));
		const filled = valuesIn(values, variables);
		const ids = variables.map(variableId);
		refuseUnknown(filled, ids);
		return previewOf(found, filled, ids);
	},
};

export const template: Resource = {
	name: 'Template',
	value: 'template',
	operations: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create a template',
			description: "Create a template and hand it in for WhatsApp's approval",
			method: 'POST',
			path: '/templates',
			fields: [
				{
					displayName: 'Template Name',
					name: 'templateName',
					type: 'string',
					required: true,
					default: '',
					placeholder: 'e.g. order_update',
					description: 'Lowercase letters, digits and underscores',
					in: 'body',
					as: 'name',
					encode: checkedName,
				},
				category,
				{
					displayName: 'Language',
					name: 'templateLanguage',
					type: 'string',
					required: true,
					default: 'en',
					placeholder: 'e.g. en_US',
					description: "WhatsApp's code of the language",
					in: 'body',
					as: 'language',
				},
				...components,
			],
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete a template',
			description: 'Delete a template by its name',
			method: 'DELETE',
			path: '/templates/{name}',
			fields: [
				{
					displayName: 'Template Name',
					name: 'templateName',
					type: 'resourceLocator',
					required: true,
					default: { mode: 'list', value: '' },
					description: 'The template to delete',
					...modes('searchTemplatesByName', 'By Name', 'e.g. order_update', 'name'),
					in: 'path',
					as: 'name',
				},
			],
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many templates',
			description: 'Get the templates of the number with their status',
			method: 'GET',
			path: '/templates',
			items: 'data',
			fields: [returnAll, limit],
		},
		preview,
		{
			name: 'Update',
			value: 'update',
			action: 'Update a template',
			description: 'Change a template that WhatsApp rejected, and hand it in again',
			method: 'POST',
			path: '/templates/{id}/edit',
			fields: [
				{
					displayName: 'Template',
					name: 'templateId',
					type: 'resourceLocator',
					required: true,
					default: { mode: 'list', value: '' },
					description: 'The rejected template to change',
					...modes('searchTemplatesById', 'By ID', 'e.g. 123456789'),
					in: 'path',
					as: 'id',
					encode: templateId,
				},
				{
					...category,
					options: [{ name: 'Keep', value: 'keep' }, ...CATEGORIES],
					default: 'keep',
					description:
						'What the template is for. Keep sends the one that it has: WhatsApp does not let it be changed.',
					encode: (value) => (value === 'keep' ? undefined : value),
				},
				...components,
			],
			run: updateTemplate,
		},
	],
};

/** The page shows no edit without a category: the one to keep is read, once in a run. */
async function updateTemplate({ request, send, once }: OperationCall): Promise<unknown> {
	const body = request.body as IDataObject;
	if (body.category !== undefined) return await send(request);
	const [, , id] = request.path.split('/');
	const read: ApiRequest = { method: 'GET', path: '/templates', query: {}, headers: {} };
	const templates = await once('templates', async () =>
		listAt(
			await beforeSending(
				'the category could not be read',
				async () => await send(read, { repeatable: true }),
			),
			'data',
		),
	);
	const template = templates.find((row) => String(valueAt(row, 'id')) === id);
	const category = firstText(valueAt(template, 'category'));
	if (category !== undefined) return await send({ ...request, body: { category, ...body } });
	throw new RequestError(
		'notSent',
		`there is no template with the ID ${id} and a category to keep`,
	);
}

/** The vendor edits by the numeric id, and deletes by the name: the two are easily mixed up. */
function templateId(value: unknown): string {
	const id = String(value).trim();
	if (/^\d+$/.test(id)) return id;
	throw new InvalidValue('must be the numeric ID of the template, not its name');
}
