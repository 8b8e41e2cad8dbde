import type { Row, SignedDelivery } from '../row';

const wamid = 'wamid.HBgLOTE5ODc2NTQzMjEwFQIAERgSM0VCMDA';
const inboundWamid = 'wamid.HBgMOTE5MDMwMzgzNDM4FQIAEhgg';
/** n8n itself refuses an empty required field; what comes out of an expression is for the node to check. */
const nothing = '={{ "" }}';
const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const sampleValues = (...texts: string[]) => ({ value: texts.map((text) => ({ text })) });
const page = (rows: unknown[], nextCursor: string | null, hasMore: boolean) => ({
	body: { data: rows, pagination: { nextCursor, hasMore } },
});

const orderUpdate = {
	templateName: 'order_update',
	category: 'UTILITY',
	templateLanguage: 'en',
	specifyComponents: 'fields',
	bodyText: 'Hi {{1}}, your order {{2}} has been shipped!',
	bodyExamples: sampleValues('John', 'ORD-12345'),
};

/** The platform's own samples first, where its page has one. */
export const rows: Row[] = [
	// Message
	{
		operation: 'message.sendText',
		parameters: { to: '919876543210', text: 'Hello from WABA Portal!' },
		request: {
			method: 'POST',
			path: '/messages/text',
			body: { to: '919876543210', message: 'Hello from WABA Portal!' },
		},
		answer: { body: { success: true, messageId: wamid } },
		output: [{ success: true, messageId: wamid }],
	},
	...[
		'+91 98765-43210',
		'0091 (98765) 43210',
		919876543210,
		'\u202a+91\u00a098765\u00a043210\u202c',
		'91.9876.543210',
	].map((to): Row => ({
		operation: 'message.sendText',
		name: `sends to ${JSON.stringify(to)} as digits`,
		parameters: { to, text: 'x' },
		request: {
			method: 'POST',
			path: '/messages/text',
			body: { to: '919876543210', message: 'x' },
		},
	})),
	{
		operation: 'message.sendText',
		name: 'puts the default country code in the place of a leading 0',
		parameters: { to: '0151 2345678', text: 'x', options: { defaultCountryCode: '+49' } },
		request: { method: 'POST', path: '/messages/text', body: { to: '491512345678', message: 'x' } },
	},
	{
		operation: 'message.sendText',
		name: 'leaves a complete number alone when there is a default country code',
		parameters: { to: '919876543210', text: 'x', options: { defaultCountryCode: '49' } },
		request: { method: 'POST', path: '/messages/text', body: { to: '919876543210', message: 'x' } },
	},
	{
		operation: 'message.sendText',
		name: 'sends text with its spaces, lines, emoji and markup as it is',
		parameters: { to: '919876543210', text: '  *Hi*\n"you" 😀 \\ {"a":1}' },
		request: {
			method: 'POST',
			path: '/messages/text',
			body: { to: '919876543210', message: '  *Hi*\n"you" 😀 \\ {"a":1}' },
		},
	},
	{
		operation: 'message.sendText',
		name: 'sends a text of 4096 characters',
		parameters: { to: '919876543210', text: 'x'.repeat(4096) },
		request: {
			method: 'POST',
			path: '/messages/text',
			body: { to: '919876543210', message: 'x'.repeat(4096) },
		},
	},
	...refusedTexts(),
	...refusedRecipients(),
	{
		operation: 'message.sendText',
		name: "gives the platform's words and advice when the window is closed",
		parameters: { to: '919876543210', text: 'x' },
		request: { method: 'POST', path: '/messages/text', body: { to: '919876543210', message: 'x' } },
		answer: { status: 400, body: { error: 'Outside 24-hour messaging window' } },
		error: /Outside 24-hour messaging window[\s\S]*approved template/,
	},
	{
		operation: 'message.sendText',
		name: 'fails when a good status carries a failure',
		parameters: { to: '919876543210', text: 'x' },
		request: { method: 'POST', path: '/messages/text', body: { to: '919876543210', message: 'x' } },
		answer: { body: { success: false, error: 'Invalid phone number format' } },
		error: 'Invalid phone number format',
	},
	{
		operation: 'message.markAsRead',
		parameters: { messageId: inboundWamid, showTypingIndicator: true },
		request: {
			method: 'POST',
			path: '/messages/mark-read',
			body: { messageId: inboundWamid, showTypingIndicator: true },
		},
		answer: { body: { success: true } },
		output: [{ success: true }],
	},
	{
		operation: 'message.markAsRead',
		name: 'shows no typing indicator unless asked to',
		parameters: { messageId: inboundWamid },
		request: {
			method: 'POST',
			path: '/messages/mark-read',
			body: { messageId: inboundWamid, showTypingIndicator: false },
		},
	},
	refused(
		'message.markAsRead',
		'without a message ID',
		{ messageId: nothing },
		'"Message ID" of item 0 is empty',
	),

	// Conversation
	{
		operation: 'conversation.getMany',
		parameters: { returnAll: false, limit: 20 },
		request: { method: 'GET', path: '/conversations', query: { limit: '20' } },
		answer: page(numbered(0, 3), null, false),
		output: numbered(0, 3),
	},
	{
		operation: 'conversation.getMany',
		name: 'follows the cursor until the limit is reached',
		parameters: { returnAll: false, limit: 52 },
		request: [
			{ method: 'GET', path: '/conversations', query: { limit: '50' } },
			{ method: 'GET', path: '/conversations', query: { limit: '2', cursor: 'eyJ0=' } },
		],
		answer: [page(numbered(0, 50), 'eyJ0=', true), page(numbered(50, 2), 'eyJ1=', true)],
		output: numbered(0, 52),
	},
	{
		operation: 'conversation.getMany',
		name: 'returns all pages',
		parameters: { returnAll: true },
		request: [
			{ method: 'GET', path: '/conversations', query: { limit: '50' } },
			{ method: 'GET', path: '/conversations', query: { limit: '50', cursor: 'a' } },
			{ method: 'GET', path: '/conversations', query: { limit: '50', cursor: 'b' } },
		],
		answer: [
			page(numbered(0, 2), 'a', true),
			page(numbered(2, 2), 'b', true),
			page(numbered(4, 1), null, false),
		],
		output: numbered(0, 5),
	},
	{
		operation: 'conversation.getMany',
		name: 'fails when the same cursor comes twice rather than turning in a circle',
		parameters: { returnAll: true },
		request: [
			{ method: 'GET', path: '/conversations', query: { limit: '50' } },
			{ method: 'GET', path: '/conversations', query: { limit: '50', cursor: 'a' } },
		],
		answer: [page(numbered(0, 1), 'a', true), page(numbered(1, 1), 'a', true)],
		error: 'was given twice',
	},
	{
		operation: 'conversation.getMany',
		name: 'fails when there is more but no cursor rather than losing rows',
		parameters: { returnAll: true },
		request: { method: 'GET', path: '/conversations', query: { limit: '50' } },
		answer: page(numbered(0, 1), null, true),
		error: 'gives no cursor',
	},
	refused(
		'conversation.getMany',
		'with a limit of 0',
		{ returnAll: false, limit: 0 },
		'"Limit" of item 0 must be at least 1',
	),
	refused(
		'conversation.getMany',
		'with a limit of 1.5',
		{ returnAll: false, limit: 1.5 },
		'must be a whole number',
	),
	{
		operation: 'conversation.getMessages',
		parameters: { conversationId: byId('919876543210'), returnAll: false, limit: 30 },
		request: {
			method: 'GET',
			path: '/conversations/919876543210/messages',
			query: { limit: '30' },
		},
		answer: page(numbered(0, 3), null, false),
		output: numbered(0, 3),
	},
	{
		operation: 'conversation.getMessages',
		name: 'asks for at most 100 messages in a page, and cleans the number',
		parameters: { conversationId: byId('+91 98765 43210'), returnAll: true },
		request: {
			method: 'GET',
			path: '/conversations/919876543210/messages',
			query: { limit: '100' },
		},
		answer: page([], null, false),
		output: [],
	},
	refused(
		'conversation.getMessages',
		'with a name for a number',
		{ conversationId: byId('../templates'), returnAll: true },
		'"Conversation" of item 0',
	),

	// Template
	{
		operation: 'template.getMany',
		parameters: { returnAll: true },
		request: { method: 'GET', path: '/templates' },
	},
	{
		operation: 'template.getMany',
		name: 'cuts the one list that there is at the limit',
		parameters: { returnAll: false, limit: 2 },
		request: { method: 'GET', path: '/templates' },
		answer: { body: { data: numbered(0, 3) } },
		output: numbered(0, 2),
	},
	{
		operation: 'template.getMany',
		name: 'fails when the answer holds no list',
		parameters: { returnAll: true },
		request: { method: 'GET', path: '/templates' },
		answer: { body: { templates: [] } },
		error: 'no list at "data"',
	},
	{
		operation: 'template.create',
		name: 'makes the sample "Template With Text Header"',
		parameters: {
			...orderUpdate,
			headerText: 'Order Update',
			footerText: 'Thank you for shopping',
		},
		request: {
			method: 'POST',
			path: '/templates',
			body: {
				name: 'order_update',
				category: 'UTILITY',
				language: 'en',
				components: [
					{ type: 'HEADER', format: 'TEXT', text: 'Order Update' },
					{
						type: 'BODY',
						text: 'Hi {{1}}, your order {{2}} has been shipped!',
						example: { body_text: [['John', 'ORD-12345']] },
					},
					{ type: 'FOOTER', text: 'Thank you for shopping' },
				],
			},
		},
	},
	{
		operation: 'template.create',
		name: 'makes the sample "Simple Template (Body Only)"',
		parameters: {
			templateName: 'simple_welcome',
			bodyText: 'Thank you for contacting us. We will get back to you shortly.',
			footerText: 'Reply STOP to unsubscribe',
		},
		request: {
			method: 'POST',
			path: '/templates',
			body: {
				name: 'simple_welcome',
				category: 'UTILITY',
				language: 'en',
				components: [
					{
						type: 'BODY',
						text: 'Thank you for contacting us. We will get back to you shortly.',
					},
					{ type: 'FOOTER', text: 'Reply STOP to unsubscribe' },
				],
			},
		},
	},
	{
		operation: 'template.create',
		name: 'makes the sample "With Variables & Buttons"',
		parameters: {
			...orderUpdate,
			headerText: 'Order Update',
			bodyText: 'Hello {{1}}, your order {{2}} has been shipped!\nExpected delivery: {{3}}',
			bodyExamples: sampleValues('John', 'ORD-12345', 'Tomorrow'),
			footerText: 'Thank you for shopping with us',
			buttons: {
				button: [
					{ type: 'QUICK_REPLY', text: 'Track Order' },
					{
						type: 'URL',
						text: 'View Details',
						url: 'https://example.com/orders/{{1}}',
						urlExample: 'ORD-12345',
					},
					{ type: 'PHONE_NUMBER', text: 'Call Support', phoneNumber: '+919876543210' },
				],
			},
		},
		request: {
			method: 'POST',
			path: '/templates',
			body: {
				name: 'order_update',
				category: 'UTILITY',
				language: 'en',
				components: [
					{ type: 'HEADER', format: 'TEXT', text: 'Order Update' },
					{
						type: 'BODY',
						text: 'Hello {{1}}, your order {{2}} has been shipped!\nExpected delivery: {{3}}',
						example: { body_text: [['John', 'ORD-12345', 'Tomorrow']] },
					},
					{ type: 'FOOTER', text: 'Thank you for shopping with us' },
					{
						type: 'BUTTONS',
						buttons: [
							{ type: 'QUICK_REPLY', text: 'Track Order' },
							{
								type: 'URL',
								text: 'View Details',
								url: 'https://example.com/orders/{{1}}',
								example: ['ORD-12345'],
							},
							{ type: 'PHONE_NUMBER', text: 'Call Support', phone_number: '+919876543210' },
						],
					},
				],
			},
		},
	},
	{
		operation: 'template.create',
		name: 'makes the sample "Template With Variables" from JSON',
		parameters: {
			templateName: 'personalized_greeting',
			category: 'MARKETING',
			templateLanguage: 'en',
			specifyComponents: 'json',
			componentsJson: JSON.stringify([
				{
					type: 'BODY',
					text: 'Hi {{1}}, welcome to {{2}}! Your account is now active.',
					example: { body_text: [['John', 'Acme Corp']] },
				},
				{ type: 'FOOTER', text: 'Reply STOP to unsubscribe' },
			]),
		},
		request: {
			method: 'POST',
			path: '/templates',
			body: {
				name: 'personalized_greeting',
				category: 'MARKETING',
				language: 'en',
				components: [
					{
						type: 'BODY',
						text: 'Hi {{1}}, welcome to {{2}}! Your account is now active.',
						example: { body_text: [['John', 'Acme Corp']] },
					},
					{ type: 'FOOTER', text: 'Reply STOP to unsubscribe' },
				],
			},
		},
	},
	...refusedTemplates(),
	{
		operation: 'template.update',
		name: "makes the platform's sample of an edit",
		parameters: {
			templateId: byId('123456789'),
			category: 'MARKETING',
			headerText: 'Spring Sale!',
			bodyText: 'Shop now through {{1}} and use code {{2}} to get {{3}} off.',
			bodyExamples: sampleValues('the end of April', '25OFF', '25%'),
			footerText: 'Use the buttons below to manage your subscriptions',
			buttons: { button: [{ type: 'QUICK_REPLY', text: 'Unsubscribe from Promos' }] },
		},
		request: {
			method: 'POST',
			path: '/templates/123456789/edit',
			body: {
				category: 'MARKETING',
				components: [
					{ type: 'HEADER', format: 'TEXT', text: 'Spring Sale!' },
					{
						type: 'BODY',
						text: 'Shop now through {{1}} and use code {{2}} to get {{3}} off.',
						example: { body_text: [['the end of April', '25OFF', '25%']] },
					},
					{ type: 'FOOTER', text: 'Use the buttons below to manage your subscriptions' },
					{
						type: 'BUTTONS',
						buttons: [{ type: 'QUICK_REPLY', text: 'Unsubscribe from Promos' }],
					},
				],
			},
		},
	},
	refused(
		'template.update',
		'by its name',
		{ templateId: byId('spring_sale'), bodyText: 'Hi' },
		'"Template" of item 0 must be the numeric ID',
	),
	{
		operation: 'template.delete',
		parameters: { templateName: byId('welcome_message') },
		request: { method: 'DELETE', path: '/templates/welcome_message' },
	},
	{
		operation: 'template.delete',
		name: 'keeps a name with odd characters in one path segment',
		parameters: { templateName: byId('a/b?c#d') },
		request: { method: 'DELETE', path: '/templates/a%2Fb%3Fc%23d' },
	},
	refused(
		'template.delete',
		'with two dots for a name',
		{ templateName: byId('..') },
		'"Template Name" of item 0',
	),
	refused(
		'template.delete',
		'without a name',
		{ templateName: byId(nothing) },
		'"Template Name" of item 0 is empty',
	),

	// Webhook
	{
		operation: 'webhook.get',
		parameters: {},
		request: { method: 'GET', path: '/webhook' },
		answer: { body: slot() },
		output: [{ success: true, data: { ...slot().data, webhookSecret: '[hidden]' } }],
	},
	{
		operation: 'webhook.update',
		parameters: {
			webhookUrl: 'https://your-server.com/webhook',
			webhookEnabled: true,
			webhookEvents: ['messages', 'statuses'],
		},
		request: {
			method: 'PUT',
			path: '/webhook',
			body: {
				webhookUrl: 'https://your-server.com/webhook',
				webhookEnabled: true,
				webhookEvents: ['messages', 'statuses'],
			},
		},
		answer: { body: slot() },
		output: [{ success: true, data: { ...slot().data, webhookSecret: '[hidden]' } }],
	},
	{
		operation: 'webhook.update',
		name: 'clears the URL when the webhook is turned off',
		parameters: { webhookUrl: '', webhookEnabled: false },
		request: { method: 'PUT', path: '/webhook', body: { webhookUrl: '', webhookEnabled: false } },
	},
	refused(
		'webhook.update',
		'without a URL while enabled',
		{ webhookUrl: '', webhookEnabled: true },
		'"URL" of item 0 is empty',
	),
	refused(
		'webhook.update',
		'without https',
		{ webhookUrl: 'http://your-server.com/webhook' },
		'"URL" of item 0 must start with https://',
	),
	refused(
		'webhook.update',
		'with an unknown event',
		{ webhookUrl: 'https://a.example/w', webhookEvents: ['calls'] },
		'"Events" of item 0 must be one of messages, statuses',
	),
	{
		operation: 'webhook.test',
		parameters: {},
		request: { method: 'POST', path: '/webhook/test' },
	},
	{
		operation: 'webhook.test',
		name: 'fails when the receiver failed',
		parameters: {},
		request: { method: 'POST', path: '/webhook/test' },
		answer: {
			body: {
				success: false,
				error: 'Webhook endpoint returned status 404',
				data: {
					webhookUrl: 'https://your-server.com/webhook',
					statusCode: 404,
					statusText: 'Not Found',
					duration: '123ms',
				},
			},
		},
		error: 'Webhook endpoint returned status 404',
	},
	{
		operation: 'webhook.delete',
		parameters: {},
		request: { method: 'DELETE', path: '/webhook' },
		answer: { body: { success: true } },
		output: [{ success: true }],
	},

	// API
	{
		operation: 'api.request',
		parameters: {
			method: 'POST',
			path: '/messages/image',
			query: '{ "draft": true }',
			body: '{ "to": "919876543210", "url": "https://example.com/a.png" }',
		},
		request: {
			method: 'POST',
			path: '/messages/image',
			query: { draft: 'true' },
			body: { to: '919876543210', url: 'https://example.com/a.png' },
		},
		answer: { body: { success: true, messageId: wamid } },
		output: [{ success: true, messageId: wamid }],
	},
	{
		operation: 'api.request',
		name: 'gives an item for each entry of a list',
		parameters: { method: 'GET', path: '/numbers' },
		request: { method: 'GET', path: '/numbers' },
		answer: { body: [{ n: 1 }, { n: 2 }] },
		output: [{ n: 1 }, { n: 2 }],
	},
	...[
		'messages/text',
		'//evil.example/x',
		'/../admin',
		'/a/%2e%2e/b',
		'/a?b=c',
		'/a#b',
		'/a b',
	].map((path) =>
		refused('api.request', `with the path ${path}`, { method: 'GET', path }, '"Path" of item 0'),
	),
	refused(
		'api.request',
		'with a body that is no JSON',
		{ method: 'POST', path: '/a', body: '{ to: 1' },
		'"Body" of item 0 is not valid JSON',
	),
	refused(
		'api.request',
		'with a list for query parameters',
		{ method: 'GET', path: '/a', query: '[1]' },
		'"Query Parameters" of item 0 must be a JSON object',
	),
];

function slot() {
	return {
		success: true,
		data: {
			phoneNumber: '919876543210',
			webhookUrl: 'https://your-server.com/webhook',
			webhookSecret: 'a1b2c3d4e5f6',
			webhookEnabled: true,
			webhookEvents: ['messages', 'statuses'],
		},
	};
}

function numbered(from: number, count: number) {
	return Array.from({ length: count }, (_, index) => ({ n: from + index }));
}

/** A value that must be refused before the network. */
function refused(
	operation: string,
	name: string,
	parameters: Row['parameters'],
	error: string | RegExp,
): Row {
	return { operation, name: `is refused ${name}`, parameters, request: [], error };
}

function refusedTexts(): Row[] {
	const text = (name: string, value: unknown, error: string) =>
		refused('message.sendText', name, { to: '919876543210', text: value as string }, error);
	return [
		text('without a text', nothing, '"Text" of item 0 is empty'),
		text('with blanks for a text', ' \n ', '"Text" of item 0 is empty'),
		text('with 4097 characters', 'x'.repeat(4097), '"Text" of item 0 has 4097 characters'),
		text(
			'with an object for a text',
			'={{ ({ a: 1 }) }}',
			'"Text" of item 0 must be text, but is an object',
		),
	];
}

function refusedRecipients(): Row[] {
	const to = (name: string, value: string, error: string) =>
		refused('message.sendText', name, { to: value, text: 'x' }, error);
	return [
		to('without a recipient', nothing, '"To" of item 0 is empty'),
		to(
			'with letters in the number',
			'91987654321O',
			'"To" of item 0 "91987654321O" holds something else than digits',
		),
		to('with a number too short', '919876', 'has 6 digits'),
		to('with a number too long', '9198765432101234', 'has 16 digits'),
		to('with a national number and no country code', '09876543210', 'set "Default Country Code"'),
		to('with a 0 after the +', '+0919876543210', 'a 0 where the country code should be'),
		to(
			'with a list of numbers',
			'={{ ["919876543210", "919876543211"] }}',
			'must be text, but is a list',
		),
		to(
			'with two numbers in one text',
			'919876543210, 919876543211',
			'holds something else than digits',
		),
		to('with a number in scientific notation', '9.19877E+11', 'holds something else than digits'),
	];
}

function refusedTemplates(): Row[] {
	const form = (name: string, parameters: Row['parameters'], error: string) =>
		refused('template.create', name, { ...orderUpdate, ...parameters }, error);
	const json = (name: string, components: unknown, error: string) =>
		form(name, { specifyComponents: 'json', componentsJson: JSON.stringify(components) }, error);
	const body = { type: 'BODY', text: 'Hi' };
	return [
		form(
			'with capitals in the name',
			{ templateName: 'Order Update' },
			'"Template Name" of item 0 may hold only',
		),
		form('without a body', { bodyText: nothing }, '"Body Text" of item 0 is empty'),
		form(
			'without a sample value for each variable',
			{ bodyExamples: sampleValues('John') },
			'"Body" of item 0 has 2 variables, but 1 sample values',
		),
		form(
			'with more sample values than variables',
			{ bodyExamples: sampleValues('a', 'b', 'c') },
			'has 2 variables, but 3 sample values',
		),
		form('with a gap in the variables', { bodyText: 'Hi {{1}} and {{3}}' }, 'without a gap'),
		form('with a named variable', { bodyText: 'Hi {{name}}, {{1}}' }, 'variables are numbered'),
		form(
			'with 61 characters in the header',
			{ headerText: 'x'.repeat(61) },
			'"Header" of item 0 has 61 characters',
		),
		form(
			'with 1025 characters in the body',
			{ bodyText: 'x'.repeat(1025), bodyExamples: {} },
			'"Body" of item 0 has 1025 characters',
		),
		form(
			'with a URL button without a URL',
			{ buttons: { button: [{ type: 'URL', text: 'Go', url: '' }] } },
			'"Button "Go"" of item 0 needs a URL',
		),
		form(
			'with a variable in a URL button and no sample',
			{ buttons: { button: [{ type: 'URL', text: 'Go', url: 'https://a.example/{{1}}' }] } },
			'has 1 variables, but 0 sample values',
		),
		form(
			'with a call button without a number',
			{ buttons: { button: [{ type: 'PHONE_NUMBER', text: 'Call', phoneNumber: '' }] } },
			'needs a phone number',
		),
		form(
			'with an unknown category',
			{ category: 'AUTHENTICATION' },
			'"Category" of item 0 must be one of MARKETING, UTILITY',
		),
		form(
			'with JSON that is none',
			{ specifyComponents: 'json', componentsJson: '[{' },
			'"Components" of item 0 is not valid JSON',
		),
		json(
			'with an image header',
			[{ type: 'HEADER', format: 'IMAGE' }, body],
			'"Header" of item 0 must have the format TEXT',
		),
		json('without a BODY', [{ type: 'FOOTER', text: 'x' }], 'has no component of type BODY'),
		json('with two bodies', [body, body], 'two components of type BODY'),
		json('with an unknown component', [body, { type: 'CAROUSEL' }], 'a component of type CAROUSEL'),
		json('with an object for a list', { BODY: 'x' }, 'must be a list of components'),
		json(
			'with an unknown button',
			[body, { type: 'BUTTONS', buttons: [{ type: 'OTP', text: 'x' }] }],
			'known are QUICK_REPLY, URL and PHONE_NUMBER',
		),
		json(
			'with eleven buttons',
			[
				body,
				{
					type: 'BUTTONS',
					buttons: Array.from({ length: 11 }, () => ({ type: 'QUICK_REPLY', text: 'x' })),
				},
			],
			'has 11 buttons',
		),
	];
}

/** The sample delivery of the platform's page. Signed with `openssl dgst -sha256 -hmac`. */
export const delivery: SignedDelivery = {
	staticData: { secret: 'a1b2c3d4e5f60718293a4b5c6d7e8f90' },
	body: '{"event":"message","timestamp":"2024-01-15T10:30:00Z","projectId":"your-project-id","data":{"from":"919876543210","messageId":"wamid.HBgMOTE5MDMwMzgzNDM4FQIAEhgg","timestamp":"1705314600","type":"text","contact":{"name":"John Doe","wa_id":"919876543210"},"text":{"body":"Hello, I need help with my order"}}}',
	signature: {
		header: 'x-webhook-signature',
		value: 'c2bb80e500bc7ee9902ae8d3b7738a28c15cbea01e6be669d735cbfd8fdd5815',
	},
	at: '2024-01-15T10:30:01Z',
	lookups: [{ request: { method: 'GET', path: '/webhook' }, answer: { body: slot() } }],
};
