import { additionalBody, modes, options } from '../../shared/fields/common';
import type { Field, Operation, Resource } from '../../shared/operation';
import { checkedName, type TemplateChoice } from '../../shared/template/choice';
import { componentFields } from '../../shared/template/component-fields';
import { variableId } from '../../shared/template/definition';
import {
	previewFields,
	previewOf,
	previewTemplate,
	valuesIn,
} from '../../shared/template/preview-operation';
import { refuseUnknown } from '../../shared/template/variables';
import { filteredList, listOf, statusFilter } from '../lists';
import { definitionOf, fieldIds } from '../template/definition';
import { valuesOf } from '../template/fill';
import { findTemplate } from '../template/find';

const category: Field = {
	displayName: 'Category',
	name: 'category',
	type: 'options',
	options: [
		{ name: 'Authentication', value: 'AUTHENTICATION' },
		{ name: 'Marketing', value: 'MARKETING' },
		{ name: 'Utility', value: 'UTILITY' },
	],
	default: 'UTILITY',
	description: 'What the template is for',
};

const templateId: Field = {
	displayName: 'Template',
	name: 'templateId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'Which template',
	...modes('searchTemplatesById', 'By ID', 'e.g. 66f1c0de'),
	in: 'path',
	as: 'id',
};

/** An update does not say what the template is for, but the form must know it. */
const templateKind: Field = {
	displayName: 'Template Kind',
	name: 'templateKind',
	type: 'options',
	options: [
		{ name: 'Authentication', value: 'authentication' },
		{ name: 'Marketing or Utility', value: 'ordinary' },
	],
	default: 'ordinary',
	description: 'Which fields the form shows; the category of the template stays as it is',
	displayOptions: { show: { specifyComponents: ['fields'] } },
};

const previewOperation: Operation = {
	...previewTemplate,
	path: '/v1/templates',
	fields: previewFields,
	run: async (call) => {
		const { values, send, once } = call;
		const choice = values.templateName as unknown as TemplateChoice;
		const key = `template ${choice.name} ${choice.language}`;
		const found = await once(key, async () => await findTemplate(send, choice));
		const definition = definitionOf(found);
		const filled = valuesIn(values, definition.variables);
		refuseUnknown(filled, fieldIds(definition));
		return previewOf(found, filled, definition.variables.map(variableId), () => ({
			method: 'POST',
			path: '/v1/messages/template',
			body: {
				template: choice.name,
				language: choice.language,
				...valuesOf(call, definition, filled),
			},
		}));
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
			path: '/v1/templates',
			fields: [
				{
					displayName: 'Template Name',
					name: 'templateName',
					type: 'string',
					required: true,
					default: '',
					placeholder: 'e.g. order_shipped',
					description: 'Lowercase letters, digits and underscores',
					in: 'body',
					as: 'name',
					encode: checkedName,
				},
				{ ...category, in: 'body' },
				{
					displayName: 'Language',
					name: 'templateLanguage',
					type: 'string',
					required: true,
					default: 'en_US',
					placeholder: 'e.g. en_US',
					description: "WhatsApp's code of the language",
					in: 'body',
					as: 'language',
				},
				...componentFields(
					{ examplesRequired: true },
					{
						ordinary: { category: ['MARKETING', 'UTILITY'] },
						authentication: { category: ['AUTHENTICATION'] },
					},
				),
				options(additionalBody),
			],
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete a template',
			description: 'Delete a template here and at WhatsApp',
			method: 'DELETE',
			path: '/v1/templates/{id}',
			fields: [templateId],
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get a template',
			description:
				"Get a template with its components, its status and WhatsApp's reason for a refusal",
			method: 'GET',
			path: '/v1/templates/{id}',
			fields: [templateId],
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many templates',
			description: 'Get templates with their status',
			method: 'GET',
			path: '/v1/templates',
			...listOf('templates'),
			fields: filteredList(
				{ ...category, in: 'query' },
				{
					displayName: 'Language',
					name: 'language',
					type: 'string',
					default: '',
					placeholder: 'e.g. en_US',
					description: 'Only templates in this language',
					in: 'query',
				},
				statusFilter('approved'),
			),
		},
		previewOperation,
		{
			name: 'Update',
			value: 'update',
			action: 'Update a template',
			description: 'Change a draft, or a template that WhatsApp rejected, and hand it in again',
			method: 'PATCH',
			path: '/v1/templates/{id}',
			fields: [
				templateId,
				templateKind,
				...componentFields(
					{ examplesRequired: false },
					{
						ordinary: { templateKind: ['ordinary'] },
						authentication: { templateKind: ['authentication'] },
					},
				),
				options(additionalBody),
			],
		},
	],
};
