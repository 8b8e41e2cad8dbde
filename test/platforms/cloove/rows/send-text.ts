import type { Row } from '../../../support/row';
import {
	accepted,
	ada,
	byId,
	fromList,
	nothing,
	refused,
	sendText,
	sent,
	textPath,
	textRequest,
} from './values';

const operation = 'message.sendText';

/** 64 hex digits: made from the execution, the item and the content. */
const withKey = (key: string) => ({ 'idempotency-key': key });
const ownKey = (idempotencyKey: string) => ({ ...sendText, options: { idempotencyKey } });

export const sendTextRows: Row[] = [
	{
		operation,
		name: 'makes the sample "Send a text message"',
		parameters: {
			conversationId: byId(ada),
			text: 'Your order #1234 shipped today and arrives Friday.',
		},
		request: {
			method: 'POST',
			path: textPath,
			body: { text: 'Your order #1234 shipped today and arrives Friday.' },
			headers: withKey(expect.stringMatching(/^[0-9a-f]{64}$/)),
		},
		answer: { status: 201, body: sent },
		output: [accepted],
	},
	{
		operation,
		name: 'is signed with the key, and carries a User-Agent of its own',
		parameters: sendText,
		request: {
			...textRequest,
			headers: {
				authorization: 'Bearer key-that-nobody-may-see',
				'user-agent': 'n8n-nodes-whatsapp-hub (n8n community node)',
			},
		},
	},
	{
		operation,
		name: 'sends a text of 4096 characters as it is',
		parameters: { ...sendText, text: ` ${'x'.repeat(4095)}` },
		request: { ...textRequest, body: { text: ` ${'x'.repeat(4095)}` } },
	},
	{
		operation,
		name: 'takes a conversation from the list, and one with spaces around its ID',
		parameters: { ...sendText, conversationId: fromList(` ${ada} `) },
		request: textRequest,
	},
	{
		operation,
		name: 'encodes the ID in the path',
		parameters: { ...sendText, conversationId: byId('a/b?c') },
		request: { ...textRequest, path: '/v1/messaging/conversations/a%2Fb%3Fc/messages' },
	},
	{
		operation,
		name: 'carries the key that the user gives it',
		parameters: ownKey('order-1234 shipped'),
		request: { ...textRequest, headers: withKey('order-1234 shipped') },
	},
	{
		operation,
		name: 'says that the answer was given before, when it was',
		parameters: ownKey('again'),
		request: textRequest,
		answer: { status: 201, body: sent, headers: { 'Idempotency-Replayed': 'true' } },
		output: [{ ...accepted, idempotencyReplayed: true }],
	},
	{
		operation,
		name: 'does not take another ID than a message’s for one',
		parameters: sendText,
		request: textRequest,
		answer: { status: 201, body: { message: 'Queued', data: { id: 'job_1' } } },
		output: [{ message: 'Queued', data: { id: 'job_1' } }],
	},
	refused(
		operation,
		'without a conversation',
		{ ...sendText, conversationId: byId(nothing) },
		'"Conversation" is empty',
	),
	refused(
		operation,
		'with an ID that would climb to another path',
		{ ...sendText, conversationId: byId('..') },
		'"Conversation" ".." is not an ID',
	),
	refused(operation, 'without a text', { ...sendText, text: nothing }, '"Text" is empty'),
	refused(
		operation,
		'with a text of spaces',
		{ ...sendText, text: '={{ "  " }}' },
		'"Text" is empty',
	),
	refused(
		operation,
		'with 4097 characters',
		{ ...sendText, text: 'x'.repeat(4097) },
		'"Text" has 4097 characters',
	),
	refused(operation, 'with an empty key of its own', ownKey(nothing), '"Idempotency Key" is empty'),
	refused(
		operation,
		'with a key that no header can hold',
		ownKey('ключ'),
		'"Idempotency Key" may hold only',
	),
	refused(
		operation,
		'with a line end inside the key',
		ownKey('a\nb'),
		'"Idempotency Key" may hold only',
	),
	refused(
		operation,
		'with a key of 256 characters',
		ownKey('k'.repeat(256)),
		'"Idempotency Key" has 256 characters',
	),
	refused(
		operation,
		'with another body that would replace the text',
		{ ...sendText, options: { additionalBody: '{ "text": "y" }' } },
		'"Additional Body" holds "text", which the form fills',
	),
];
