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

const login = { templateName: 'login_code', templateLanguage: 'en_US', category: 'AUTHENTICATION' };
const created = (body: object): Row['request'] => ({ method: 'POST', path: '/v1/templates', body });
const otp = (button: object, ...more: object[]) => [
	{ type: 'BODY', add_security_recommendation: true },
	...more,
	{ type: 'BUTTONS', buttons: [{ type: 'OTP', ...button }] },
];
const app = { packageName: 'com.example.shop', signatureHash: 'K8a/AINcGX7' };
const supported = [{ package_name: 'com.example.shop', signature_hash: 'K8a/AINcGX7' }];

/** The form of a template whose texts WhatsApp writes. */
const authenticationRows: Row[] = [
	{
		operation: 'template.create',
		name: 'makes an authentication template with a button that copies the code',
		parameters: { ...login, otpButtonText: 'Copy code', codeExpirationMinutes: 10 },
		request: created({
			name: 'login_code',
			language: 'en_US',
			category: 'AUTHENTICATION',
			components: otp(
				{ otp_type: 'COPY_CODE', text: 'Copy code' },
				{ type: 'FOOTER', code_expiration_minutes: 10 },
			),
		}),
	},
	{
		operation: 'template.create',
		name: 'makes an authentication template for an app, without the note about security',
		parameters: {
			...login,
			otpType: 'ZERO_TAP',
			autofillText: 'Autofill',
			supportedApps: { app: [app] },
			zeroTapTermsAccepted: true,
			addSecurityRecommendation: false,
			bodyText: 'what an earlier category left in the form',
		},
		request: created({
			name: 'login_code',
			language: 'en_US',
			category: 'AUTHENTICATION',
			components: [
				{ type: 'BODY', add_security_recommendation: false },
				{
					type: 'BUTTONS',
					buttons: [
						{
							type: 'OTP',
							otp_type: 'ZERO_TAP',
							autofill_text: 'Autofill',
							supported_apps: supported,
							zero_tap_terms_accepted: true,
						},
					],
				},
			],
		}),
	},
	{
		operation: 'template.update',
		name: 'changes an authentication template by its form',
		parameters: {
			templateId: byId('tpl_1'),
			templateKind: 'authentication',
			otpType: 'ONE_TAP',
			supportedApps: { app: [app] },
		},
		request: {
			method: 'PATCH',
			path: '/v1/templates/tpl_1',
			body: { components: otp({ otp_type: 'ONE_TAP', supported_apps: supported }) },
		},
	},
	refused(
		'template.create',
		'for one tap without an app',
		{ ...login, otpType: 'ONE_TAP' },
		'"Apps" is empty',
	),
	refused(
		'template.create',
		'for zero tap without the terms',
		{ ...login, otpType: 'ZERO_TAP', supportedApps: { app: [app] } },
		'"Terms Accepted" must be switched on',
	),
	refused(
		'template.create',
		'with a code that is good for 91 minutes',
		{ ...login, codeExpirationMinutes: 91 },
		'"Code Expires After (Minutes)" must be at most 90',
	),
];

const body = { type: 'BODY', text: 'Look' };
const imageCard = (media: string) => ({
	components: [
		{ type: 'HEADER', format: 'IMAGE', example: { header_handle: [media] } },
		{ type: 'BODY', text: 'Running' },
		{ type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Tell me more' }] },
	],
});

const named = {
	type: 'BODY',
	text: 'Hi {{first_name}}',
	example: { body_text_named_params: [{ param_name: 'first_name', example: 'Gaurav' }] },
};

/** What WhatsApp takes, whether the form has it or not. */
const passing: Array<[name: string, components: object[]]> = [
	['a one-time password', otp({ otp_type: 'COPY_CODE' })],
	['a one-time password in a bare body', [{ type: 'BODY' }, otp({ otp_type: 'COPY_CODE' })[1]]],
	[
		'coupon, catalog and flow buttons',
		[
			{ type: 'BODY', text: 'Use {{1}}', example: { body_text: [['FESTIVE25']] } },
			{
				type: 'BUTTONS',
				buttons: [
					{ type: 'COPY_CODE', example: 'FESTIVE25' },
					{ type: 'CATALOG', text: 'View catalog' },
					{ type: 'FLOW', text: 'Book now', flow_id: 'flow_1' },
					{ type: 'VOICE_CALL', text: 'Call us' },
				],
			},
		],
	],
	['a carousel', [body, { type: 'CAROUSEL', cards: [imageCard('m1'), imageCard('m2')] }]],
	[
		'a limited-time offer',
		[
			{ type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'Ends soon!' } },
			body,
			{ type: 'BUTTONS', buttons: [{ type: 'COPY_CODE', example: ['WEEKEND20'] }] },
		],
	],
	[
		'variables with names',
		[
			{
				type: 'HEADER',
				format: 'TEXT',
				text: 'Order {{order_id}}',
				example: { header_text_named_params: [{ param_name: 'order_id', example: '#1043' }] },
			},
			named,
		],
	],
	['small letters, as in newer pages of WhatsApp', [{ type: 'body', text: 'Look' }]],
	['what WhatsApp may add later', [body, { type: 'SURPRISE', surprise: true }]],
];

const card = {
	type: 'CAROUSEL',
	cards: [{ components: [{ type: 'BODY', text: 'x'.repeat(1025) }] }],
};

/** What is surely wrong. */
const failing: Array<[name: string, components: unknown, error: string]> = [
	['with an object', { type: 'BODY' }, '"Components" must be a list'],
	['without a body', [{ type: 'FOOTER', text: 'x' }], 'has no component of type BODY'],
	['with a component without a type', [body, { text: 'x' }], 'has a component without a type'],
	['with two bodies', [body, { type: 'body', text: 'y' }], 'has two components of type BODY'],
	['with a body without a text', [{ type: 'BODY' }], '"Body" is empty'],
	[
		'with a numbered variable beside one with a name',
		[{ type: 'BODY', text: '{{1}} {{name}}' }],
		'"Body" has both numbered variables and variables with names',
	],
	[
		'with a name of capitals',
		[{ type: 'BODY', text: '{{First Name}}' }],
		'"Body" has the variable {{First Name}}',
	],
	[
		'with a name without a sample',
		[{ type: 'BODY', text: '{{name}}', example: { body_text: [['Gaurav']] } }],
		'"Body" has no sample value for {{name}}',
	],
	['with a one-time password without its kind', otp({}), '"Button "1"" needs an otp_type'],
	[
		'with a button without a type',
		[body, { type: 'BUTTONS', buttons: [{ text: 'Go' }] }],
		'"Button "Go"" needs a type',
	],
	['with a carousel without cards', [body, { type: 'CAROUSEL' }], '"Carousel" must be'],
	['with a card whose text is too long', [body, card], '"Body" has 1025 characters'],
	[
		'with an offer of 17 characters',
		[body, { type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'x'.repeat(17) } }],
		'"Offer Text" has 17 characters',
	],
];

const jsonRows: Row[] = [
	{
		operation: 'template.create',
		name: 'adds how WhatsApp is told of variables with names',
		parameters: {
			...shipped,
			...json([named]),
			options: { additionalBody: '{ "parameter_format": "NAMED" }' },
		},
		request: created({
			name: 'order_shipped',
			language: 'en_US',
			category: 'UTILITY',
			components: [named],
			parameter_format: 'NAMED',
		}),
	},

	...passing.map(([name, components]): Row => ({
		operation: 'template.create',
		name: `takes ${name} in JSON`,
		parameters: { ...shipped, ...json(components) },
		request: created({
			name: 'order_shipped',
			language: 'en_US',
			category: 'UTILITY',
			components,
		}),
	})),
	...failing.map(([name, components, error]) =>
		refused('template.create', `${name} in JSON`, { ...shipped, ...json(components) }, error),
	),
];

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
		'"Body" has 2 variables, but 0 sample values',
	),
	refused(
		'template.create',
		'with capitals in the name',
		{ ...shipped, templateName: 'Order Shipped' },
		'"Template Name" may hold only',
	),
	refused(
		'template.create',
		'with 1025 characters in the body',
		{ ...shipped, bodyText: 'x'.repeat(1025), bodyExamples: {} },
		'"Body" has 1025 characters',
	),
	refused(
		'template.create',
		'with a header without a format',
		{ ...shipped, ...json([{ type: 'HEADER' }, { type: 'BODY', text: 'x' }]) },
		'"Header" has no format',
	),
	...[...authenticationRows, ...jsonRows],
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
		'"Body" has 2 variables, but 1 sample values',
	),
	plain('template.get', 'GET', '/v1/templates/tpl_1', { templateId: fromList('tpl_1') }),
	deletes('template.delete', '/v1/templates/tpl_1', { templateId: byId('tpl_1') }),
];
