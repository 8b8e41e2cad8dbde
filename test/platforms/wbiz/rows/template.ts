import type { Row } from '../../../support/row';
import { byId, deletes, fromList, listRows, page, plain, refused } from './values';

const shipped = {
	templateName: 'order_shipped',
	templateLanguage: 'en_US',
	category: 'UTILITY',
	bodyText: 'Hi {{1}}, order {{2}} is on its way.',
	bodyExamples: { value: [{ text: 'Gaurav' }, { text: '#1043' }] },
};
const json = (components: unknown) => ({
	specifyComponents: 'json',
	componentsJson: JSON.stringify(components),
});

export const templateRows: Row[] = [
	...listRows('template.getMany', '/v1/templates'),
	{
		operation: 'template.getMany',
		name: 'makes the sample "List templates"',
		parameters: { returnAll: false, limit: 50, filters: { status: 'approved' } },
		request: {
			method: 'GET',
			path: '/v1/templates',
			query: { status: 'approved', limit: '50' },
		},
		answer: page([]),
		output: [],
	},
	{
		operation: 'template.getMany',
		name: 'filters by category and language',
		parameters: { returnAll: true, filters: { category: 'MARKETING', language: 'hi', status: '' } },
		request: {
			method: 'GET',
			path: '/v1/templates',
			query: { category: 'MARKETING', language: 'hi', limit: '50' },
		},
		answer: page([]),
	},
	{
		operation: 'template.create',
		name: 'makes the sample "Create template"',
		parameters: shipped,
		request: {
			method: 'POST',
			path: '/v1/templates',
			body: {
				name: 'order_shipped',
				language: 'en_US',
				category: 'UTILITY',
				components: [
					{
						type: 'BODY',
						text: 'Hi {{1}}, order {{2}} is on its way.',
						example: { body_text: [['Gaurav', '#1043']] },
					},
				],
			},
		},
	},
	{
		operation: 'template.create',
		name: 'takes a media header in JSON, with uploaded media as its sample',
		parameters: {
			...shipped,
			...json([
				{ type: 'HEADER', format: 'IMAGE', example: { header_handle: ['med_1'] } },
				{ type: 'BODY', text: 'Our catalogue' },
			]),
		},
		request: {
			method: 'POST',
			path: '/v1/templates',
			body: {
				name: 'order_shipped',
				language: 'en_US',
				category: 'UTILITY',
				components: [
					{ type: 'HEADER', format: 'IMAGE', example: { header_handle: ['med_1'] } },
					{ type: 'BODY', text: 'Our catalogue' },
				],
			},
		},
	},
	refused(
		'template.create',
		'without a sample for each variable',
		{ ...shipped, bodyExamples: {} },
		'"Body" of item 0 has 2 variables, but 0 sample values',
	),
	refused(
		'template.create',
		'with capitals in the name',
		{ ...shipped, templateName: 'Order Shipped' },
		'"Template Name" of item 0 may hold only',
	),
	refused(
		'template.create',
		'with 1025 characters in the body',
		{ ...shipped, bodyText: 'x'.repeat(1025), bodyExamples: {} },
		'"Body" of item 0 has 1025 characters',
	),
	refused(
		'template.create',
		'with an unknown header',
		{
			...shipped,
			...json([
				{ type: 'HEADER', format: 'GIF' },
				{ type: 'BODY', text: 'x' },
			]),
		},
		'"Header" of item 0 must have the format TEXT, IMAGE, VIDEO, DOCUMENT, LOCATION',
	),
	{
		operation: 'template.update',
		name: 'makes the sample "Update template", without sample values',
		parameters: {
			templateId: byId('tpl_1'),
			bodyText: 'Hi {{1}}, your order {{2}} shipped today.',
		},
		request: {
			method: 'PATCH',
			path: '/v1/templates/tpl_1',
			body: { components: [{ type: 'BODY', text: 'Hi {{1}}, your order {{2}} shipped today.' }] },
		},
	},
	refused(
		'template.update',
		'with samples for some variables only',
		{
			templateId: byId('tpl_1'),
			bodyText: 'Hi {{1}}, {{2}}',
			bodyExamples: { value: [{ text: 'Gaurav' }] },
		},
		'"Body" of item 0 has 2 variables, but 1 sample values',
	),
	plain('template.get', 'GET', '/v1/templates/tpl_1', { templateId: fromList('tpl_1') }),
	deletes('template.delete', '/v1/templates/tpl_1', { templateId: byId('tpl_1') }),
];
