import type { IDataObject } from 'n8n-workflow';

import { toCommonEvents } from '../../../../nodes/WabaPortal/trigger/events';

const contact = { name: 'John Doe', wa_id: '919876543210' };
const message = (data: IDataObject): IDataObject => ({
	event: 'message',
	timestamp: '2024-01-15T10:30:00Z',
	projectId: 'your-project-id',
	data: {
		from: '919876543210',
		messageId: 'wamid.A',
		timestamp: '1705314600',
		contact,
		...data,
	},
});
const parts = (data: IDataObject) => {
	const [{ type, text, media, button, replyTo }] = toCommonEvents(message(data));
	return { type, text, media, button, replyTo };
};
const nothing = { text: null, media: null, button: null, replyTo: null };

test("the platform's sample message becomes the common event", () => {
	const payload = message({ type: 'text', text: { body: 'Hello, I need help with my order' } });
	expect(toCommonEvents(payload)).toEqual([
		{
			platform: 'wabaPortal',
			event: 'message.received',
			eventId: 'wamid.A',
			occurredAt: '2024-01-15T10:30:00.000Z',
			phone: '+919876543210',
			userId: null,
			contactName: 'John Doe',
			messageId: 'wamid.A',
			conversationId: '919876543210',
			type: 'text',
			text: 'Hello, I need help with my order',
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
			chatInput: 'Hello, I need help with my order',
			sessionId: 'wabaPortal:your-project-id:+919876543210',
			raw: payload,
		},
	]);
});

describe('The parts of a message', () => {
	test('a picture with a caption', () => {
		expect(
			parts({ type: 'image', image: { id: '12', mime_type: 'image/jpeg', caption: 'My order' } }),
		).toEqual({
			...nothing,
			type: 'image',
			text: 'My order',
			media: { id: '12', url: null, mimeType: 'image/jpeg', filename: null },
		});
	});

	test('a document', () => {
		const document = {
			id: 34,
			mime_type: 'application/pdf',
			filename: 'bill.pdf',
			link: 'https://a/b',
		};
		expect(parts({ type: 'document', document })).toEqual({
			...nothing,
			type: 'document',
			media: { id: '34', url: 'https://a/b', mimeType: 'application/pdf', filename: 'bill.pdf' },
		});
	});

	test('a button of a template', () => {
		expect(parts({ type: 'button', button: { text: 'Track', payload: 'track-1' } })).toEqual({
			...nothing,
			type: 'button',
			text: 'Track',
			button: { id: 'track-1', title: 'Track' },
		});
	});

	test.each(['button_reply', 'list_reply'])('a %s', (kind) => {
		const interactive = { type: kind, [kind]: { id: 'yes', title: 'Confirm' } };
		expect(parts({ type: 'interactive', interactive })).toEqual({
			...nothing,
			type: 'interactive',
			text: 'Confirm',
			button: { id: 'yes', title: 'Confirm' },
		});
	});

	test('an answer to another message', () => {
		const context = { id: 'wamid.B' };
		expect(parts({ type: 'text', text: { body: 'Yes' }, context })).toEqual({
			...nothing,
			type: 'text',
			text: 'Yes',
			replyTo: 'wamid.B',
		});
	});

	test.each<[string, IDataObject]>([
		['a type nobody knows', { type: 'hologram', hologram: { depth: 3 } }],
		['a picture that is none', { type: 'image', image: null }],
		['a text that is none', { type: 'text', text: 7 }],
		['no type', {}],
		['a key that is no data', JSON.parse('{"type":"text","__proto__":{"body":"x"}}')],
	])('%s: nothing is made up, and nothing fails', (_name, data) => {
		expect(parts(data)).toMatchObject({ text: null, button: null, replyTo: null });
	});
});

test('a message that went out is none of a customer', () => {
	const [event] = toCommonEvents(message({ direction: 'outbound', type: 'text' }));
	expect(event).toMatchObject({ event: 'message.sent', chatInput: null, sessionId: null });
});

test('a sender known only by a business-scoped user id keeps it as it is', () => {
	const [event] = toCommonEvents(message({ from: 'US.13491208655302741918', type: 'text' }));
	expect(event).toMatchObject({
		phone: null,
		userId: 'US.13491208655302741918',
		conversationId: 'US.13491208655302741918',
	});
});

test('a failed status tells its message, and the two together make its id', () => {
	const errors = [{ code: 131047, title: 'Re-engagement message' }];
	const payload = {
		event: 'status',
		timestamp: '2024-01-15T10:31:00Z',
		data: { messageId: 'wamid.A', status: 'failed', errors },
	};
	expect(toCommonEvents(payload)).toMatchObject([
		{
			event: 'message.status',
			eventId: 'wamid.A:failed',
			occurredAt: '2024-01-15T10:31:00.000Z',
			messageId: 'wamid.A',
			status: 'failed',
			errors,
			raw: payload,
		},
	]);
});

test.each<[string, IDataObject]>([
	['a test event', { event: 'test', data: { testId: 'abc' } }],
	['an unknown event', { event: 'call', data: [] as unknown as IDataObject }],
	['an empty object', {}],
])('%s is neither a message nor a status', (_name, payload) => {
	const [{ event }] = toCommonEvents(payload);
	expect(['message.received', 'message.status']).not.toContain(event);
});
