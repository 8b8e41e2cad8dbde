import type { INodeParameters } from 'n8n-workflow';

import type { Row } from '../../../support/row';
import { byId, fromList, nothing, org, refused, sent } from './values';

const path = `/orgs/${org}/conversations/cv_1/messages`;
const conversationId = byId('cv_1');

const send = (operation: string, name: string, parameters: INodeParameters, body: object): Row => ({
	operation,
	name,
	parameters: { conversationId, ...parameters },
	request: { method: 'POST', path, body },
	answer: { status: 201, body: sent },
	output: [{ ...sent, messageId: 'msg_1' }],
});

const mediaUrl = 'https://assets.badala.app/orgs/org_sandbox/uploads/abc.jpg';

const textRows: Row[] = [
	{
		...send(
			'message.sendText',
			'makes the sample "Send a WhatsApp message"',
			{ text: 'Hello from the API' },
			{ type: 'TEXT', body: 'Hello from the API' },
		),
	},
	send(
		'message.sendText',
		'sends the text as it is, to a conversation from the list',
		{ conversationId: fromList('cv_1'), text: '  Grüße 👋\n' },
		{ type: 'TEXT', body: '  Grüße 👋\n' },
	),
	{
		operation: 'message.sendText',
		name: 'encodes what would change the path',
		parameters: { conversationId: byId('a/../b?c'), text: 'Hi' },
		request: {
			method: 'POST',
			path: `/orgs/${org}/conversations/a%2F..%2Fb%3Fc/messages`,
			body: { type: 'TEXT', body: 'Hi' },
		},
	},
	...[
		{ messageId: 'm', id: 'other' },
		{ data: { id: 'm', conversationId: 'cv_1' } },
		{ message: { id: 'm', direction: 'OUTBOUND' } },
		{ data: { messageId: 'm' } },
		{ wamid: 'm', id: 'not told to be a message' },
		{ waMessageId: 'm' },
		{ id: 'm', conversationId: 'cv_1', wamid: 'wamid.A' },
		{ message: { wamid: 'm' } },
	].map((body): Row => ({
		...send(
			'message.sendText',
			`finds the message's id in ${JSON.stringify(body)}`,
			{ text: 'Hi' },
			{ type: 'TEXT', body: 'Hi' },
		),
		answer: { body },
		output: [{ ...body, messageId: 'm' }],
	})),
	{
		...send(
			'message.sendText',
			'makes up no id where the answer has none',
			{ text: 'Hi' },
			{ type: 'TEXT', body: 'Hi' },
		),
		answer: { body: { id: 'of-whatever', ok: true } },
		output: [{ id: 'of-whatever', ok: true }],
	},
	refused(
		'message.sendText',
		'without a text',
		{ conversationId, text: nothing },
		'"Text" is empty',
	),
	refused(
		'message.sendText',
		'with a text that is too long',
		{ conversationId, text: 'x'.repeat(4097) },
		'"Text" has 4097 characters',
	),
	refused(
		'message.sendText',
		'without a conversation',
		{ conversationId: byId(nothing), text: 'Hi' },
		'"Conversation" is empty',
	),
	refused(
		'message.sendText',
		'with an id that would climb',
		{ conversationId: byId('..'), text: 'Hi' },
		'"Conversation" ".." is not an ID',
	),
	refused(
		'message.sendText',
		'with an addition that would change the text',
		{ conversationId, text: 'Hi', options: { additionalBody: '{"body": "Bye"}' } },
		'"Additional Body" holds "body", which the form fills',
	),
];

const mediaRows: Row[] = [
	send(
		'message.sendMedia',
		'makes the sample "For media"',
		{ mediaType: 'image', mediaUrl, caption: 'Optional caption' },
		{ type: 'IMAGE', mediaUrl, caption: 'Optional caption' },
	),
	...['audio', 'document', 'sticker', 'video'].map((mediaType) =>
		send(
			'message.sendMedia',
			`writes ${mediaType} in upper case`,
			{ mediaType, mediaUrl },
			{ type: mediaType.toUpperCase(), mediaUrl },
		),
	),
	send(
		'message.sendMedia',
		'names a document',
		{ mediaType: 'document', mediaUrl, caption: 'Yours', filename: 'Invoice 7.pdf' },
		{ type: 'DOCUMENT', mediaUrl, caption: 'Yours', filename: 'Invoice 7.pdf' },
	),
	send(
		'message.sendMedia',
		'leaves out what the form hides for the type',
		{ mediaType: 'audio', mediaUrl, caption: 'old', filename: 'old.pdf', customMediaType: 'OLD' },
		{ type: 'AUDIO', mediaUrl },
	),
	send(
		'message.sendMedia',
		'takes another type by its name',
		{ mediaType: 'other', customMediaType: 'reel', mediaUrl, caption: 'Look' },
		{ type: 'REEL', mediaUrl, caption: 'Look' },
	),
	refused(
		'message.sendMedia',
		'without an address',
		{ conversationId, mediaType: 'image', mediaUrl: nothing },
		'"Media URL" is empty',
	),
	refused(
		'message.sendMedia',
		'with an address that WhatsApp would not open',
		{ conversationId, mediaType: 'image', mediaUrl: 'http://example.com/a.jpg' },
		'"Media URL" must start with https://',
	),
	refused(
		'message.sendMedia',
		'with a caption that is too long',
		{ conversationId, mediaType: 'image', mediaUrl, caption: 'x'.repeat(1025) },
		'"Caption" has 1025 characters',
	),
	refused(
		'message.sendMedia',
		'with a type that nobody knows',
		{ conversationId, mediaType: '={{ "gif" }}', mediaUrl },
		'"Media Type" must be one of',
	),
	refused(
		'message.sendMedia',
		'with another type without a name',
		{ conversationId, mediaType: 'other', customMediaType: nothing, mediaUrl },
		'"Type Name" is empty',
	),
	refused(
		'message.sendMedia',
		'with a name that is no word',
		{ conversationId, mediaType: 'other', customMediaType: 'a-b', mediaUrl },
		'"Type Name" may hold only letters',
	),
];

export const messageRows: Row[] = [...textRows, ...mediaRows];
