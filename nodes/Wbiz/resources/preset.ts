import { additionalBody, options } from '../../shared/fields/common';
import type { Field, Resource } from '../../shared/operation';
import { text } from '../fields/common';
import { buttons, buttonText, headerAndFooter, listContent, sections } from '../fields/interactive';
import { presetId } from '../fields/locators';
import { listFields, plainListOf } from '../lists';

/** WhatsApp's limit for the text of a message with buttons or a list. */
const content = text(1024);

/** n8n asks for a required field of a collection even where the collection is not shown. */
const optional = (field: Field): Field => ({ ...field, required: false });

export const preset: Resource = {
	name: 'Preset',
	value: 'preset',
	operations: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create a preset',
			description: 'Save a card with buttons or a list, to send it with Message > Send Preset',
			method: 'POST',
			path: '/v1/interactive',
			fields: [
				{
					displayName: 'Kind',
					name: 'presetKind',
					type: 'options',
					options: [
						{ name: 'Buttons', value: 'buttons' },
						{ name: 'List', value: 'list' },
					],
					default: 'buttons',
					description: 'What the customer may tap',
					in: 'body',
					as: 'kind',
				},
				content,
				{ ...buttons, displayOptions: { show: { presetKind: ['buttons'] } } },
				...listContent({ presetKind: ['list'] }),
				options(additionalBody, ...headerAndFooter),
			],
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete a preset',
			description: 'Delete a saved card',
			method: 'DELETE',
			path: '/v1/interactive/{id}',
			fields: [presetId],
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get a preset',
			description: 'Get a saved card',
			method: 'GET',
			path: '/v1/interactive/{id}',
			fields: [presetId],
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many presets',
			description: 'Get the saved cards with buttons or lists',
			method: 'GET',
			path: '/v1/interactive',
			...plainListOf('presets'),
			fields: listFields,
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update a preset',
			description: 'Change parts of a saved card',
			method: 'PATCH',
			path: '/v1/interactive/{id}',
			fields: [
				presetId,
				{
					displayName: 'Update Fields',
					name: 'updateFields',
					type: 'collection',
					placeholder: 'Add Field',
					default: {},
					options: [buttonText, buttons, ...headerAndFooter, sections, content].map(optional),
				},
				options(additionalBody),
			],
		},
	],
};
