import type { INodeParameters } from 'n8n-workflow';

import type { Row } from '../../../support/row';
import { carousel, definition, ids, orderUpdate } from './definitions';
import {
	byName,
	fromList,
	john,
	list,
	named,
	namedOnWire,
	nothing,
	read,
	refused,
	send,
	sent,
} from './values';

const operation = 'message.sendTemplate';
const manual = (name: string, templateKind: string, parameters: INodeParameters = {}) => ({
	templateName: byName(name),
	specifyVariables: 'list',
	templateKind,
	...parameters,
});
const sample = (kind: string, parameters: INodeParameters, body: object): Row =>
	send(
		operation,
		`makes the sample "Send ${kind} template"`,
		{ ...parameters, contact: named },
		{
			type: 'template',
			...body,
			contact: namedOnWire,
		},
	);
/** One value for one variable of a card. */
const card = (mediaUrl: string, ...values: string[]) => ({
	mediaUrl,
	values: {
		value: values.map((text, index) => ({ variable: String(index + 1), text })),
	},
});
const cards = {
	card: [
		card('https://example.com/images/tshirt-blue-l.jpg', 'Blue shirt', '2499'),
		card('https://example.com/images/tshirt-red-m.jpg', 'Red shirt', '2999'),
	],
};
const cardsOnWire = {
	carouselBodies: [
		{ bodyParams: { '{{1}}': 'Blue shirt', '{{2}}': '2499' } },
		{ bodyParams: { '{{1}}': 'Red shirt', '{{2}}': '2999' } },
	],
	carouselFileData: [
		{ fileUrl: 'https://example.com/images/tshirt-blue-l.jpg' },
		{ fileUrl: 'https://example.com/images/tshirt-red-m.jpg' },
	],
};
const carouselOnWire = {
	templateName: 'new_arrivals',
	languageCode: 'en',
	bodyParams: ['John'],
	...cardsOnWire,
	urlVariables: ['tshirt-blue-l', 'tshirt-red-m'],
};

const manualRows: Row[] = [
	{
		operation,
		name: 'makes the sample "Send Text template" of its own page',
		parameters: {
			to: '1123456789',
			...manual('marketing_template', 'text', {
				headerValues: list('John'),
				bodyValues: list('Sir', 'Thanks'),
			}),
		},
		request: {
			method: 'POST',
			path: '/messages',
			body: {
				to: 1123456789,
				type: 'template',
				templateName: 'marketing_template',
				headerParams: ['John'],
				bodyParams: ['Sir', 'Thanks'],
			},
		},
	},
	send(
		operation,
		'makes the sample "Send Text template", with tags and attributes of the contact',
		{
			...manual('summer_time', 'text', {
				headerValues: list('Hi John'),
				bodyValues: list('Summer', '25%'),
			}),
			contact: {
				...named,
				tags: ['indian'],
				attributes: { attribute: [{ name: 'city', value: 'bhopal' }] },
			},
		},
		{
			type: 'template',
			templateName: 'summer_time',
			headerParams: ['Hi John'],
			bodyParams: ['Summer', '25%'],
			contact: {
				...namedOnWire,
				tags: ['indian'],
				attributes: [{ name: 'city', value: 'bhopal' }],
			},
		},
	),
	sample(
		'Text',
		manual('summer_time', 'text', {
			headerValues: list('Hi John'),
			bodyValues: list('Summer', '25%'),
		}),
		{ templateName: 'summer_time', headerParams: ['Hi John'], bodyParams: ['Summer', '25%'] },
	),
	sample(
		'Media based',
		manual('link_docs', 'media', {
			mediaUrl: 'https://example.com/links.pdf',
			filename: 'links.pdf',
			bodyValues: list('Thanks'),
		}),
		{
			templateName: 'link_docs',
			link: 'https://example.com/links.pdf',
			filename: 'links.pdf',
			bodyParams: ['Thanks'],
		},
	),
	sample(
		'Authentication',
		manual('verification_code', 'authentication', { couponCode: '482913' }),
		{
			templateName: 'verification_code',
			copyCodeParam: '482913',
		},
	),
	sample(
		'CTA/Buttons',
		manual('festive_offer', 'buttons', {
			urlValues: list('diwali?source=whatsapp'),
			couponCode: 'FESTIVE25',
			quickReplyValues: list('interested', 'stop'),
		}),
		{
			templateName: 'festive_offer',
			urlVariables: ['diwali?source=whatsapp'],
			copyCodeParam: 'FESTIVE25',
			quickReplies: ['interested', 'stop'],
		},
	),
	sample(
		'Carousel',
		manual('new_arrivals', 'carousel', {
			templateLanguage: 'en',
			bodyValues: list('John'),
			cards,
			urlValues: list('tshirt-blue-l', 'tshirt-red-m'),
			quickReplyValues: list('more-blue', 'more-red'),
		}),
		{ ...carouselOnWire, quickReplies: ['more-blue', 'more-red'] },
	),
	sample(
		'Carousel, its quick replies as text,',
		{
			templateName: byName('new_arrivals'),
			templateLanguage: 'en',
			specifyVariables: 'json',
			variablesJson: JSON.stringify({
				bodyParams: carouselOnWire.bodyParams,
				...cardsOnWire,
				urlVariables: carouselOnWire.urlVariables,
				quickReplies: 'more-blue,more-red',
			}),
		},
		{ ...carouselOnWire, quickReplies: 'more-blue,more-red' },
	),
	sample(
		'LTO',
		manual('flash_sale', 'limitedTimeOffer', {
			templateLanguage: 'en',
			mediaUrl: 'https://example.com/images/sale.jpg',
			bodyValues: list('John', '50%'),
			couponCode: 'FLASH50',
			urlValues: list('flash'),
			offerExpiry: '2100-01-01T00:00:00Z',
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
	),
	{
		...send(
			operation,
			"reads an offer's expiry in the time zone of the workflow",
			manual('flash_sale', 'limitedTimeOffer', {
				mediaUrl: 'https://example.com/images/sale.jpg',
				offerExpiry: '2100-01-01T05:30:00',
			}),
			{
				type: 'template',
				templateName: 'flash_sale',
				link: 'https://example.com/images/sale.jpg',
				ltoFields: { unixTimestamp: 4102444800000 },
			},
		),
		timezone: 'Asia/Kolkata',
	},
];

const to = '919876543210';
const refusedRows: Row[] = [
	refused(
		operation,
		'with an empty value by hand',
		{ to, ...manual('summer_time', 'text', { bodyValues: list('Summer', '') }) },
		'"Body Values" has nothing at position 2',
	),
	refused(
		operation,
		'without the address of the media',
		{ to, ...manual('link_docs', 'media', { mediaUrl: nothing }) },
		'"Media URL" is empty',
	),
	refused(
		operation,
		'with one card',
		{ to, ...manual('new_arrivals', 'carousel', { cards: { card: [cards.card[0]] } }) },
		'"Cards" has 1 cards; a carousel has 2 to 10',
	),
	refused(
		operation,
		'with a card without media',
		{ to, ...manual('new_arrivals', 'carousel', { cards: { card: [cards.card[0], card('')] } }) },
		'"Media URL of card 2" is empty',
	),
	refused(
		operation,
		'with an offer that has ended',
		{
			to,
			...manual('flash_sale', 'limitedTimeOffer', {
				mediaUrl: 'https://example.com/a.jpg',
				offerExpiry: '2020-01-01T00:00:00Z',
			}),
		},
		'"Offer Expiry" must be in the future',
	),
	refused(
		operation,
		'with a name that no template can have',
		{ to, ...manual('Summer Time', 'text') },
		'"Template" may hold only lowercase letters',
	),
	refused(
		operation,
		'with JSON that is no object',
		{ to, templateName: byName('summer_time'), specifyVariables: 'json', variablesJson: '["a"]' },
		'"Variables" must be a JSON object',
	),
	refused(
		operation,
		'with JSON for another recipient',
		{
			to,
			templateName: byName('summer_time'),
			specifyVariables: 'json',
			variablesJson: '{ "to": 919999999999 }',
		},
		'"Variables" holds "to", which the form fills',
	),
	...(
		[
			[{ bodyParams: ['Asha', null] }, 'has no value for "bodyParams[1]"'],
			[{ headerParams: [' '] }, 'has no value for "headerParams[0]"'],
			[{ bodyParams: null }, 'has no value for "bodyParams"'],
			[{ bodyParams: [{ name: 'Asha' }] }, 'has a value for "bodyParams[0]" that must be text'],
			[{ quickReplies: ['[object Object]'] }, 'has a value for "quickReplies[0]" that is'],
			[{ urlVariables: ['https://x.test/1'] }, 'has a value for "urlVariables[0]" that is a whole'],
			[{ copyCodeParam: '' }, 'has no value for "copyCodeParam"'],
			[{ link: 'a.jpg' }, 'has an address for "link" that must start with'],
			[{ languageCode: null }, 'has no value for "languageCode"'],
			[{ ltoFields: { unixTimestamp: '1767225600' } }, 'must hold a whole number at "ltoFields'],
			[
				{ carouselBodies: [{}, {}] },
				'must hold a list of objects, one for each card, at "carouselFileData"',
			],
			[{ carouselBodies: [{}], carouselFileData: [{}] }, 'has 1 cards at "carouselBodies"'],
			[
				{ carouselBodies: [{}, {}], carouselFileData: Array<object>(11).fill({}) },
				'has 11 cards at "carouselFileData"; a carousel has 2 to 10',
			],
			[
				{ carouselBodies: [{}, {}], carouselFileData: [{}, {}, {}] },
				'has texts for 2 cards, but files for 3',
			],
		] as Array<[object, string]>
	).map(([values, error]) =>
		refused(
			operation,
			`with JSON of ${JSON.stringify(values)}`,
			{
				to,
				templateName: byName('summer_time'),
				specifyVariables: 'json',
				variablesJson: JSON.stringify(values),
			},
			`"Variables" ${error}`,
		),
	),
];

/** A picked template has a language; a send of most kinds has none, and goes by the name. */
const languageRows: Row[] = [
	{
		operation,
		name: 'sends a picked template by hand, after a look at the language of its name',
		parameters: {
			to,
			...manual('x', 'text', { bodyValues: list('Asha', '#7') }),
			templateName: fromList(`order_update|en|${ids.summer}`),
		},
		request: [
			read('/templates/order_update'),
			{
				method: 'POST',
				path: '/messages',
				body: {
					to: john,
					type: 'template',
					templateName: 'order_update',
					bodyParams: ['Asha', '#7'],
				},
			},
		],
		answer: [definition(orderUpdate), { body: sent }],
	},
	{
		operation,
		name: 'sends nothing by hand when the name stands for another language than was picked',
		parameters: {
			to,
			...manual('x', 'text', { bodyValues: list('Asha') }),
			templateName: fromList(`order_update|hi|${ids.hindi}`),
		},
		request: [read('/templates/order_update'), read(`/templates/${ids.hindi}`, { by: 'id' })],
		answer: [definition(orderUpdate), definition({ ...orderUpdate, language: 'hi' })],
		error: 'stands for the template in "en", not in "hi"',
	},
	{
		operation,
		name: 'sends a picked carousel by hand in its language',
		parameters: {
			to,
			...manual('x', 'carousel', { cards }),
			templateName: fromList(`new_arrivals|hi|${ids.hindi}`),
		},
		request: [
			read('/templates/new_arrivals'),
			read(`/templates/${ids.hindi}`, { by: 'id' }),
			{
				method: 'POST',
				path: '/messages',
				body: {
					to: john,
					type: 'template',
					templateName: 'new_arrivals',
					languageCode: 'hi',
					...cardsOnWire,
				},
			},
		],
		answer: [definition(carousel), definition({ ...carousel, language: 'hi' }), { body: sent }],
	},
];

export const manualTemplateRows: Row[] = [...manualRows, ...refusedRows, ...languageRows];
