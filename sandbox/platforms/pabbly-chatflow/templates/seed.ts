import type { Template, TemplateButton, TemplateComponent } from './parts';

const common = { language: 'en', status: 'APPROVED', category: 'MARKETING' } as const;

/** Those of the page's answer. */
const documented: Array<Omit<Template, '_id' | 'waTemplateId'>> = [
	{
		...common,
		name: 'market_bros',
		components: [
			media('IMAGE', 'market.jpg'),
			{ type: 'BODY', text: 'Some caption for marketing image' },
		],
		type: 'image',
	},
	{
		...common,
		name: 'interactive_marketing',
		language: 'en_GB',
		components: [
			{ type: 'HEADER', format: 'TEXT', text: 'Hello {{1}}', example: { header_text: ['Sir'] } },
			body(
				'Hope you are {{1}}.\n\nToday I want to introduce you to our new {{2}} {{3}}. {{4}} is our latest innovation, please do checkout and feel free to contact us.',
				['doing well', 'product', 'Shalimar', 'Shalimar'],
			),
			{ type: 'FOOTER', text: 'Thank You' },
			buttons(
				{ type: 'COPY_CODE', text: 'Copy offer code', example: ['Shalimar'] },
				{ type: 'QUICK_REPLY', text: 'Sure I will do' },
				{ type: 'QUICK_REPLY', text: 'Not interested' },
				{ type: 'QUICK_REPLY', text: 'Opt-out' },
				{ type: 'QUICK_REPLY', text: 'Okay' },
			),
		],
	},
	{
		...common,
		name: 'link_docs',
		category: 'UTILITY',
		components: [
			media('DOCUMENT', 'links.pdf'),
			body('This is documentation about links. {{1}}', ['Thanks']),
		],
		type: 'document',
	},
	{
		...common,
		name: 'video_with_param',
		components: [
			media('VIDEO', 'video.mp4'),
			body('Hello {{1}} Sir, {{2}} are you doing?', ['John', 'how']),
		],
		type: 'video',
	},
	{
		...common,
		name: 'demo_text',
		components: [body('Some demo text {{1}}', ['body'])],
		type: 'text',
	},
	{
		...common,
		name: 'welcome_template',
		components: [
			{ type: 'HEADER', format: 'TEXT', text: 'Hello {{1}}', example: { header_text: ['Sunny'] } },
			{ type: 'BODY', text: 'How are you? hope you are doing well.' },
			{ type: 'FOOTER', text: 'Thanks for being connected' },
		],
	},
];

/** The other kinds, named variables, a second language, and what cannot be sent. */
const others: Array<Omit<Template, '_id' | 'waTemplateId'>> = [
	{
		...common,
		name: 'summer_time',
		components: [
			{ type: 'HEADER', format: 'TEXT', text: '{{1}}!', example: { header_text: ['Hi John'] } },
			body('{{1}} is here: {{2}} off everything.', ['Summer', '25%']),
		],
	},
	{
		...common,
		name: 'order_update',
		category: 'UTILITY',
		components: [
			{
				type: 'BODY',
				text: 'Hi {{customer_name}}, your order {{order_id}} arrives {{day}}.',
				example: {
					body_text_named_params: [
						{ param_name: 'customer_name', example: 'John' },
						{ param_name: 'order_id', example: '#1043' },
						{ param_name: 'day', example: 'tomorrow' },
					],
				},
			},
		],
	},
	{
		...common,
		name: 'order_update',
		language: 'hi',
		category: 'UTILITY',
		components: [body('{{1}}, आपका ऑर्डर रवाना हो गया है।', ['John'])],
	},
	{
		...common,
		name: 'verification_code',
		category: 'AUTHENTICATION',
		components: [
			{
				type: 'BODY',
				text: '*{{1}}* is your verification code.',
				add_security_recommendation: true,
				example: { body_text: [['123456']] },
			},
			buttons({
				type: 'OTP',
				otp_type: 'COPY_CODE',
				text: 'Copy code',
				url: 'https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}',
			}),
		],
	},
	{
		...common,
		name: 'festive_offer',
		components: [
			{ type: 'BODY', text: 'Our festive offer ends on Sunday.' },
			buttons(
				url('See the offer', 'https://example.com/offers/{{1}}', 'diwali'),
				{ type: 'URL', text: 'Our shop', url: 'https://example.com/' },
				{ type: 'COPY_CODE', text: 'Copy offer code', example: ['FESTIVE25'] },
				{ type: 'QUICK_REPLY', text: 'Interested' },
				{ type: 'QUICK_REPLY', text: 'Stop' },
			),
		],
	},
	{
		...common,
		name: 'new_arrivals',
		components: [
			body('Hi {{1}}, look what has arrived!', ['John']),
			{ type: 'CAROUSEL', cards: [card('shirt-blue.jpg'), card('shirt-red.jpg')] },
		],
	},
	{
		...common,
		name: 'flash_sale',
		components: [
			media('IMAGE', 'sale.jpg'),
			{
				type: 'LIMITED_TIME_OFFER',
				limited_time_offer: { text: 'Expiring offer!', has_expiration: true },
			},
			body('Hi {{1}}, {{2}} off until midnight.', ['John', '50%']),
			buttons(
				{ type: 'COPY_CODE', text: 'Copy offer code', example: ['FLASH50'] },
				url('Shop now', 'https://example.com/sale/{{1}}', 'flash'),
			),
		],
	},
	{
		...common,
		name: 'payment_reminder',
		status: 'PENDING',
		category: 'UTILITY',
		components: [body('Your payment of {{1}} is due.', ['$20'])],
	},
	{
		...common,
		name: 'buy_now',
		status: 'REJECTED',
		components: [{ type: 'BODY', text: 'BUY NOW!!!' }],
	},
];

export const seededTemplates: readonly Template[] = [...documented, ...others].map(
	(template, index) => ({
		_id: `67a3182524676e664e58f8${(0xbe + index).toString(16)}`,
		waTemplateId: String(584_789_171_207_477 + index),
		...template,
	}),
);

function body(text: string, samples: string[]): TemplateComponent {
	return { type: 'BODY', text, example: { body_text: [samples] } };
}

function media(format: 'IMAGE' | 'VIDEO' | 'DOCUMENT', file: string): TemplateComponent {
	const handle = `https://scontent.whatsapp.net/v/${file}`;
	return { type: 'HEADER', format, example: { header_handle: [handle] } };
}

function buttons(...list: TemplateButton[]): TemplateComponent {
	return { type: 'BUTTONS', buttons: list };
}

function url(text: string, address: string, sample: string): TemplateButton {
	return { type: 'URL', text, url: address, example: [address.replace('{{1}}', sample)] };
}

function card(file: string): { components: TemplateComponent[] } {
	return {
		components: [
			media('IMAGE', file),
			body('{{1}}, now {{2}}', ['Blue shirt', '2499']),
			buttons(url('Buy', 'https://example.com/products/{{1}}', 'tshirt'), {
				type: 'QUICK_REPLY',
				text: 'Show me more',
			}),
		],
	};
}
