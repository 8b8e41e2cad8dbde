import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Row } from '../../../support/row';
import {
	carousel,
	code,
	definition,
	document,
	festive,
	ids,
	offer,
	orderSamples,
	orderUpdate,
	summer,
} from './definitions';
import { byName, john, read, sent } from './values';

const operation = 'message.sendTemplate';
const to = '919876543210';
const mapping = (name: string, value: IDataObject): INodeParameters => ({
	templateName: byName(name),
	templateVariables: { mappingMode: 'defineBelow', value } as unknown as INodeParameters,
});
/** The template is read once, then it is sent. */
const mapped = (
	name: string,
	answer: Row['answer'],
	parameters: INodeParameters,
	body: IDataObject,
	timezone?: string,
): Row => ({
	operation,
	name: `maps ${name}`,
	parameters: { to, ...parameters },
	request: [
		read(`/templates/${String(body.templateName)}`),
		{ method: 'POST', path: '/messages', body: { to: john, type: 'template', ...body } },
	],
	answer: [answer ?? {}, { body: sent }].flat(),
	timezone,
});

const arrivals = {
	'Body {{1}}': 'John',
	'Card 1 Header Image': 'https://example.com/images/tshirt-blue-l.jpg?v=2',
	'Card 1 Body {{1}}': 'Blue shirt',
	'Card 1 Body {{2}}': 2499,
	'Card 1 Button 1 {{1}}': 'tshirt-blue-l',
	'Card 2 Header Image': 'https://example.com/images/tshirt-red-m.jpg',
	'Card 2 Body {{1}}': 'Red shirt',
	'Card 2 Body {{2}}': 2999,
	'Card 2 Button 1 {{1}}': 'tshirt-red-m',
};

const arrivalsOnWire = {
	templateName: 'new_arrivals',
	languageCode: 'en',
	bodyParams: ['John'],
	carouselBodies: [
		{ text: '{{1}}, now {{2}}', bodyParams: { '{{1}}': 'Blue shirt', '{{2}}': '2499' } },
		{ text: '{{1}}, now {{2}}', bodyParams: { '{{1}}': 'Red shirt', '{{2}}': '2999' } },
	],
	carouselFileData: [
		{
			fileType: 'image',
			fileName: 'tshirt-blue-l.jpg',
			fileUrl: 'https://example.com/images/tshirt-blue-l.jpg?v=2',
		},
		{
			fileType: 'image',
			fileName: 'tshirt-red-m.jpg',
			fileUrl: 'https://example.com/images/tshirt-red-m.jpg',
		},
	],
	urlVariables: ['tshirt-blue-l', 'tshirt-red-m'],
};

const mappedRows: Row[] = [
	mapped(
		'the variables of header and body',
		definition(summer),
		mapping('summer_time', {
			'Body {{2}}': '25%',
			'Header {{1}}': 'Hi John',
			'Body {{1}}': 'Summer',
		}),
		{ templateName: 'summer_time', headerParams: ['Hi John'], bodyParams: ['Summer', '25%'] },
	),
	mapped(
		'named variables, by their order in the text',
		definition(orderUpdate, orderSamples),
		mapping('order_update', { 'Body {{order_id}}': '#7', 'Body {{customer_name}}': 'Asha' }),
		{ templateName: 'order_update', bodyParams: ['Asha', '#7'] },
	),
	mapped(
		'a document and its name',
		definition(document),
		mapping('link_docs', {
			'Header Document': 'https://example.com/links.pdf',
			'Header File Name': 'links.pdf',
			'Body {{1}}': 'Thanks',
		}),
		{
			templateName: 'link_docs',
			link: 'https://example.com/links.pdf',
			filename: 'links.pdf',
			bodyParams: ['Thanks'],
		},
	),
	mapped('a one-time code', definition(code), mapping('verification_code', { Code: '482913' }), {
		templateName: 'verification_code',
		copyCodeParam: '482913',
	}),
	mapped(
		'buttons, and leaves out quick replies that are not filled',
		definition(festive),
		mapping('festive_offer', { 'Button 1 {{1}}': 'diwali', 'Coupon Code': 'FESTIVE25' }),
		{ templateName: 'festive_offer', urlVariables: ['diwali'], copyCodeParam: 'FESTIVE25' },
	),
	mapped(
		"quick replies, with a button's own text for one that is not filled",
		definition(festive),
		mapping('festive_offer', {
			'Button 1 {{1}}': 'diwali',
			'Coupon Code': 'FESTIVE25',
			'Button 5 Payload': 'stop',
		}),
		{
			templateName: 'festive_offer',
			urlVariables: ['diwali'],
			copyCodeParam: 'FESTIVE25',
			quickReplies: ['Interested', 'stop'],
		},
	),
	mapped(
		'every card of a carousel',
		definition(carousel),
		mapping('new_arrivals', arrivals),
		arrivalsOnWire,
	),
	mapped(
		'a limited-time offer, its expiry in the time zone of the workflow',
		definition(offer),
		mapping('flash_sale', {
			'Header Image': 'https://example.com/images/sale.jpg',
			'Body {{1}}': 'John',
			'Body {{2}}': '50%',
			'Coupon Code': 'FLASH50',
			'Button 2 {{1}}': 'flash',
			'Offer Expiry': '2100-01-01T05:30:00',
		}),
		{
			templateName: 'flash_sale',
			languageCode: 'en',
			link: 'https://example.com/images/sale.jpg',
			bodyParams: ['John', '50%'],
			copyCodeParam: 'FLASH50',
			urlVariables: ['flash'],
			ltoFields: { unixTimestamp: 4102444800000 },
		},
		'Asia/Kolkata',
	),
];

/** Read, and then nothing is sent. */
const notSent = (
	name: string,
	answer: Row['answer'],
	parameters: INodeParameters,
	error: string,
	request: Row['request'] = read('/templates/summer_time'),
): Row => ({
	operation,
	name: `sends nothing ${name}`,
	parameters: { to, ...parameters },
	request,
	answer,
	error,
});
const filled = { 'Header {{1}}': 'Hi John', 'Body {{1}}': 'Summer', 'Body {{2}}': '25%' };

const notSentRows: Row[] = [
	notSent(
		'when a variable has no value',
		definition(summer),
		mapping('summer_time', { ...filled, 'Body {{2}}': ' ' }),
		'"Template Variables" has no value for Body {{2}}',
	),
	notSent(
		'when a value is for a variable that the template no longer has',
		definition(summer),
		mapping('summer_time', { ...filled, 'Body {{3}}': 'x' }),
		'has a value for Body {{3}}, which the template no longer has',
	),
	notSent(
		'when the template is not approved',
		definition({ ...summer, status: 'PAUSED' }),
		mapping('summer_time', filled),
		'the template is not approved, but PAUSED',
	),
	notSent(
		'when there is no such template',
		{ status: 404, body: { success: false, error: 'Template not found' } },
		mapping('summer_time', filled),
		'the template could not be read: Template not found',
	),
	notSent(
		'when an address in a mapped field is none',
		definition(document),
		mapping('link_docs', { 'Header Document': 'links.pdf', 'Body {{1}}': 'x' }),
		'has an address for Header Document that must start with https:// or http://',
		read('/templates/link_docs'),
	),
	notSent(
		'when the offer has ended',
		definition(offer),
		mapping('flash_sale', {
			'Header Image': 'https://example.com/images/sale.jpg',
			'Body {{1}}': 'John',
			'Body {{2}}': '50%',
			'Coupon Code': 'FLASH50',
			'Button 2 {{1}}': 'flash',
			'Offer Expiry': '2020-01-01',
		}),
		'must be in the future',
		read('/templates/flash_sale'),
	),
	notSent(
		'when the name stands for the template in another language',
		[definition(orderUpdate), definition({ ...orderUpdate, language: 'hi', _id: ids.hindi })],
		{ ...mapping(`order_update|hi|${ids.hindi}`, { 'Body {{1}}': 'x' }) },
		'the name "order_update" stands for the template in "en", not in "hi"',
		[read('/templates/order_update'), read(`/templates/${ids.hindi}`, { by: 'id' })],
	),
	{
		operation,
		name: 'sends a carousel in the language that was picked',
		parameters: { to, ...mapping(`new_arrivals|hi|${ids.hindi}`, arrivals) },
		request: [
			read('/templates/new_arrivals'),
			read(`/templates/${ids.hindi}`, { by: 'id' }),
			{
				method: 'POST',
				path: '/messages',
				body: { to: john, type: 'template', ...arrivalsOnWire, languageCode: 'hi' },
			},
		],
		answer: [
			definition(carousel),
			definition({ ...carousel, language: 'hi', _id: ids.hindi }),
			{ body: sent },
		],
	},
	{
		operation,
		name: 'reads the template once for many items',
		parameters: { to: '={{ $json.to }}', ...mapping('summer_time', filled) },
		items: [{ json: { to: '919876543210' } }, { json: { to: '919876543210' } }],
		request: [
			read('/templates/summer_time'),
			...[1, 2].map(() => ({
				method: 'POST' as const,
				path: '/messages',
				body: {
					to: john,
					type: 'template',
					templateName: 'summer_time',
					headerParams: ['Hi John'],
					bodyParams: ['Summer', '25%'],
				},
			})),
		],
		answer: [definition(summer), { body: sent }, { body: sent }],
	},
];

export const templateMappedRows: Row[] = [...mappedRows, ...notSentRows];
