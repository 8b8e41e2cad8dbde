import type { IDataObject } from 'n8n-workflow';

import { toCommonEvents } from '../../../../nodes/Badala/trigger/events';

const envelope = (event: string, data: IDataObject = {}): IDataObject => ({
	event,
	deliveryId: 'dlv_abc123',
	orgId: 'org_1',
	timestamp: '2026-05-02T09:30:00.000Z',
	data,
});
const received = (data: IDataObject) =>
	toCommonEvents(
		envelope('message.received', { messageId: 'msg_1', from: '+96567666156', ...data }),
	);

test('the page’s text message becomes the common event', () => {
	const payload = envelope('message.received', {
		messageId: 'msg_1',
		conversationId: 'cv_1',
		contactId: 'ct_1',
		from: '+96567666156',
		type: 'TEXT',
		body: 'Hello',
	});
	expect(toCommonEvents(payload)).toEqual([
		{
			platform: 'badala',
			event: 'message.received',
			eventId: 'dlv_abc123',
			occurredAt: '2026-05-02T09:30:00.000Z',
			phone: '+96567666156',
			userId: null,
			contactName: null,
			messageId: 'msg_1',
			conversationId: 'cv_1',
			type: 'text',
			text: 'Hello',
			media: null,
			button: null,
			replyTo: null,
			status: null,
			errors: null,
			username: null,
			form: null,
			order: null,
			location: null,
			failure: null,
			chatInput: 'Hello',
			sessionId: 'badala:org_1:+96567666156',
			contactId: 'ct_1',
			raw: payload,
		},
	]);
});

test('media have an address, and their caption is the text', () => {
	const mediaUrl = 'https://assets.badala.app/orgs/org_1/uploads/abc.pdf';
	const more = { mediaUrl, mimeType: 'application/pdf', filename: 'a.pdf', caption: 'Bill' };
	expect(received({ type: 'DOCUMENT', ...more })).toMatchObject([
		{
			type: 'document',
			text: 'Bill',
			media: { id: null, url: mediaUrl, mimeType: 'application/pdf', filename: 'a.pdf' },
		},
	]);
});

test.each(['BUTTON', 'INTERACTIVE'])('a tap is told as such: %s', (type) => {
	expect(received({ type, body: 'Yes', buttonId: 'yes' })).toMatchObject([
		{ type: type.toLowerCase(), text: 'Yes', button: { id: 'yes', title: 'Yes' }, media: null },
	]);
});

test('a message in Meta’s form is understood as well', () => {
	const image = { id: 'media-1', mime_type: 'image/jpeg', caption: 'Look' };
	expect(received({ type: 'IMAGE', image, context: { id: 'wamid.B' } })).toMatchObject([
		{
			type: 'image',
			text: 'Look',
			media: { id: 'media-1', url: null, mimeType: 'image/jpeg' },
			replyTo: 'wamid.B',
		},
	]);
});

test('who has no phone number is known by the user id', () => {
	expect(received({ from: 'KW.13491208655302741918', contact: { name: 'Yousef' } })).toMatchObject([
		{ phone: null, userId: 'KW.13491208655302741918', contactName: 'Yousef' },
	]);
});

test.each([
	['message.sent', 'SENT', 'sent'],
	['message.delivered', 'DELIVERED', 'delivered'],
	['message.read', undefined, 'read'],
	['message.failed', 'FAILED', 'failed'],
	['message.status', 'READ', 'read'],
])('%s becomes a status', (event, word, status) => {
	const data = { messageId: 'msg_1', conversationId: 'cv_1', to: '+96567666156', status: word };
	const payload = envelope(event, data as IDataObject);
	expect(toCommonEvents(payload)).toMatchObject([
		{
			event: 'message.status',
			eventId: 'dlv_abc123',
			messageId: 'msg_1',
			conversationId: 'cv_1',
			phone: '+96567666156',
			text: null,
			status,
			raw: payload,
		},
	]);
});

test('a status of an own message is not taken for another because of its direction', () => {
	const data = { messageId: 'msg_1', direction: 'OUTBOUND' };
	expect(toCommonEvents(envelope('message.read', data))).toMatchObject([
		{ event: 'message.status', status: 'read' },
	]);
});

test('an own message is never one that was received', () => {
	expect(received({ direction: 'OUTBOUND', to: '+96599999999' })).toMatchObject([
		{ event: 'message.status', status: 'sent', phone: '+96599999999' },
	]);
});

test('a conversation’s event names the conversation', () => {
	const data = { conversationId: 'cv_1', contactId: 'ct_1', status: 'CLOSED', assigneeId: 'usr_1' };
	expect(toCommonEvents(envelope('conversation.closed', data))).toMatchObject([
		{ event: 'conversation.closed', conversationId: 'cv_1', messageId: null, status: 'closed' },
	]);
	expect(toCommonEvents(envelope('conversation.created', { id: 'cv_2' }))).toMatchObject([
		{ conversationId: 'cv_2', messageId: null },
	]);
});

test('a contact’s event names the contact, and its id is none of a message', () => {
	const data = { id: 'ct_1', phone: '+96567666156', name: 'Yousef', tags: [] };
	expect(toCommonEvents(envelope('contact.updated', data))).toMatchObject([
		{
			event: 'contact.updated',
			phone: '+96567666156',
			contactName: 'Yousef',
			messageId: null,
			conversationId: null,
		},
	]);
});

test('without a delivery’s id a message is known by its own, a status by both', () => {
	const without = (event: string, data: IDataObject) => toCommonEvents({ event, data })[0].eventId;
	expect(without('message.received', { messageId: 'msg_1' })).toBe('msg_1');
	expect(without('message.read', { messageId: 'msg_1' })).toBe('msg_1:read');
	expect(without('message.read', {})).toBeNull();
	expect(without('contact.updated', { id: 'ct_1' })).toBeNull();
});

test.each([{}, { event: 7, data: 'x' }, { data: [] }, { event: 'message.received', data: null }])(
	'%j is passed on whole',
	(payload) => {
		expect(toCommonEvents(payload as IDataObject)).toMatchObject([
			{ platform: 'badala', eventId: null, messageId: null, raw: payload },
		]);
	},
);
