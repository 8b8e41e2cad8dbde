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
	body_1: 'John',
	card_1_media: 'https://example.com/images/tshirt-blue-l.jpg?v=2',
	card_1_body_1: 'Blue shirt',
	card_1_body_2: 2499,
	card_1_button_1_url: 'tshirt-blue-l',
	card_2_media: 'https://example.com/images/tshirt-red-m.jpg',
	card_2_body_1: 'Red shirt',
	card_2_body_2: 2999,
	card_2_button_1_url: 'tshirt-red-m',
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
		mapping('summer_time', { body_2: '25%', header_1: 'Hi John', body_1: 'Summer' }),
		{ templateName: 'summer_time', headerParams: ['Hi John'], bodyParams: ['Summer', '25%'] },
	),
	mapped(
		'named variables, by their order in the text',
		definition(orderUpdate, orderSamples),
		mapping('order_update', { body_order_id: '#7', body_customer_name: 'Asha' }),
		{ templateName: 'order_update', bodyParams: ['Asha', '#7'] },
	),
	mapped(
		'a document and its name',
		definition(document),
		mapping('link_docs', {
			media_link: 'https://example.com/links.pdf',
			media_filename: 'links.pdf',
			body_1: 'Thanks',
		}),
		{
			templateName: 'link_docs',
			link: 'https://example.com/links.pdf',
			filename: 'links.pdf',
			bodyParams: ['Thanks'],
		},
	),
	mapped(
		'a one-time code',
		definition(code),
		mapping('verification_code', { coupon_code: '482913' }),
		{
			templateName: 'verification_code',
			copyCodeParam: '482913',
		},
	),
	mapped(
		'buttons, and leaves out quick replies that are not filled',
		definition(festive),
		mapping('festive_offer', { button_1_url: 'diwali', coupon_code: 'FESTIVE25' }),
		{ templateName: 'festive_offer', urlVariables: ['diwali'], copyCodeParam: 'FESTIVE25' },
	),
	mapped(
		"quick replies, with a button's own text for one that is not filled",
		definition(festive),
		mapping('festive_offer', {
			button_1_url: 'diwali',
			coupon_code: 'FESTIVE25',
			quick_reply_5: 'stop',
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
			media_link: 'https://example.com/images/sale.jpg',
			body_1: 'John',
			body_2: '50%',
			coupon_code: 'FLASH50',
			button_2_url: 'flash',
			offer_expiry: '2100-01-01T05:30:00',
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
const filled = { header_1: 'Hi John', body_1: 'Summer', body_2: '25%' };

const notSentRows: Row[] = [
	notSent(
		'when a variable has no value',
		definition(summer),
		mapping('summer_time', { ...filled, body_2: ' ' }),
		'"Template Variables" has no value for Body {{2}}',
	),
	notSent(
		'when a value is for a variable that the template no longer has',
		definition(summer),
		mapping('summer_time', { ...filled, body_3: 'x' }),
		'has a value for "body_3", which the template no longer has',
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
		mapping('link_docs', { media_link: 'links.pdf', body_1: 'x' }),
		'has an address for Media URL that must start with https:// or http://',
		read('/templates/link_docs'),
	),
	notSent(
		'when the offer has ended',
		definition(offer),
		mapping('flash_sale', {
			media_link: 'https://example.com/images/sale.jpg',
			body_1: 'John',
			body_2: '50%',
			coupon_code: 'FLASH50',
			button_2_url: 'flash',
			offer_expiry: '2020-01-01',
		}),
		'must be in the future',
		read('/templates/flash_sale'),
	),
	notSent(
		'when the name stands for the template in another language',
		[definition(orderUpdate), definition({ ...orderUpdate, language: 'hi', _id: ids.hindi })],
		{ ...mapping(`order_update|hi|${ids.hindi}`, { body_1: 'x' }) },
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
