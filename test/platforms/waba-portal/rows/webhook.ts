import type { Row } from '../../../support/row';
import { refused, slot } from './values';

export const webhookRows: Row[] = [
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
