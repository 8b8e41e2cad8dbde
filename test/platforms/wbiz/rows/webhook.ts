import type { Row } from '../../../support/row';
import { byId, deletes, plainListRows, nothing, plain, refused } from './values';

const path = '/v1/webhooks';
const url = 'https://your-app.com/webhooks/wbiz';
const secret = 'whsec_5f60718293a4b5c6d7e8f90a1b2c3d4e';
const created = { id: 'wh_1', url, events: ['message.received'], active: true, secret };
const create = { method: 'POST' as const, path, body: { url, events: ['message.received'] } };
const webhookId = byId('wh_1');

export const webhookRows: Row[] = [
	{
		operation: 'webhook.create',
		name: 'makes the sample "Create webhook", and hides the secret',
		parameters: {
			webhookUrl: 'https://your-app.com/webhooks/wbiz',
			webhookEvents: ['message.received', 'message.status'],
		},
		request: {
			method: 'POST',
			path,
			body: {
				url: 'https://your-app.com/webhooks/wbiz',
				events: ['message.received', 'message.status'],
			},
		},
		answer: { status: 201, body: created },
		output: [{ ...created, secret: '[hidden]' }],
	},
	{
		operation: 'webhook.create',
		name: 'shows the secret to whoever asks for it',
		parameters: { webhookUrl: url, options: { includeSecret: true } },
		request: create,
		answer: { status: 201, body: created },
		output: [created],
	},
	...['signingSecret', 'signing_secret'].map((key): Row => ({
		operation: 'webhook.create',
		name: `hides a secret that is called ${key}`,
		parameters: { webhookUrl: url },
		request: create,
		answer: { body: { data: { id: 'wh_1', [key]: secret } } },
		output: [{ data: { id: 'wh_1', [key]: '[hidden]' } }],
	})),
	{
		operation: 'webhook.create',
		name: 'adds events written by hand, each once',
		parameters: {
			webhookUrl: url,
			webhookEvents: [],
			options: { otherEvents: 'message.received, message.received' },
		},
		request: create,
		answer: { status: 201, body: created },
	},
	refused(
		'webhook.create',
		'without https',
		{ webhookUrl: 'http://your-app.com/w' },
		'"URL" must start with https://',
	),
	refused('webhook.create', 'without a URL', { webhookUrl: nothing }, '"URL" is empty'),
	refused(
		'webhook.create',
		'without an event',
		{ webhookUrl: url, webhookEvents: [] },
		'"Events" is empty',
	),
	plain('webhook.get', 'GET', `${path}/wh_1`, { webhookId }),
	{
		operation: 'webhook.get',
		name: 'hides a secret that the platform gives once more',
		parameters: { webhookId },
		request: { method: 'GET', path: `${path}/wh_1` },
		answer: { body: created },
		output: [{ ...created, secret: '[hidden]' }],
	},
	...plainListRows('webhook.getMany', path),
	{
		operation: 'webhook.update',
		name: 'makes the sample "Update webhook"',
		parameters: { webhookId, updateFields: { webhookEnabled: false } },
		request: { method: 'PATCH', path: `${path}/wh_1`, body: { active: false } },
	},
	{
		operation: 'webhook.update',
		name: 'changes address and events',
		parameters: {
			webhookId,
			updateFields: {
				webhookUrl: url,
				webhookEvents: ['message.status'],
				otherEvents: 'message.received',
			},
		},
		request: {
			method: 'PATCH',
			path: `${path}/wh_1`,
			body: { url, events: ['message.status', 'message.received'] },
		},
	},
	{
		operation: 'webhook.update',
		name: 'takes events written by hand alone, and leaves out an empty address',
		parameters: {
			webhookId,
			updateFields: { otherEvents: 'message.received', webhookUrl: '' },
		},
		request: { method: 'PATCH', path: `${path}/wh_1`, body: { events: ['message.received'] } },
	},
	refused(
		'webhook.update',
		'without https',
		{ webhookId, updateFields: { webhookUrl: 'http://your-app.com/w' } },
		'"URL" must start with https://',
	),
	deletes('webhook.delete', `${path}/wh_1`, { webhookId }),
	{
		operation: 'webhook.test',
		parameters: { webhookId },
		request: { method: 'POST', path: `${path}/wh_1/test` },
		answer: { body: { success: true, statusCode: 200 } },
		output: [{ success: true, statusCode: 200 }],
	},
	{
		operation: 'webhook.test',
		name: 'fails when the receiver failed',
		parameters: { webhookId },
		request: { method: 'POST', path: `${path}/wh_1/test` },
		answer: { body: { success: false, statusCode: 500, message: 'The receiver answered 500' } },
		error: 'WBIZ refused the request: The receiver answered 500',
	},
];
