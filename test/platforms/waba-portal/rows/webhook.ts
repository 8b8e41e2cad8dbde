import type { Row } from '../../../support/row';
import { refused, slot } from './values';

const passed = (check: string, found: string) => ({ check, ok: true, found, todo: '' });
const failed = (check: string, found: string, todo: string) => ({
	check,
	ok: false,
	found,
	todo,
});
const some = expect.stringMatching(/./) as string;
const testPath = { method: 'POST', path: '/webhook/test' } as const;
const getPath = { method: 'GET', path: '/webhook' } as const;

/** The checks of a webhook, with what the platform has changed in its sample. */
const checked = (changes: object, parameters: Row['parameters'] = {}) => ({
	operation: 'account.checkSetup',
	parameters: { sendTest: false, ...parameters },
	request: getPath,
	answer: { body: { success: true, data: { ...slot().data, ...changes } } },
});

export const setupRows: Row[] = [
	{
		operation: 'account.checkSetup',
		name: 'looks at the sample of the page, and has the platform test the webhook',
		parameters: { expectedUrl: 'https://your-server.com/webhook' },
		request: [getPath, testPath],
		output: [
			passed('API key', 'The platform answered'),
			passed('Phone number', '919876543210'),
			passed('Webhook', 'A webhook is set and enabled'),
			passed('HTTPS', 'The address begins with https://'),
			passed('Webhook URL', 'It is that of your trigger'),
			passed('Events', 'messages, statuses'),
			passed('Test event', 'The receiver answered with 200, after 245ms'),
		],
	},
	{
		...checked(
			{ webhookUrl: 'http://a.example', webhookEvents: ['statuses'] },
			{ expectedUrl: 'https://a.example' },
		),
		name: 'says what is wrong with the webhook, without its address',
		output: [
			passed('API key', some),
			passed('Phone number', some),
			passed('Webhook', some),
			failed('HTTPS', some, some),
			failed('Webhook URL', 'It is another than that of your trigger', some),
			failed('Events', 'statuses, but no messages', some),
		],
	},
	...[
		{ name: 'no webhook', changes: { webhookUrl: null } },
		{ name: 'a disabled one', changes: { webhookEnabled: false } },
	].map(({ name, changes }): Row => ({
		...checked(changes, { sendTest: true }),
		name: `sends no test event to ${name}`,
		output: [
			passed('API key', some),
			passed('Phone number', some),
			failed('Webhook', 'None is set and enabled', some),
		],
	})),
	{
		operation: 'account.checkSetup',
		name: 'says what the receiver of the test event answered',
		parameters: {},
		request: [getPath, testPath],
		answer: [
			{ body: slot() },
			{
				body: {
					success: false,
					error: 'Webhook endpoint returned status 401',
					data: { statusCode: 401, statusText: 'Unauthorized', duration: '12ms' },
				},
			},
		],
		output: [
			...['API key', 'Phone number', 'Webhook', 'HTTPS', 'Events'].map((check) =>
				passed(check, some),
			),
			failed(
				'Test event',
				'Webhook endpoint returned status 401 (HTTP 401 Unauthorized, after 12ms)',
				expect.stringContaining('publish the workflow again') as string,
			),
		],
	},
	{
		operation: 'account.checkSetup',
		name: 'gives one row where the key is wrong',
		parameters: {},
		request: getPath,
		answer: { status: 401, body: { error: 'Invalid API key' } },
		output: [failed('API key', 'Invalid API key', some)],
	},
];

export const webhookRows: Row[] = [
	...[
		'Phone number is not verified',
		'The phone number must be verified by WhatsApp',
		'Unverified phone number',
	].map((error): Row => ({
		operation: 'webhook.update',
		name: `says what to do about "${error}", as the page announces`,
		parameters: { webhookUrl: 'https://your-server.com/webhook' },
		request: {
			method: 'PUT',
			path: '/webhook',
			body: { webhookUrl: 'https://your-server.com/webhook', webhookEnabled: true },
		},
		answer: { status: 400, body: { error } },
		error: new RegExp(`${error} Your own number must be verified by WhatsApp first`),
	})),
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
		operation: 'webhook.get',
		name: 'shows the secret when Include Secret is on',
		parameters: { options: { includeSecret: true } },
		request: { method: 'GET', path: '/webhook' },
		answer: { body: slot() },
		output: [slot()],
	},
	{
		operation: 'webhook.update',
		name: 'shows the secret when Include Secret is on',
		parameters: {
			webhookUrl: 'https://your-server.com/webhook',
			webhookEnabled: true,
			options: { includeSecret: true },
		},
		request: {
			method: 'PUT',
			path: '/webhook',
			body: { webhookUrl: 'https://your-server.com/webhook', webhookEnabled: true },
		},
		answer: { body: slot() },
		output: [slot()],
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
		'"URL" is empty',
	),
	refused(
		'webhook.update',
		'without https',
		{ webhookUrl: 'http://your-server.com/webhook' },
		'"URL" must start with https://',
	),
	refused(
		'webhook.update',
		'with an unknown event',
		{ webhookUrl: 'https://a.example/w', webhookEvents: ['calls'] },
		'"Events" must be one of messages, statuses',
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
		error: 'Webhook endpoint returned status 404 (HTTP 404 Not Found, after 123ms)',
	},
	{
		operation: 'webhook.test',
		name: 'fails when no connection could be made to the receiver',
		parameters: {},
		request: { method: 'POST', path: '/webhook/test' },
		answer: {
			status: 400,
			body: {
				success: false,
				error: 'connect ECONNREFUSED',
				data: {
					webhookUrl: 'https://a.example',
					statusCode: null,
					statusText: '',
					duration: '5ms',
				},
			},
		},
		error: 'connect ECONNREFUSED (after 5ms)',
	},
	{
		operation: 'webhook.delete',
		parameters: {},
		request: { method: 'DELETE', path: '/webhook' },
		answer: { body: { success: true } },
		output: [{ deleted: true }],
	},
];
