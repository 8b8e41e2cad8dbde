import { defaultCountryCode } from '../../shared/fields/common';
import { InvalidValue, type Field, type Operation } from '../../shared/operation';
import { variableList } from '../../shared/template/variables';
import { sendOptions, to } from '../fields';

const variablesJson: Field = {
	displayName: 'Variables',
	name: 'variablesJson',
	type: 'json',
	default: '[]',
	description:
		"The values of the template's variables {{1}}, {{2}}, … in their order, as a JSON list, which an expression may give",
	displayOptions: { show: { specifyVariables: ['json'] } },
	in: 'body',
	as: 'variables',
	encode: (value) => {
		if (value === undefined || value === null || value === '') return [];
		if (!Array.isArray(value)) throw new InvalidValue('must be a JSON list');
		return value.map(variableText);
	},
};

/** An empty value is refused by WhatsApp, and one that is left out would move all that follow. */
function variableText(value: unknown, index: number): string {
	if (value === undefined || value === null || String(value).trim() === '') {
		throw new InvalidValue(`has nothing in place ${index + 1}`);
	}
	if (typeof value !== 'object') return String(value);
	throw new InvalidValue(`must hold text in place ${index + 1}`);
}

export const sendTemplate: Operation = {
	name: 'Send Template',
	value: 'sendTemplate',
	action: 'Send a template message',
	description: 'Send an approved template, at any time, also to somebody who never wrote',
	method: 'POST',
	path: '/orgs/{orgId}/channels/{channelId}/templates/send',
	fields: [
		{
			displayName: 'Channel ID',
			name: 'channelId',
			type: 'string',
			required: true,
			default: '',
			description:
				'ID of the channel, the WhatsApp number, that sends. The platform documents no list of channels; Conversation > Get Many may show them.',
			in: 'path',
		},
		to,
		{
			displayName: 'Template Name',
			name: 'templateName',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. appointment_reminder',
			description: 'Name of an approved template. The platform documents no list of templates.',
			in: 'body',
			encode: (value) => String(value).trim(),
		},
		{
			displayName: 'Language',
			name: 'templateLanguage',
			type: 'string',
			required: true,
			default: 'en',
			placeholder: 'e.g. en',
			description: "Code of the template's language",
			in: 'body',
			encode: (value) => String(value).trim(),
		},
		{
			displayName: 'Specify Variables',
			name: 'specifyVariables',
			type: 'options',
			options: [
				{ name: 'Using a List', value: 'list' },
				{ name: 'Using JSON', value: 'json' },
			],
			default: 'list',
			description: 'How to give the values: one after another, or all of them by an expression',
		},
		{
			...variableList,
			displayOptions: { show: { specifyVariables: ['list'] } },
			// The vendor's sample always has the list.
			encode: (value, read) => variableList.encode?.(value, read) ?? [],
		},
		variablesJson,
		sendOptions(defaultCountryCode),
	],
};
