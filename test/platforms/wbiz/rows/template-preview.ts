import type { INodeParameters } from 'n8n-workflow';

import type { Row, RowAnswer, RowRequest } from '../../../support/row';
import { byName, fromList, page, refused } from './values';

const operation = 'template.preview';
const read: RowRequest = {
	method: 'GET',
	path: '/v1/templates',
	query: { status: 'approved', limit: '50' },
};
const tracking: RowAnswer = page([
	{
		id: 'tpl_1',
		name: 'order_tracking',
		language: 'en_US',
		category: 'UTILITY',
		status: 'approved',
		components: [
			{ type: 'HEADER', format: 'TEXT', text: 'Order {{1}}' },
			{ type: 'BODY', text: 'Hi {{name}}, it arrives {{day}}.\nBye {{name}}!' },
			{ type: 'FOOTER', text: 'Thank you for shopping' },
			{
				type: 'BUTTONS',
				buttons: [
					{ type: 'URL', text: 'Track', url: 'https://example.com/orders/{{1}}' },
					{ type: 'PHONE_NUMBER', text: 'Call us', phone_number: '+919876543210' },
				],
			},
		],
	},
]);
const chosen = { templateName: fromList('order_tracking|en_US') };
const filled = {
	'Header {{1}}': '#77',
	'Body {{name}}': 'Asha',
	'Body {{day}}': 'tomorrow',
	'Button 1 {{1}}': '77',
};
const mapped = (value: INodeParameters): INodeParameters => ({
	...chosen,
	templateVariables: { mappingMode: 'defineBelow', value },
});
const known = {
	name: 'order_tracking',
	language: 'en_US',
	category: 'UTILITY',
	status: 'approved',
};
const footer = 'Thank you for shopping';
const phone = { type: 'PHONE_NUMBER', text: 'Call us', phoneNumber: '+919876543210' };
const whole = {
	text: 'Order #77\nHi Asha, it arrives tomorrow.\nBye Asha!\nThank you for shopping\n[Track]\n[Call us]',
	missing: [],
	header: 'Order #77',
	body: 'Hi Asha, it arrives tomorrow.\nBye Asha!',
	footer,
	buttons: [{ type: 'URL', text: 'Track', url: 'https://example.com/orders/77' }, phone],
	request: {
		method: 'POST',
		path: '/v1/messages/template',
		body: {
			template: 'order_tracking',
			language: 'en_US',
			variables: ['#77', 'Asha', 'tomorrow', '77'],
		},
	},
	...known,
};

const media = (header: object, more: object = {}): RowAnswer =>
	page([
		{
			name: 'new_catalogue',
			language: 'en_US',
			components: [
				{ type: 'HEADER', ...header },
				{ type: 'BODY', text: 'Look, {{1}}!' },
			],
			...more,
		},
	]);

export const templatePreviewRows: Row[] = [
	{
		operation,
		name: 'shows what the customer reads, and the request of a send',
		parameters: mapped(filled),
		request: read,
		answer: tracking,
		output: [whole],
	},
	{
		operation,
		name: 'shows the same for values in a list',
		parameters: {
			...chosen,
			specifyVariables: 'list',
			variableList: { variable: ['#77', 'Asha', 'tomorrow', '77'].map((text) => ({ text })) },
		},
		request: read,
		answer: tracking,
		output: [whole],
	},
	{
		operation,
		name: 'names the missing values, and leaves their places in the text',
		parameters: mapped({ 'Body {{day}}': 'tomorrow', 'Button 1 {{1}}': ' ' }),
		request: read,
		answer: tracking,
		output: [
			{
				text: 'Order {{1}}\nHi {{name}}, it arrives tomorrow.\nBye {{name}}!\nThank you for shopping\n[Track]\n[Call us]',
				missing: ['Header {{1}}', 'Body {{name}}', 'Button 1 {{1}}'],
				header: 'Order {{1}}',
				body: 'Hi {{name}}, it arrives tomorrow.\nBye {{name}}!',
				footer,
				buttons: [{ type: 'URL', text: 'Track', url: 'https://example.com/orders/{{1}}' }, phone],
				request: null,
				...known,
			},
		],
	},
	{
		operation,
		name: 'names the values that a list lacks, at its end or within it',
		parameters: {
			...chosen,
			specifyVariables: 'list',
			variableList: { variable: [{ text: '#77' }, { text: '' }, { text: 'tomorrow' }] },
		},
		request: read,
		answer: tracking,
		output: [
			{
				...whole,
				text: whole.text.replaceAll('Asha', '{{name}}'),
				missing: ['Body {{name}}', 'Button 1 {{1}}'],
				body: whole.body.replaceAll('Asha', '{{name}}'),
				buttons: [{ type: 'URL', text: 'Track', url: 'https://example.com/orders/{{1}}' }, phone],
				request: null,
			},
		],
	},
	{
		operation,
		name: 'shows media of the header by its kind and what it is',
		parameters: {
			templateName: byName('new_catalogue'),
			templateLanguage: 'en_US',
			templateVariables: {
				mappingMode: 'defineBelow',
				value: {
					'Header Document': 'https://example.com/a.pdf',
					'Header File Name': 'Prices.pdf',
					'Body {{1}}': '$1 & $&',
				},
			},
		},
		request: read,
		answer: media({ format: 'DOCUMENT' }),
		output: [
			{
				text: '[document] Prices.pdf https://example.com/a.pdf\nLook, $1 & $&!',
				missing: [],
				header: '[document] Prices.pdf https://example.com/a.pdf',
				body: 'Look, $1 & $&!',
				footer: null,
				buttons: [],
				request: {
					method: 'POST',
					path: '/v1/messages/template',
					body: {
						template: 'new_catalogue',
						language: 'en_US',
						variables: ['$1 & $&'],
						header: {
							type: 'document',
							link: 'https://example.com/a.pdf',
							filename: 'Prices.pdf',
						},
					},
				},
				name: 'new_catalogue',
				language: 'en_US',
				category: null,
				status: null,
			},
		],
	},
	{
		operation,
		name: 'refuses a value that a send would refuse',
		parameters: mapped({ ...filled, 'Button 1 {{1}}': 'https://example.com/orders/77' }),
		request: read,
		answer: tracking,
		error: 'has a value for Button 1 {{1}} that is a whole address',
	},
	{
		operation,
		name: 'refuses a value for what the template no longer has',
		parameters: mapped({ ...filled, 'Body {{3}}': 'x' }),
		request: read,
		answer: tracking,
		error: 'has a value for Body {{3}}, which the template no longer has',
	},
	{
		operation,
		name: 'refuses a list with more values than variables',
		parameters: {
			...chosen,
			specifyVariables: 'list',
			variableList: { variable: ['1', '2', '3', '4', '5'].map((text) => ({ text })) },
		},
		request: read,
		answer: tracking,
		error:
			'"Variable Values" has 5 values; the template has Header {{1}}, Body {{name}}, Body {{day}}, Button 1 {{1}}',
	},
	{
		operation,
		name: 'fails when the key may not read templates',
		parameters: mapped(filled),
		request: read,
		answer: { status: 403, body: { error: { message: 'Missing scope templates:read' } } },
		error: 'templates:read',
	},
	refused(
		operation,
		'with a typed name and no language',
		{ templateName: byName('order_tracking') },
		'"Language" is empty',
	),
];
