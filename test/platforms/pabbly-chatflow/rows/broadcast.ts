import type { INodeParameters } from 'n8n-workflow';

import type { Row } from '../../../support/row';
import { definition, festive, ids, offer, summer } from './definitions';
import { byName, fromList, list, nothing, read, refused, wamid } from './values';

const longText =
	'Hi John, We value your feedback and would appreciate you sharing more about your experience with us by reply in this chat. This should only take 5 minutes. We appreciate your time';
const created = {
	status: 'success',
	message: 'Broadcast created successfully',
	data: { _id: '67d164798873ae0312345678' },
};

const create = (
	name: string,
	parameters: INodeParameters,
	body: object,
	operation = 'broadcast.create',
): Row => ({
	operation,
	name,
	parameters: { ...(operation === 'broadcast.create' ? { schedule: 'now' } : {}), ...parameters },
	request: { method: 'POST', path: '/broadcasts', body },
	answer: { body: created },
	output: [created],
});

const feedback = {
	broadcastName: 'product_feedback',
	contactLists: ['sups'],
	messageType: 'regular',
	regularMessageType: 'text',
	text: longText,
	schedule: 'now',
};
const feedbackOnWire = {
	name: 'product_feedback',
	broadcastType: 'broadcast',
	messageType: 'regular',
	contactList: ['sups'],
	regularMessageType: 'text',
	message: longText,
};

const regularRows: Row[] = [
	create(
		'makes the sample "Send Broadcast with Regular Message"',
		{ ...feedback, schedule: 'at', scheduledAt: '2099-03-08T07:59:45.435Z' },
		{ ...feedbackOnWire, status: 'scheduled', scheduleAt: '2099-03-08T07:59:45.435Z' },
	),
	{
		...create(
			'reads the time in the time zone of the workflow',
			{ ...feedback, schedule: 'at', scheduledAt: '2099-03-08T13:29:45' },
			{ ...feedbackOnWire, status: 'scheduled', scheduleAt: '2099-03-08T07:59:45.000Z' },
		),
		timezone: 'Asia/Kolkata',
	},
	create(
		'makes the sample with a document, now, to contacts in no list as well',
		{
			broadcastName: 'price_list',
			contactLists: ['partners', 'unassigned'],
			messageType: 'regular',
			regularMessageType: 'document',
			mediaUrl: 'https://example.com/prices.pdf',
			filename: 'prices.pdf',
			caption: 'Our new prices',
		},
		{
			name: 'price_list',
			broadcastType: 'broadcast',
			messageType: 'regular',
			status: 'instant',
			contactList: ['partners', 'unassigned'],
			regularMessageType: 'document',
			link: 'https://example.com/prices.pdf',
			filename: 'prices.pdf',
			caption: 'Our new prices',
		},
	),
	...['image', 'audio', 'video'].map((mediaType) =>
		create(
			`sends ${mediaType}`,
			{
				broadcastName: 'tour',
				contactLists: ['sups'],
				messageType: 'regular',
				regularMessageType: mediaType,
				mediaUrl: 'https://example.com/a',
				caption: mediaType === 'audio' ? 'Old caption' : 'Look',
			},
			{
				name: 'tour',
				broadcastType: 'broadcast',
				messageType: 'regular',
				status: 'instant',
				contactList: ['sups'],
				regularMessageType: mediaType,
				link: 'https://example.com/a',
				...(mediaType === 'audio' ? {} : { caption: 'Look' }),
			},
		),
	),
];

const promo = {
	broadcastName: 'summer_promo',
	contactLists: ['sups'],
	messageType: 'template',
	templateName: byName('summer_time'),
};
const promoOnWire = {
	name: 'summer_promo',
	broadcastType: 'broadcast',
	messageType: 'template',
	status: 'instant',
	contactList: ['sups'],
	templateName: 'summer_time',
};
const manual = { specifyVariables: 'list' };

const templateRows: Row[] = [
	create(
		'makes the sample "Send Broadcast with Template Message"',
		{
			...promo,
			...manual,
			headerValues: list('Hi John'),
			bodyValues: list('Summer', '25%'),
		},
		{ ...promoOnWire, headerParams: ['Hi John'], bodyParams: ['Summer', '25%'] },
	),
	create(
		'makes the sample with a URL and a coupon code, under both of its names',
		{
			...promo,
			...manual,
			broadcastName: 'festive_promo',
			templateName: byName('festive_offer'),
			schedule: 'at',
			scheduledAt: '2099-03-13T04:20:14.007Z',
			urlValues: list('diwali'),
			couponCode: 'FESTIVE25',
		},
		{
			...promoOnWire,
			name: 'festive_promo',
			status: 'scheduled',
			scheduleAt: '2099-03-13T04:20:14.007Z',
			templateName: 'festive_offer',
			urlVariables: ['diwali'],
			copyCodeParam: 'FESTIVE25',
			copyCode: 'FESTIVE25',
		},
	),
	create(
		'makes the sample with a file',
		{
			...promo,
			...manual,
			broadcastName: 'documentation',
			templateName: byName('link_docs'),
			bodyValues: list('Thanks'),
			mediaUrl: 'https://example.com/links.pdf',
			filename: 'links.pdf',
		},
		{
			...promoOnWire,
			name: 'documentation',
			templateName: 'link_docs',
			bodyParams: ['Thanks'],
			link: 'https://example.com/links.pdf',
			filename: 'links.pdf',
		},
	),
	{
		...create(
			'maps the variables of its template',
			{
				...promo,
				templateVariables: {
					mappingMode: 'defineBelow',
					value: { 'Header {{1}}': 'Hi John', 'Body {{1}}': 'Summer', 'Body {{2}}': '25%' },
				},
			},
			{},
		),
		request: [
			read('/templates/summer_time'),
			{
				method: 'POST',
				path: '/broadcasts',
				body: { ...promoOnWire, headerParams: ['Hi John'], bodyParams: ['Summer', '25%'] },
			},
		],
		answer: [definition(summer), { body: created }],
		output: [{ text: 'Hi John!\nSummer is here: 25% off everything.', ...created }],
	},
	...(
		[
			[
				'a limited-time offer',
				offer,
				{
					'Header Image': 'https://example.com/a.jpg',
					'Body {{1}}': 'John',
					'Body {{2}}': '50%',
					'Coupon Code': 'A',
					'Button 2 {{1}}': 'b',
					'Offer Expiry': '2100-01-01',
				},
				'ltoFields',
			],
			[
				'quick reply payloads',
				festive,
				{ 'Button 1 {{1}}': 'a', 'Coupon Code': 'b', 'Button 4 Payload': 'c' },
				'quickReplies',
			],
		] as const
	).map(([what, template, value, key]): Row => ({
		operation: 'broadcast.create',
		name: `sends nothing with ${what}, which a broadcast does not take`,
		parameters: {
			...promo,
			schedule: 'now',
			templateName: byName(template.name),
			templateVariables: { mappingMode: 'defineBelow', value: { ...value } },
		},
		request: read(`/templates/${template.name}`),
		answer: definition(template),
		error: `"Template" belongs to a template that needs "${key}"`,
	})),
];

const refusedRows: Row[] = [
	...(
		[
			[
				'as long as nobody has chosen when to send it',
				{ schedule: '' },
				'"Schedule" is empty: choose when to send the broadcast',
			],
			[
				'without a contact list',
				{ contactLists: '={{ [] }}' },
				'"Contact List Names or IDs" is empty',
			],
			[
				'with text for the contact lists',
				{ contactLists: '={{ "sups,partners" }}' },
				'must be a list, but is "sups,partners"',
			],
			[
				'at a time that is over',
				{ schedule: 'at', scheduledAt: '2020-01-01T00:00:00Z' },
				'"Send At" must be in the future, but is 2020-01-01T00:00:00.000Z',
			],
			[
				'at a time that is none',
				{ schedule: 'at', scheduledAt: 'tomorrow' },
				'"Send At" is not a date and time',
			],
			['without a name', { broadcastName: nothing }, '"Broadcast Name" is empty'],
			['without a text', { text: nothing }, '"Text" is empty'],
		] satisfies Array<[string, INodeParameters, string]>
	).map(([name, changes, error]) =>
		refused('broadcast.create', name, { ...feedback, ...changes }, error),
	),
];

const campaignRows: Row[] = [
	create(
		'makes the sample "Add API Campaign"',
		{ campaignName: 'summer_campaign', templateName: byName('summer_time') },
		{ name: 'summer_campaign', broadcastType: 'api', templateName: 'summer_time' },
		'broadcast.createApiCampaign',
	),
	{
		operation: 'broadcast.createApiCampaign',
		name: 'makes none when the name stands for the template in another language than was picked',
		parameters: {
			campaignName: 'summer_campaign',
			templateName: fromList(`summer_time|hi|${ids.hindi}`),
		},
		request: [read('/templates/summer_time'), read(`/templates/${ids.hindi}`, { by: 'id' })],
		answer: [definition(summer), definition({ ...summer, language: 'hi', _id: ids.hindi })],
		error: 'the name "summer_time" stands for the template in "en", not in "hi"',
	},
	refused(
		'broadcast.createApiCampaign',
		'without a template',
		{ campaignName: 'summer_campaign', templateName: byName(nothing) },
		'"Template" is empty',
	),
];

const accepted = {
	success: 'true',
	data: {
		messaging_product: 'whatsapp',
		contacts: [{ input: '919876543210', wa_id: '919876543210' }],
		messages: [{ id: wamid, message_status: 'accepted' }],
		code: 200,
	},
};
const campaign = {
	campaignName: 'summer_campaign',
	to: '+91 98765 43210',
	contactName: 'John Maverick',
	templateName: byName('summer_time'),
	...manual,
};
const campaignOnWire = {
	templateName: 'summer_time',
	campaignName: 'summer_campaign',
	destination: '919876543210',
	userName: 'John Maverick',
	source: 'api',
};

const sendRows: Row[] = [
	{
		operation: 'broadcast.sendApiCampaign',
		name: 'makes the sample "Send API Campaign"',
		parameters: {
			...campaign,
			headerValues: list('Hi John'),
			bodyValues: list('Summer', '25%'),
			options: { defaultContactFieldValues: { attribute: [{ name: 'Country', value: 'India' }] } },
		},
		request: {
			method: 'POST',
			path: '/broadcasts/send',
			body: {
				...campaignOnWire,
				headerParams: ['Hi John'],
				bodyParams: ['Summer', '25%'],
				defaultContactFieldValues: { Country: 'India' },
			},
		},
		answer: { body: accepted },
		output: [{ ...accepted, messageId: wamid }],
	},
	{
		operation: 'broadcast.sendApiCampaign',
		name: 'sends a file, for a contact from elsewhere',
		parameters: {
			...campaign,
			contactSource: 'wa',
			mediaUrl: 'https://example.com/links.pdf',
			filename: 'links.pdf',
		},
		request: {
			method: 'POST',
			path: '/broadcasts/send',
			body: {
				...campaignOnWire,
				source: 'wa',
				link: 'https://example.com/links.pdf',
				filename: 'links.pdf',
			},
		},
		answer: { body: accepted },
	},
	{
		operation: 'broadcast.sendApiCampaign',
		name: 'fails by an answer with another code inside',
		parameters: campaign,
		request: { method: 'POST', path: '/broadcasts/send', body: campaignOnWire },
		answer: { body: { success: 'true', data: { code: 400, error: { message: 'Bad template' } } } },
		error: 'refused the request: Bad template',
	},
	refused(
		'broadcast.sendApiCampaign',
		'to a number without a country code',
		{ ...campaign, to: '098765' },
		'"To" "098765" starts with 0',
	),
	refused(
		'broadcast.sendApiCampaign',
		'without a name for the contact',
		{ ...campaign, contactName: nothing },
		'"Contact Name" is empty',
	),
];

export const broadcastRows: Row[] = [
	...regularRows,
	...templateRows,
	...refusedRows,
	...campaignRows,
	...sendRows,
];
