import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Row } from '../../../support/row';
import {
	carousel,
	code,
	definition,
	festive,
	ids,
	offer,
	orderUpdate,
	summer,
} from './definitions';
import { byName, fromList, list, nothing, read, refused } from './values';

const operation = 'template.preview';
const mapping = (name: string, value: IDataObject): INodeParameters => ({
	templateName: byName(name),
	templateVariables: { mappingMode: 'defineBelow', value } as unknown as INodeParameters,
});
const known = (name: string, more = {}) => ({
	name,
	language: 'en',
	category: 'MARKETING',
	status: 'APPROVED',
	...more,
});
const request = (templateName: string, body: IDataObject) => ({
	method: 'POST',
	path: '/messages',
	body: { type: 'template', templateName, ...body },
});
const shownSummer = {
	text: 'Hi John!\nSummer is here: 25% off everything.',
	missing: [],
	header: 'Hi John!',
	body: 'Summer is here: 25% off everything.',
	footer: null,
	buttons: [],
	request: request('summer_time', { headerParams: ['Hi John'], bodyParams: ['Summer', '25%'] }),
	...known('summer_time'),
};

/** What differs from the text: where the values come from. */
const summerRows: Row[] = (
	[
		[
			'in its own fields',
			mapping('summer_time', {
				'Body {{2}}': '25%',
				'Header {{1}}': 'Hi John',
				'Body {{1}}': 'Summer',
			}),
		],
		[
			'in the fields below',
			{
				templateName: fromList(`summer_time|en|${ids.summer}`),
				specifyVariables: 'list',
				templateKind: 'text',
				headerValues: list('Hi John'),
				bodyValues: list('Summer', '25%'),
			},
		],
		[
			'in JSON',
			{
				templateName: byName('summer_time'),
				specifyVariables: 'json',
				variablesJson: '{ "headerParams": ["Hi John"], "bodyParams": ["Summer", "25%"] }',
			},
		],
	] as Array<[string, INodeParameters]>
).map(([name, parameters]) => ({
	operation,
	name: `shows what the customer reads, with values ${name}`,
	parameters,
	request: read('/templates/summer_time'),
	answer: definition(summer),
	output: [shownSummer],
}));

const card = (text: string, media: string, url: string) => ({
	text: `[image] ${media}\n${text}\n[Buy]\n[Show me more]`,
	header: `[image] ${media}`,
	body: text,
	footer: null,
	buttons: [
		{ type: 'URL', text: 'Buy', url: `https://example.com/products/${url}` },
		{ type: 'QUICK_REPLY', text: 'Show me more' },
	],
});
const blue = card('Blue shirt, now 2499', 'https://example.com/blue.jpg', 'blue');
const red = card('{{1}}, now {{2}}', 'https://example.com/red.jpg', '{{1}}');

export const templatePreviewRows: Row[] = [
	...summerRows,
	{
		operation,
		name: 'names the values that the fields below lack',
		parameters: {
			templateName: byName('summer_time'),
			specifyVariables: 'list',
			templateKind: 'text',
			bodyValues: list('Summer'),
		},
		request: read('/templates/summer_time'),
		answer: definition(summer),
		output: [
			{
				...shownSummer,
				text: '{{1}}!\nSummer is here: {{2}} off everything.',
				missing: ['Header {{1}}', 'Body {{2}}'],
				header: '{{1}}!',
				body: 'Summer is here: {{2}} off everything.',
				request: null,
			},
		],
	},
	{
		operation,
		name: 'shows the cards of a carousel, and names what they lack',
		parameters: mapping('new_arrivals', {
			'Body {{1}}': 'John',
			'Card 1 Header Image': 'https://example.com/blue.jpg',
			'Card 1 Body {{1}}': 'Blue shirt',
			'Card 1 Body {{2}}': 2499,
			'Card 1 Button 1 {{1}}': 'blue',
			'Card 2 Header Image': 'https://example.com/red.jpg',
		}),
		request: read('/templates/new_arrivals'),
		answer: definition(carousel),
		output: [
			{
				text: `Hi John, look what has arrived!\n${blue.text}\n${red.text}`,
				missing: ['Card 2 Body {{1}}', 'Card 2 Body {{2}}', 'Card 2 Button 1 {{1}}'],
				header: null,
				body: 'Hi John, look what has arrived!',
				footer: null,
				buttons: [],
				cards: [blue, red],
				request: null,
				...known('new_arrivals'),
			},
		],
	},
	{
		operation,
		name: 'shows a code in the text and on its button',
		parameters: mapping('verification_code', { Code: '482913' }),
		request: read('/templates/verification_code'),
		answer: definition(code),
		output: [
			{
				text: '*482913* is your verification code.\n[Copy code]',
				missing: [],
				header: null,
				body: '*482913* is your verification code.',
				footer: null,
				buttons: [{ type: 'OTP', text: 'Copy code', code: '482913' }],
				request: request('verification_code', { copyCodeParam: '482913' }),
				...known('verification_code', { category: 'AUTHENTICATION' }),
			},
		],
	},
	{
		operation,
		name: 'asks for no payload of a quick reply',
		parameters: mapping('festive_offer', { 'Button 1 {{1}}': 'diwali' }),
		request: read('/templates/festive_offer'),
		answer: definition(festive),
		output: [
			{
				text: 'Our festive offer ends on Sunday.\n[See it]\n[Our shop]\n[Copy offer code]\n[Interested]\n[Stop]',
				missing: ['Coupon Code'],
				header: null,
				body: 'Our festive offer ends on Sunday.',
				footer: null,
				buttons: [
					{ type: 'URL', text: 'See it', url: 'https://example.com/offers/diwali' },
					{ type: 'URL', text: 'Our shop', url: 'https://example.com/' },
					{ type: 'COPY_CODE', text: 'Copy offer code' },
					{ type: 'QUICK_REPLY', text: 'Interested' },
					{ type: 'QUICK_REPLY', text: 'Stop' },
				],
				request: null,
				...known('festive_offer'),
			},
		],
	},
	{
		operation,
		name: 'shows a limited-time offer, and the request in its language',
		parameters: mapping('flash_sale', {
			'Header Image': 'https://example.com/sale.jpg',
			'Body {{1}}': 'John',
			'Body {{2}}': '50%',
			'Coupon Code': 'FLASH50',
			'Button 2 {{1}}': 'flash',
			'Offer Expiry': '2100-01-01T05:30:00',
		}),
		timezone: 'Asia/Kolkata',
		request: read('/templates/flash_sale'),
		answer: definition(offer),
		output: [
			{
				text: '[image] https://example.com/sale.jpg\nExpiring offer!\nHi John, 50% off until midnight.\n[Copy offer code]\n[Shop now]',
				missing: [],
				header: '[image] https://example.com/sale.jpg',
				body: 'Hi John, 50% off until midnight.',
				footer: null,
				buttons: [
					{ type: 'COPY_CODE', text: 'Copy offer code', code: 'FLASH50' },
					{ type: 'URL', text: 'Shop now', url: 'https://example.com/sale/flash' },
				],
				request: request('flash_sale', {
					link: 'https://example.com/sale.jpg',
					bodyParams: ['John', '50%'],
					ltoFields: { unixTimestamp: 4102444800000 },
					copyCodeParam: 'FLASH50',
					urlVariables: ['flash'],
					languageCode: 'en',
				}),
				...known('flash_sale'),
			},
		],
	},
	{
		operation,
		name: 'says when the name stands for the template in another language',
		parameters: { templateName: byName('order_update'), templateLanguage: 'hi' },
		request: read('/templates/order_update'),
		answer: definition(orderUpdate),
		error: 'the name "order_update" stands for the template in "en", not in "hi"',
	},
	refused(
		operation,
		'without a template',
		{ templateName: byName(nothing) },
		'"Template" is empty',
	),
];
