import type { IDataObject } from 'n8n-workflow';

import { eventOptions } from '../../../../nodes/Cloove/trigger/event-names';
import { toCommonEvent } from '../../../../nodes/Cloove/trigger/events';

const conversationId = '0c1a2b3c-4d5e-4f60-8a7b-9c0d1e2f3a4b';
const messageId = 'd1a2b3c4-5e6f-4a70-8b9c-0d1e2f3a4b5c';

const payload = (type: unknown, data?: unknown): IDataObject =>
	({
		id: 'evt_1',
		type,
		created: '2026-01-15T10:58:00+01:00',
		environment: 'test',
		data,
	}) as IDataObject;

const received = 'messaging.message.received';
const full = {
	messageId,
	conversationId,
	customerPhone: '+2348012345678',
	customerName: 'Ada Lovelace',
	direction: 'inbound',
	messageType: 'text',
	text: 'Is my order shipped?',
	deliveryStatus: 'delivered',
	createdAt: '2026-01-15T09:57:59.000Z',
};

test('a message that comes with everything becomes the common event', () => {
	const raw = payload(received, full);
	expect(toCommonEvent(raw)).toEqual({
		platform: 'cloove',
		event: 'message.received',
		eventId: 'evt_1',
		occurredAt: '2026-01-15T09:58:00.000Z',
		phone: '+2348012345678',
		userId: null,
		contactName: 'Ada Lovelace',
		messageId,
		conversationId,
		type: 'text',
		text: 'Is my order shipped?',
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
		chatInput: 'Is my order shipped?',
		sessionId: 'cloove::+2348012345678',
		raw,
	});
});

test.each<[string, IDataObject]>([
	[
		'in snake_case',
		{
			message_id: messageId,
			conversation_id: conversationId,
			customer_phone: '2348012345678',
			customer_name: 'Ada Lovelace',
			message_type: 'text',
			text: 'Is my order shipped?',
		},
	],
	[
		'as the message itself',
		{
			id: messageId,
			conversationId,
			direction: 'inbound',
			messageType: 'text',
			text: 'Is my order shipped?',
			customer: { name: 'Ada Lovelace', phone: '+2348012345678' },
		},
	],
	[
		'with the message inside',
		{
			conversation: { id: conversationId },
			contact: { name: 'Ada Lovelace', phone: '+2348012345678' },
			message: {
				id: messageId,
				direction: 'inbound',
				messageType: 'text',
				text: 'Is my order shipped?',
			},
		},
	],
])('its data is found %s', (_form, data) => {
	expect(toCommonEvent(payload(received, data))).toMatchObject({
		event: 'message.received',
		phone: '+2348012345678',
		contactName: 'Ada Lovelace',
		messageId,
		conversationId,
		type: 'text',
		text: 'Is my order shipped?',
	});
});

test.each(['message', 'whatsapp_message'])(
	'ids alone are found, and the rest is null: %s',
	(entityType) => {
		const data = { entityType, entityId: messageId, conversationId, metadata: {} };
		expect(toCommonEvent(payload(received, data))).toMatchObject({
			event: 'message.received',
			messageId,
			conversationId,
			phone: null,
			contactName: null,
			type: null,
			text: null,
		});
	},
);

test('the ID of a thing that is no message is not taken for one', () => {
	const conversation = { entityType: 'conversation', entityId: conversationId };
	expect(toCommonEvent(payload(received, conversation))).toMatchObject({
		messageId: null,
		conversationId,
	});
	expect(toCommonEvent(payload(received, { id: 'x1' })).messageId).toBeNull();
	const sale = { entityType: 'sale', entityId: 'o1', storeId: 's1', id: 'o1', direction: 'in' };
	expect(toCommonEvent(payload('order.created', sale))).toMatchObject({
		event: 'order.created',
		messageId: null,
		conversationId: null,
	});
});

test.each(['outbound', 'OUTBOUND', 'outgoing'])(
	'a message of our own (%s) is never a received one',
	(direction) => {
		for (const data of [
			{ ...full, direction },
			{ conversationId, message: { id: messageId, direction } },
		]) {
			expect(toCommonEvent(payload(received, data)).event).toBe(received);
		}
	},
);

describe('Statuses', () => {
	test.each([
		[
			'messaging.message.sent',
			{ ...full, direction: 'outbound', deliveryStatus: 'pending' },
			'sent',
		],
		['messaging.message.sent', { entityType: 'message', entityId: messageId }, 'sent'],
		['messaging.message.delivery_updated', { ...full, deliveryStatus: 'read' }, 'read'],
		[
			'messaging.message.delivery_updated',
			{ messageId, delivery_status: 'DELIVERED' },
			'delivered',
		],
		['messaging.message.delivery_updated', { messageId, status: 'failed' }, 'failed'],
		[
			'messaging.message.delivery_updated',
			{ message: { id: messageId, deliveryStatus: 'read' } },
			'read',
		],
		['messaging.message.delivery_updated', { entityType: 'message', entityId: messageId }, null],
	])('%s with %j is %s', (type, data, status) => {
		expect(toCommonEvent(payload(type, data))).toMatchObject({
			event: 'message.status',
			messageId,
			status,
			type: null,
			text: null,
			errors: null,
		});
	});

	test('a failure brings its reason', () => {
		const data = { ...full, deliveryStatus: 'failed', failureReason: 'Not on WhatsApp' };
		expect(toCommonEvent(payload('messaging.message.delivery_updated', data))).toMatchObject({
			status: 'failed',
			errors: [{ message: 'Not on WhatsApp' }],
		});
	});
});

test('an assignment keeps the vendor’s name, and names its conversation', () => {
	const type = 'messaging.conversation.assigned';
	for (const data of [
		{ conversationId, assignedTo: 'u1', mode: 'human' },
		{ id: conversationId, assignedTo: 'u1' },
		{ entityType: 'conversation', entityId: conversationId },
	]) {
		expect(toCommonEvent(payload(type, data))).toMatchObject({
			event: type,
			conversationId,
			messageId: null,
			status: null,
		});
	}
});

test.each([undefined, null, 'text', ['a'], 7])('data that is none (%j) breaks nothing', (data) => {
	expect(toCommonEvent(payload(received, data))).toMatchObject({
		event: 'message.received',
		eventId: 'evt_1',
		messageId: null,
		text: null,
	});
});

test('a payload without name and id is passed on as unknown, and is never a duplicate', () => {
	const raw = { hello: 'world' };
	expect(toCommonEvent(raw)).toMatchObject({
		event: 'unknown',
		eventId: null,
		occurredAt: null,
		raw,
	});
	for (const type of ['message.received', 'message.status']) {
		expect(toCommonEvent(payload(type, full)).event).not.toMatch(/^message\./);
	}
});

test('the list offers every event of the vendor once, in alphabetical order', () => {
	const values = eventOptions.map(({ value }) => String(value));
	expect([...values].sort()).toEqual(
		[
			...['message.received', 'message.status', 'other', 'messaging.conversation.assigned'],
			...['started', 'completed', 'failed'].map((what) => `vox.call.${what}`),
			...['vox.recording.ready', 'vox.agent.updated', 'payment.received', 'wallet.deposit'],
			...['created', 'updated', 'cancelled', 'refunded'].map((what) => `order.${what}`),
			...['product', 'contact'].flatMap((what) => [`${what}.created`, `${what}.updated`]),
			...['inventory.low_stock', 'inventory.out_of_stock'],
			...['requested', 'completed', 'failed'].map((what) => `wallet.withdrawal.${what}`),
			...['created', 'checked_in', 'checked_out', 'cancelled'].map(
				(what) => `hotel.reservation.${what}`,
			),
			'hotel.service_request.created',
		].sort(),
	);
	const names = eventOptions.map(({ name }) => name);
	expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
});
