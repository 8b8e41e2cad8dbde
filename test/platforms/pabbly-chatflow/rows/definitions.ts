import type { IDataObject } from 'n8n-workflow';

import type { RowAnswer } from '../../../support/row';

/** Ids of templates, as the platform makes them. */
export const ids = { summer: '67a3182524676e664e58f8c4', hindi: '67a3182524676e664e58f8c6' };

interface Definition {
	name: string;
	components: object[];
	language?: string;
	category?: string;
	status?: string;
	_id?: string;
}

/** The answer to `GET /templates/{identifier}`. */
export function definition(template: Definition, customFields: IDataObject = {}): RowAnswer {
	return {
		body: {
			status: 'success',
			message: 'Template fetched successfully',
			data: {
				template: {
					_id: ids.summer,
					language: 'en',
					status: 'APPROVED',
					category: 'MARKETING',
					...template,
				},
				customFields: {
					headerParams: [],
					bodyParams: [],
					link: [],
					copyCodeParam: [],
					...customFields,
				},
			},
		},
	};
}

const body = (text: string, ...samples: string[]) => ({
	type: 'BODY',
	text,
	example: { body_text: [samples] },
});
const media = (format: string, url: string) => ({
	type: 'HEADER',
	format,
	example: { header_handle: [url] },
});
const urlButton = (text: string, url: string, example: string) => ({
	type: 'URL',
	text,
	url,
	example: [example],
});

export const summer: Definition = {
	name: 'summer_time',
	components: [
		{ type: 'HEADER', format: 'TEXT', text: '{{1}}!', example: { header_text: ['Hi John'] } },
		body('{{1}} is here: {{2}} off everything.', 'Summer', '25%'),
	],
};

/** Named variables: the vendor's custom fields have the samples. */
export const orderUpdate: Definition = {
	name: 'order_update',
	category: 'UTILITY',
	components: [{ type: 'BODY', text: 'Hi {{customer_name}}, your order {{order_id}} arrives.' }],
};
export const orderSamples = {
	bodyParams: [
		{ key: '{{customer_name}}', value: 'John', helpText: 'Enter the Body Parameter' },
		{ key: '{{order_id}}', value: '#1043', helpText: 'Enter the Body Parameter' },
	],
};

export const document: Definition = {
	name: 'link_docs',
	category: 'UTILITY',
	components: [
		media('DOCUMENT', 'https://scontent.whatsapp.net/v/links.pdf'),
		body('This is documentation about links. {{1}}', 'Thanks'),
	],
};

export const code: Definition = {
	name: 'verification_code',
	category: 'AUTHENTICATION',
	components: [
		body('*{{1}}* is your verification code.', '123456'),
		{
			type: 'BUTTONS',
			buttons: [
				{ type: 'OTP', otp_type: 'COPY_CODE', text: 'Copy code', url: 'https://wa.me/otp{{1}}' },
			],
		},
	],
};

export const festive: Definition = {
	name: 'festive_offer',
	components: [
		{ type: 'BODY', text: 'Our festive offer ends on Sunday.' },
		{
			type: 'BUTTONS',
			buttons: [
				urlButton(
					'See it',
					'https://example.com/offers/{{1}}',
					'https://example.com/offers/diwali',
				),
				{ type: 'URL', text: 'Our shop', url: 'https://example.com/' },
				{ type: 'COPY_CODE', text: 'Copy offer code', example: ['FESTIVE25'] },
				{ type: 'QUICK_REPLY', text: 'Interested' },
				{ type: 'QUICK_REPLY', text: 'Stop' },
			],
		},
	],
};

const card = (file: string) => ({
	components: [
		media('IMAGE', `https://scontent.whatsapp.net/v/${file}`),
		body('{{1}}, now {{2}}', 'Blue shirt', '2499'),
		{
			type: 'BUTTONS',
			buttons: [
				urlButton('Buy', 'https://example.com/products/{{1}}', 'tshirt'),
				{ type: 'QUICK_REPLY', text: 'Show me more' },
			],
		},
	],
});

export const carousel: Definition = {
	name: 'new_arrivals',
	components: [
		body('Hi {{1}}, look what has arrived!', 'John'),
		{ type: 'CAROUSEL', cards: [card('blue.jpg'), card('red.jpg')] },
	],
};

export const offer: Definition = {
	name: 'flash_sale',
	components: [
		media('IMAGE', 'https://scontent.whatsapp.net/v/sale.jpg'),
		{
			type: 'LIMITED_TIME_OFFER',
			limited_time_offer: { text: 'Expiring offer!', has_expiration: true },
		},
		body('Hi {{1}}, {{2}} off until midnight.', 'John', '50%'),
		{
			type: 'BUTTONS',
			buttons: [
				{ type: 'COPY_CODE', text: 'Copy offer code', example: ['FLASH50'] },
				urlButton('Shop now', 'https://example.com/sale/{{1}}', 'flash'),
			],
		},
	],
};
