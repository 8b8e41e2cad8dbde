import type { Row } from '../../../support/row';
import { byName, refused } from './values';

const operation = 'template.preview';
const read: Row['request'] = { method: 'GET', path: '/templates' };
/** The template of the platform's page, and its namesake in another language. */
const templates = {
	body: {
		data: [
			{
				id: '1',
				name: 'order_confirmation',
				status: 'APPROVED',
				category: 'UTILITY',
				language: 'hi',
				components: [{ type: 'BODY', text: 'Namaste {{1}}' }],
			},
			{
				id: '123456789',
				name: 'order_confirmation',
				status: 'PENDING',
				category: 'UTILITY',
				language: 'en',
				components: [
					{ type: 'HEADER', format: 'IMAGE' },
					{ type: 'BODY', text: 'Hi {{1}}, your order {{2}} is confirmed!' },
					{ type: 'FOOTER', text: 'Thank you for shopping' },
					{ type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Thanks' }] },
				],
			},
		],
	},
};
const known = {
	name: 'order_confirmation',
	language: 'en',
	category: 'UTILITY',
	status: 'PENDING',
};

export const templatePreviewRows: Row[] = [
	{
		operation,
		name: 'shows what the customer reads; no request, as the page has none',
		parameters: {
			templateName: { __rl: true, mode: 'list', value: 'order_confirmation|en' },
			templateVariables: {
				mappingMode: 'defineBelow',
				value: { 'Body {{1}}': 'Asha', 'Body {{2}}': 1043 },
			},
		},
		request: read,
		answer: templates,
		output: [
			{
				text: '[image]\nHi Asha, your order 1043 is confirmed!\nThank you for shopping\n[Thanks]',
				missing: [],
				header: '[image]',
				body: 'Hi Asha, your order 1043 is confirmed!',
				footer: 'Thank you for shopping',
				buttons: [{ type: 'QUICK_REPLY', text: 'Thanks' }],
				request: null,
				...known,
			},
		],
	},
	{
		operation,
		name: 'names the missing values of a typed template',
		parameters: {
			templateName: byName('order_confirmation'),
			templateLanguage: 'hi',
			specifyVariables: 'list',
		},
		request: read,
		answer: templates,
		output: [
			{
				text: 'Namaste {{1}}',
				missing: ['Body {{1}}'],
				header: null,
				body: 'Namaste {{1}}',
				footer: null,
				buttons: [],
				request: null,
				...known,
				language: 'hi',
				status: 'APPROVED',
			},
		],
	},
	{
		operation,
		name: 'fails when there is no such template',
		parameters: { templateName: byName('order_confirmation'), templateLanguage: 'de' },
		request: read,
		answer: templates,
		error: 'no template "order_confirmation" in "de" was found',
	},
	refused(
		operation,
		'with a typed name and no language',
		{ templateName: byName('order_confirmation') },
		'"Language" is empty',
	),
];
