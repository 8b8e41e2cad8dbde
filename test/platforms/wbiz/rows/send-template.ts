import type { INodeParameters } from 'n8n-workflow';

import type { Row, RowAnswer, RowRequest } from '../../../support/row';
import { accepted, byName, fromList, gaurav, nothing, page, refused } from './values';

const path = '/v1/messages/template';
const read: RowRequest = {
	method: 'GET',
	path: '/v1/templates',
	query: { status: 'approved', limit: '50' },
};
const values = (...texts: string[]) => ({ variable: texts.map((text) => ({ text })) });
const mapped = (value: INodeParameters | null): INodeParameters => ({
	mappingMode: 'defineBelow',
	value,
	matchingColumns: [],
	schema: [],
});
const sent = (variables?: string[], language = 'en_US'): RowRequest => ({
	method: 'POST',
	path,
	body: {
		to: gaurav,
		template: 'order_confirmation',
		language,
		...(variables ? { variables } : {}),
	},
});

const definition = (components: unknown[], language = 'en_US') => ({
	id: 'tpl_1',
	name: 'order_confirmation',
	language,
	category: 'UTILITY',
	status: 'approved',
	components,
});
const body = { type: 'BODY', text: 'Hi {{1}}, order {{2}} is on its way.' };
const twoVariables: RowAnswer = page([definition([body])]);

const chosen = { to: gaurav, templateName: fromList('order_confirmation|en_US') };
const withValues = (value: INodeParameters) => ({ ...chosen, templateVariables: mapped(value) });

const listRows: Row[] = [
	{
		operation: 'message.sendTemplate',
		name: 'makes the sample "Send template"',
		parameters: {
			to: '+918899332211',
			templateName: byName('order_confirmation'),
			templateLanguage: 'en_US',
			specifyVariables: 'list',
			variableList: values('Gaurav', '#1043'),
		},
		request: {
			method: 'POST',
			path,
			body: {
				to: '+918899332211',
				template: 'order_confirmation',
				language: 'en_US',
				variables: ['Gaurav', '#1043'],
			},
		},
		answer: { body: accepted },
		output: [accepted],
	},
	{
		operation: 'message.sendTemplate',
		name: 'takes the language of the chosen template, and sends no variables where there are none',
		parameters: { ...chosen, specifyVariables: 'list' },
		request: sent(),
	},
	{
		operation: 'message.sendTemplate',
		name: 'keeps the language of a template from the list, whatever was typed before',
		parameters: { ...chosen, templateLanguage: 'hi', specifyVariables: 'list' },
		request: sent(),
	},
	{
		operation: 'message.sendTemplate',
		name: 'lets a typed language win over that in the value from the list',
		parameters: {
			to: gaurav,
			templateName: byName('order_confirmation|en_US'),
			templateLanguage: 'hi',
			specifyVariables: 'list',
		},
		request: sent(undefined, 'hi'),
	},
	refused(
		'message.sendTemplate',
		'with a typed name and no language',
		{ to: gaurav, templateName: byName('order_confirmation'), specifyVariables: 'list' },
		'"Language" is empty',
	),
	refused(
		'message.sendTemplate',
		'with a name that cannot be one',
		{ to: gaurav, templateName: byName('Order Confirmation'), templateLanguage: 'en_US' },
		'"Template" may hold only lowercase letters',
	),
	refused(
		'message.sendTemplate',
		'without a template',
		{ to: gaurav, templateName: byName(nothing), templateLanguage: 'en_US' },
		'"Template" is empty',
	),
	refused(
		'message.sendTemplate',
		'with an empty value, which would move those after it',
		{ ...chosen, specifyVariables: 'list', variableList: values('', '#1043') },
		'"Variable Values" has nothing at position 1',
	),
];

const fieldRows: Row[] = [
	{
		operation: 'message.sendTemplate',
		name: 'sends the mapped values in the order of the template’s variables',
		parameters: withValues({ 'Body {{2}}': 1043, 'Body {{1}}': 'Gaurav' }),
		request: [read, sent(['Gaurav', '1043'])],
		answer: [twoVariables, { body: accepted }],
		output: [{ text: 'Hi Gaurav, order 1043 is on its way.', ...accepted }],
	},
	{
		operation: 'message.sendTemplate',
		name: 'reads the template once for all items',
		parameters: {
			...withValues({ 'Body {{1}}': '={{ $json.name }}', 'Body {{2}}': '#1043' }),
			options: { requestsAtOnce: 1 },
		},
		items: [{ json: { name: 'Gaurav' } }, { json: { name: 'Asha' } }],
		request: [read, sent(['Gaurav', '#1043']), sent(['Asha', '#1043'])],
		answer: [twoVariables, { body: accepted }, { body: accepted }],
		output: [
			{ text: 'Hi Gaurav, order #1043 is on its way.', ...accepted },
			{ text: 'Hi Asha, order #1043 is on its way.', ...accepted },
		],
	},
	{
		operation: 'message.sendTemplate',
		name: 'orders ten values and more by number',
		parameters: withValues(
			Object.fromEntries(
				['1', '10', '2', '3', '4', '5', '6', '7', '8', '9'].map((n) => [`Body {{${n}}}`, `v${n}`]),
			),
		),
		request: [read, sent(['v1', 'v2', 'v3', 'v4', 'v5', 'v6', 'v7', 'v8', 'v9', 'v10'])],
		answer: [
			page([
				definition([
					{ type: 'BODY', text: '{{1}} {{2}} {{3}} {{4}} {{5}} {{6}} {{7}} {{8}} {{9}} {{10}}' },
				]),
			]),
			{ body: accepted },
		],
	},
	{
		operation: 'message.sendTemplate',
		name: 'sends header, body and button values one after another, which is assumed',
		parameters: withValues({
			'Button 2 {{1}}': 'ORD-1',
			'Body {{1}}': 'Gaurav',
			'Header {{1}}': 'Diwali',
		}),
		request: [read, sent(['Diwali', 'Gaurav', 'ORD-1'])],
		answer: [
			page([
				definition([
					{
						type: 'BUTTONS',
						buttons: [
							{ type: 'QUICK_REPLY', text: 'Stop' },
							{ type: 'URL', text: 'Track', url: 'https://example.com/{{1}}' },
						],
					},
					{ type: 'BODY', text: 'Hi {{1}}, and again {{1}}!' },
					{ type: 'HEADER', format: 'TEXT', text: '{{1}} offer' },
				]),
			]),
			{ body: accepted },
		],
	},
	{
		operation: 'message.sendTemplate',
		name: 'finds the template on a later page, in its own language',
		parameters: {
			...withValues({ 'Body {{1}}': 'a', 'Body {{2}}': 'b' }),
			templateName: fromList('order_confirmation|hi'),
		},
		request: [read, { ...read, query: { ...read.query, cursor: 'c1' } }, sent(['a', 'b'], 'hi')],
		answer: [
			page([definition([{ type: 'BODY', text: 'Hi' }])], 'c1'),
			page([definition([body], 'hi')]),
			{ body: accepted },
		],
	},
	{
		operation: 'message.sendTemplate',
		name: 'sends a template without variables',
		parameters: { ...chosen, templateVariables: mapped(null) },
		request: [read, sent()],
		answer: [page([definition([{ type: 'BODY', text: 'Hi' }])]), { body: accepted }],
	},
	{
		operation: 'message.sendTemplate',
		name: 'ignores the rows that only show the template',
		parameters: withValues({
			Header: 'Order {{1}}',
			Body: 'Hi {{1}}, order {{2}} is on its way.',
			Footer: 'Thank you',
			Buttons: '[Track]',
			'Card 1': 'Blue',
			'Body {{1}}': 'a',
			'Body {{2}}': 'b',
		}),
		request: [read, sent(['a', 'b'])],
		answer: [twoVariables, { body: accepted }],
	},
	{
		operation: 'message.sendTemplate',
		name: 'ignores an empty value of a variable that the template lost',
		parameters: withValues({ 'Body {{1}}': 'a', 'Body {{2}}': 'b', 'Body {{3}}': '' }),
		request: [read, sent(['a', 'b'])],
		answer: [twoVariables, { body: accepted }],
	},
	{
		operation: 'message.sendTemplate',
		name: 'goes on by the mapping’s own numbers when the key may not read templates',
		parameters: withValues({
			'Body {{2}}': 'b',
			'Button 1 {{1}}': 'u',
			'Body {{1}}': 'a',
			'Header {{1}}': 'h',
			'Body {{10}}': 'j',
		}),
		request: [read, sent(['h', 'a', 'b', 'j', 'u'])],
		answer: [
			{ status: 403, body: { error: { message: 'Missing scope templates:read' } } },
			{ body: accepted },
		],
	},
	{
		operation: 'message.sendTemplate',
		name: 'fails unsent when a variable has no value',
		parameters: withValues({ 'Body {{1}}': 'Gaurav' }),
		request: read,
		answer: twoVariables,
		error: '"Template Variables" has no value for Body {{2}}',
	},
	{
		operation: 'message.sendTemplate',
		name: 'fails unsent when the template has lost a variable',
		parameters: withValues({ 'Body {{1}}': 'a', 'Body {{2}}': 'b', 'Body {{3}}': 'c' }),
		request: read,
		answer: twoVariables,
		error: '"Template Variables" has a value for Body {{3}}, which the template no longer has',
	},
	{
		operation: 'message.sendTemplate',
		name: 'fails unsent when there is no such template any more',
		parameters: withValues({ 'Body {{1}}': 'a' }),
		request: read,
		answer: page([definition([body], 'de')]),
		error: 'no approved template "order_confirmation" in "en_US" was found',
	},
	{
		operation: 'message.sendTemplate',
		name: 'fails as surely not sent when the template cannot be read',
		parameters: withValues({ 'Body {{1}}': 'a' }),
		request: [read, read, read],
		answer: [{ status: 500 }, { status: 500 }, { status: 500 }],
		error: 'The request was not sent to WBIZ: the template could not be read: HTTP 500',
	},
];

const withMedia = (format: string): RowAnswer =>
	page([
		definition([
			{ type: 'HEADER', format },
			{ type: 'BODY', text: 'Hi {{1}}' },
		]),
	]);
const withHeader = (header: object | undefined, key = 'header'): RowRequest => ({
	...sent(['Gaurav']),
	body: { ...(sent(['Gaurav']).body as object), ...(header ? { [key]: header } : {}) },
});
const link = 'https://example.com/catalogue.jpg';

/** Media in the header: the page shows no such request. */
const mediaRows: Row[] = [
	...(
		[
			['IMAGE', { 'Header Image': ` ${link} ` }, { type: 'image', link }],
			['VIDEO', { 'Header Video': 'media_1' }, { type: 'video', mediaId: 'media_1' }],
			[
				'DOCUMENT',
				{ 'Header Document': 'media_1', 'Header File Name': 'Invoice.pdf' },
				{ type: 'document', mediaId: 'media_1', filename: 'Invoice.pdf' },
			],
			['DOCUMENT', { 'Header Document': link }, { type: 'document', link }],
			['IMAGE', { 'Header Image': '' }, undefined],
		] as Array<[string, INodeParameters, object | undefined]>
	).map(([format, value, header]): Row => ({
		operation: 'message.sendTemplate',
		name: `sends ${JSON.stringify(value)} as the media of the header, in a form that is assumed`,
		parameters: withValues({ ...value, 'Body {{1}}': 'Gaurav' }),
		request: [read, withHeader(header)],
		answer: [withMedia(format), { body: accepted }],
	})),
	{
		operation: 'message.sendTemplate',
		name: 'sends the media of the header when the key may not read templates',
		parameters: withValues({ 'Header Video': link, 'Body {{1}}': 'Gaurav' }),
		request: [read, withHeader({ type: 'video', link })],
		answer: [{ status: 403, body: { error: 'Forbidden' } }, { body: accepted }],
	},
	{
		operation: 'message.sendTemplate',
		name: 'fails unsent when the header shows something else by now',
		parameters: withValues({ 'Header Image': link, 'Body {{1}}': 'Gaurav' }),
		request: read,
		answer: withMedia('VIDEO'),
		error: 'has a value for Header Image, which the template no longer has',
	},
	{
		operation: 'message.sendTemplate',
		name: 'fails unsent when the media is neither an address with https nor an ID',
		parameters: withValues({ 'Header Image': 'http://example.com/a.jpg', 'Body {{1}}': 'Gaurav' }),
		request: read,
		answer: withMedia('IMAGE'),
		error: 'has a value for Header Image that is neither an address with https:// nor a media ID',
	},
	{
		operation: 'message.sendTemplate',
		name: 'fails unsent when Additional Body holds the media of the header too',
		parameters: {
			...withValues({ 'Header Image': link, 'Body {{1}}': 'Gaurav' }),
			options: { additionalBody: '{ "header": {} }' },
		},
		request: read,
		answer: withMedia('IMAGE'),
		error: '"Additional Body" holds "header", which the form fills',
	},
];

export const sendTemplateRows: Row[] = [...listRows, ...fieldRows, ...mediaRows];
