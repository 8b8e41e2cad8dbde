import type { Row } from '../../../support/row';
import { number, sent } from './values';

export const apiRows: Row[] = [
	{
		operation: 'api.request',
		parameters: { method: 'GET', path: '/v1/orders', query: '{ "status": "pending" }' },
		request: { method: 'GET', path: '/v1/orders', query: { status: 'pending' } },
		answer: { body: { message: 'Orders retrieved', data: [{ id: number }] } },
		output: [{ message: 'Orders retrieved', data: [{ id: number }] }],
	},
	{
		operation: 'api.request',
		name: 'brings the ID of a message to the top',
		parameters: { method: 'POST', path: '/v1/messaging/other', body: { a: 1 } },
		request: { method: 'POST', path: '/v1/messaging/other', body: { a: 1 } },
		answer: { status: 201, body: sent },
		output: [{ ...sent, messageId: sent.data.id }],
	},
];
