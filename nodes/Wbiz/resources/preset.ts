import { additionalBody, options } from '../../shared/fields/common';
import type { Field, Resource } from '../../shared/operation';
import { valueAt } from '../../shared/value';
import { text } from '../fields/common';
import {
	buttons,
	buttonText,
	headerAndFooter,
	listContent,
	sections,
	TEXT_LENGTHS,
} from '../fields/interactive';
import { presetId } from '../fields/locators';
import { listFields, plainListOf } from '../lists';

const forKind = (kind: keyof typeof TEXT_LENGTHS): Field => ({
	...text(TEXT_LENGTHS[kind]),
	displayOptions: { show: { presetKind: [kind] } },
});

/** An update does not say which kind the card is, unless it brings buttons. */
const newText: Field = {
	...text(TEXT_LENGTHS.list),
	encode: (value, read) => {
		const hasButtons = valueAt(read('updateFields'), 'buttons') !== undefined;
		const { encode } = text(TEXT_LENGTHS[hasButtons ? 'buttons' : 'list']);
		return encode?.(value, read);
	},
};

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
				forKind('buttons'),
				forKind('list'),
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
					options: [buttonText, buttons, ...headerAndFooter, sections, newText].map(optional),
				},
				options(additionalBody),
			],
		},
	],
};
