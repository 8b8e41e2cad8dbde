import type { IDataObject } from 'n8n-workflow';

import { toCommonEvent } from '../../../../nodes/Wbiz/trigger/events';

const envelope = (event: string, data: IDataObject): IDataObject => ({
	id: 'evt_1',
	event,
	createdAt: '2026-01-01T00:00:00Z',
	data,
});

test('a message becomes the common event', () => {
	const payload = envelope('message.received', {
		messageId: 'wamid.A',
		conversationId: 'conv_1',
		from: '+919876543210',
		contact: { id: 'c_1', name: 'Gaurav', phone: '+919876543210' },
		type: 'text',
		text: { body: 'Hi' },
		timestamp: '2026-01-01T00:00:01Z',
	});
	expect(toCommonEvent(payload)).toEqual({
		platform: 'wbiz',
		event: 'message.received',
		eventId: 'evt_1',
		occurredAt: '2026-01-01T00:00:01.000Z',
		phone: '+919876543210',
		userId: null,
		contactName: 'Gaurav',
		messageId: 'wamid.A',
		conversationId: 'conv_1',
		type: 'text',
		text: 'Hi',
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
		chatInput: 'Hi',
		sessionId: 'wbiz::+919876543210',
		raw: payload,
	});
});

test('a status tells to whom the message went', () => {
	const data = { wamid: 'wamid.A', to: '+919876543210', status: 'failed', errors: [{ code: 1 }] };
	expect(toCommonEvent(envelope('message.status', data))).toMatchObject({
		event: 'message.status',
		phone: '+919876543210',
		messageId: 'wamid.A',
		status: 'failed',
		errors: [{ code: 1 }],
		type: null,
		text: null,
	});
});

test.each<[string, IDataObject]>([
	['kind and body, as in the inbox', { kind: 'text', body: 'Hi' }],
	['a message within the data', { message: { type: 'text', text: { body: 'Hi' } } }],
	['a text that is just text', { type: 'text', text: 'Hi' }],
])('the text is found in %s', (_name, data) => {
	expect(toCommonEvent(envelope('message.received', data))).toMatchObject({
		type: 'text',
		text: 'Hi',
	});
});

test('the type of a message is not the name of its event, where both stand side by side', () => {
	const flat = { type: 'message.received', from: '+919876543210' };
	expect(toCommonEvent({ ...flat, kind: 'text', body: 'Hi' })).toMatchObject({
		...{ event: 'message.received', type: 'text', text: 'Hi', chatInput: 'Hi' },
	});
	expect(toCommonEvent({ ...flat, body: 'Hi' })).toMatchObject({ type: null, chatInput: 'Hi' });
});

test('a message that went out is none of a customer', () => {
	const data = { direction: 'outbound', type: 'text', text: { body: 'Our answer' } };
	expect(toCommonEvent(envelope('message.received', data))).toMatchObject({
		event: 'message.sent',
		chatInput: null,
		sessionId: null,
	});
});

test('a tapped button is found', () => {
	const interactive = { type: 'button_reply', button_reply: { id: 'yes', title: 'Confirm' } };
	const event = toCommonEvent(envelope('message.received', { type: 'interactive', interactive }));
	expect(event).toMatchObject({ text: 'Confirm', button: { id: 'yes', title: 'Confirm' } });
});

test.each<[string, IDataObject, string | null]>([
	['its own', { id: 'evt_1', event: 'message.received' }, 'evt_1'],
	["the message's", { event: 'message.received', data: { messageId: 'wamid.A' } }, 'wamid.A'],
	[
		"the message's and status's",
		{ event: 'message.status', data: { wamid: 'wamid.A', status: 'read' } },
		'wamid.A:read',
	],
	[
		"the message's and status's where the event has no id beside that of the message",
		{ event: 'message.status', id: 'wamid.A', status: 'read' },
		'wamid.A:read',
	],
	['none', { event: 'message.received', data: {} }, null],
	[
		'not that of what another event is about',
		{ event: 'contact.updated', data: { id: 'c_1' } },
		null,
	],
])('the id of an event is %s', (_name, payload, id) => {
	expect(toCommonEvent(payload).eventId).toBe(id);
});

test.each<[string, IDataObject]>([
	['an empty object', {}],
	['data that is a list', { event: 'message.received', data: [] as unknown as IDataObject }],
	['data that is text', { event: 'message.received', data: 'Hi' }],
	['parts that are none', envelope('message.received', { type: 'image', image: 7, contact: null })],
])('%s makes nothing up and does not fail', (_name, payload) => {
	expect(toCommonEvent(payload)).toMatchObject({ text: null, media: null, raw: payload });
});
