import type { IDataObject } from 'n8n-workflow';

import { toCommonEvents } from '../../../../nodes/PabblyChatflow/trigger/events';

const only = (payload: IDataObject) => {
	const events = toCommonEvents(payload);
	expect(events).toHaveLength(1);
	return events[0];
};

/** A message in the form of Pabbly's own app. */
const inApp = (more: IDataObject = {}): IDataObject => ({
	_id: '6892e3b5f1',
	chatId: '67923764346bcdc8aaaaaaaa',
	wamid: 'wamid.A',
	type: 'text',
	message: { body: 'Hi' },
	contact: { name: 'John Maverick', mobile: '919876543210' },
	sentBy: 'contact',
	timestamp: '2026-01-01T00:00:00.000Z',
	waResponse: {
		id: 'wamid.A',
		from: '919876543210',
		timestamp: '1767225600',
		type: 'text',
		text: { body: 'Hi' },
		context: { id: 'wamid.Q' },
	},
	...more,
});

const inMeta = (value: IDataObject, field = 'messages'): IDataObject => ({
	object: 'whatsapp_business_account',
	entry: [{ id: '1', changes: [{ field, value }] }],
});
const about = {
	messaging_product: 'whatsapp',
	metadata: { display_phone_number: '+1 555 000 3333', phone_number_id: '1' },
	contacts: [{ wa_id: '919876543210', profile: { name: 'John Maverick' } }],
};
const hi = {
	id: 'wamid.A',
	from: '919876543210',
	timestamp: '1767225600',
	type: 'text',
	text: { body: 'Hi' },
	context: { id: 'wamid.Q' },
};

const received = {
	platform: 'pabblyChatflow',
	event: 'message.received',
	eventId: 'wamid.A',
	occurredAt: '2026-01-01T00:00:00.000Z',
	phone: '+919876543210',
	userId: null,
	contactName: 'John Maverick',
	messageId: 'wamid.A',
	conversationId: null,
	type: 'text',
	text: 'Hi',
	media: null,
	button: null,
	replyTo: 'wamid.Q',
	status: null,
	errors: null,
	username: null,
	form: null,
	order: null,
	location: null,
	failure: null,
	chatInput: 'Hi',
	sessionId: 'pabblyChatflow::+919876543210',
};

test('a message in the app’s form becomes the common event', () => {
	const payload = inApp();
	const expected = { ...received, conversationId: '67923764346bcdc8aaaaaaaa', raw: payload };
	expect(only(payload)).toEqual(expected);
});

test.each([
	['data', (payload: IDataObject): IDataObject => ({ event: 'message.received', data: payload })],
	['payload', (payload: IDataObject): IDataObject => ({ type: 'new_message', payload })],
	['data.message', (payload: IDataObject): IDataObject => ({ data: { message: payload } })],
])('it is found below %s, too, and raw is the whole', (_place, wrap) => {
	const payload = wrap(inApp());
	expect(only(payload)).toMatchObject({ event: 'message.received', text: 'Hi', raw: payload });
});

test('a message without WhatsApp’s original is read from what the app shows', () => {
	const payload = inApp({
		waResponse: null,
		type: 'image',
		message: { link: 'https://files.test/a.jpg', caption: 'Look' },
	});
	expect(only(payload)).toMatchObject({
		phone: '+919876543210',
		type: 'image',
		text: 'Look',
		media: { url: 'https://files.test/a.jpg' },
	});
});

test('media has the original’s ID and type, and the app’s link', () => {
	const payload = inApp({
		type: 'document',
		message: { link: 'https://files.test/a.pdf', filename: 'a.pdf' },
		waResponse: {
			from: '919876543210',
			type: 'document',
			document: { id: '1279244293838655', mime_type: 'application/pdf', filename: 'a.pdf' },
		},
	});
	expect(only(payload).media).toEqual({
		id: '1279244293838655',
		url: 'https://files.test/a.pdf',
		mimeType: 'application/pdf',
		filename: 'a.pdf',
	});
});

test.each([
	['sentBy user', { sentBy: 'user' }],
	['sentBy a flow', { sentBy: 'flow' }],
	['direction outgoing', { direction: 'outgoing' }],
])('an own message is never a received one: %s', (_name, more) => {
	const payload = inApp({ ...more, waResponse: { messages: [{ id: 'wamid.A' }] }, status: 'sent' });
	expect(only(payload)).toMatchObject({
		event: 'message.sent',
		messageId: 'wamid.A',
		phone: '+919876543210',
		text: 'Hi',
		status: 'sent',
	});
});

test('a status in the app’s form becomes the common event', () => {
	const payload = {
		chatId: '67923764346bcdc8aaaaaaaa',
		messageWaId: 'wamid.B',
		status: 'failed',
		sentAt: '2026-01-01T00:00:00.000Z',
		updatedAt: '2026-01-01T00:00:05.000Z',
		waResponse: { recipient_id: '919876543210', errors: [{ code: 131026 }] },
	};
	expect(only(payload)).toMatchObject({
		event: 'message.status',
		eventId: 'wamid.B:failed',
		occurredAt: '2026-01-01T00:00:05.000Z',
		phone: '+919876543210',
		messageId: 'wamid.B',
		conversationId: '67923764346bcdc8aaaaaaaa',
		status: 'failed',
		errors: [{ code: 131026 }],
		raw: payload,
	});
});

test('the time of a status is its own', () => {
	const payload = { messageWaId: 'wamid.B', status: 'read', readAt: 1767225600000, updatedAt: 0 };
	expect(only(payload).occurredAt).toBe('2026-01-01T00:00:00.000Z');
});

test('a time in milliseconds keeps them', () => {
	const payload = { messageWaId: 'wamid.B', status: 'read', readAt: 1767225600123 };
	expect(only(payload).occurredAt).toBe('2026-01-01T00:00:00.123Z');
});

/** Meta names our number. */
const ofNumber = { sessionId: 'pabblyChatflow:1:+919876543210' };

test('a message in Meta’s form becomes the common event', () => {
	const payload = inMeta({ ...about, messages: [hi] });
	expect(only(payload)).toEqual({ ...received, ...ofNumber, raw: payload });
});

test('Meta’s value alone is known as well', () => {
	const payload = { ...about, messages: [hi] };
	expect(only(payload)).toEqual({ ...received, ...ofNumber, raw: payload });
});

test('each of several events in a delivery has a payload with itself alone', () => {
	const second = { ...hi, id: 'wamid.C' };
	const read = {
		id: 'wamid.B',
		status: 'read',
		timestamp: '1767225600',
		recipient_id: '919876543210',
	};
	const events = toCommonEvents(inMeta({ ...about, messages: [hi, second], statuses: [read] }));
	expect(events.map(({ event, eventId }) => [event, eventId])).toEqual([
		['message.received', 'wamid.A'],
		['message.received', 'wamid.C'],
		['message.status', 'wamid.B:read'],
	]);
	expect(events.map(({ raw }) => raw)).toEqual([
		inMeta({ ...about, messages: [hi] }),
		inMeta({ ...about, messages: [second] }),
		inMeta({ ...about, statuses: [read] }),
	]);
});

test('what comes from the business’ own number is its own message', () => {
	const own = { ...hi, from: '15550003333', to: '919876543210' };
	expect(only(inMeta({ ...about, messages: [own] }))).toMatchObject({
		event: 'message.sent',
		phone: '+919876543210',
	});
	const echo = inMeta({ ...about, message_echoes: [own] }, 'smb_message_echoes');
	expect(only(echo).event).toBe('message.sent');
});

test('a customer known by a user id only keeps it', () => {
	const payload = inMeta({ ...about, messages: [{ ...hi, from: 'US.13491208655302741918' }] });
	expect(only(payload)).toMatchObject({ phone: null, userId: 'US.13491208655302741918' });
});

const order = {
	catalog_id: '123456789012001',
	text: 'Please gift-wrap',
	product_items: [
		{ product_retailer_id: 'SKU-1', quantity: 2, item_price: 2499, currency: 'INR' },
		{ product_retailer_id: 'SKU-2', quantity: 1, item_price: 2999, currency: 'INR' },
	],
};
const ordered = 'Please gift-wrap\n2 x SKU-1 at 2499 INR\n1 x SKU-2 at 2999 INR';

test.each<[string, IDataObject]>([
	['Meta’s form', inMeta({ ...about, messages: [{ ...hi, type: 'order', order }] })],
	[
		'the app’s form',
		inApp({ type: 'order', message: {}, waResponse: { ...hi, type: 'order', order } }),
	],
	[
		'the app’s form without the original',
		inApp({ type: 'order', message: order, waResponse: null }),
	],
])('an order in %s is readable, and its products are in raw', (_form, payload) => {
	const event = only(payload);
	expect(event).toMatchObject({ event: 'message.received', type: 'order', text: ordered });
	expect(JSON.stringify(event.raw)).toContain('SKU-2');
});

test('an order without a note is its products', () => {
	const payload = inMeta({
		...about,
		messages: [{ ...hi, type: 'order', order: { ...order, text: '' } }],
	});
	expect(only(payload).text).toBe('2 x SKU-1 at 2499 INR\n1 x SKU-2 at 2999 INR');
});

test('a tapped list row gives its ID and title', () => {
	const reply = { type: 'list_reply', list_reply: { id: 'am', title: 'Morning' } };
	const original = { id: 'wamid.A', from: hi.from, type: 'interactive', interactive: reply };
	expect(only(inApp({ type: 'interactive', message: reply, waResponse: original }))).toMatchObject({
		text: 'Morning',
		button: { id: 'am', title: 'Morning' },
	});
});

test.each<[string, IDataObject, string]>([
	['nothing known', { hello: 'world' }, 'unknown'],
	['an empty object', {}, 'unknown'],
	['the vendor’s own event', { event: 'contact.updated', data: { _id: '1' } }, 'contact.updated'],
	['a name that only a known form may have', { event: 'message.received', x: 1 }, 'unknown'],
	['entries without changes', { entry: [{ id: '1' }, null] }, 'unknown'],
	[
		'changes without events',
		inMeta({ messaging_product: 'whatsapp' }, 'account_update'),
		'unknown',
	],
	['lists of nothing', { messages: [null, 'x'] }, 'unknown'],
])('%s is passed on whole', (_name, payload, event) => {
	expect(only(payload)).toMatchObject({ event, eventId: null, raw: payload });
});

test('a change of an unknown kind beside messages does not vanish among them', () => {
	const message = { id: 'wamid.A', from: '919876543210', type: 'text', text: { body: 'Hi' } };
	const payload = {
		entry: [
			{
				changes: [
					{ field: 'messages', value: { messages: [message] } },
					{ field: 'account_update', value: { event: 'VERIFIED_ACCOUNT' } },
				],
			},
		],
	};
	expect(toCommonEvents(payload).map(({ event }) => event)).toEqual([
		'message.received',
		'unknown',
	]);
});

test("a text beside WhatsApp's own message is a message", () => {
	const waResponse = { from: '919876543210', id: 'wamid.A', type: 'text', text: { body: 'Hi' } };
	const [event] = toCommonEvents({ wamid: 'wamid.A', type: 'text', message: 'Hi', waResponse });
	expect(event).toMatchObject({ event: 'message.received', text: 'Hi', phone: '+919876543210' });
});

test('of many customers in one delivery each is looked up once, not among all of them', () => {
	let reads = 0;
	const numbers = Array.from({ length: 500 }, (_, index) => String(919876500000 + index));
	const contacts = numbers.map((number) => ({
		get wa_id() {
			reads += 1;
			return number;
		},
		profile: { name: `Customer ${number}` },
	}));
	const messages = numbers.map((from) => ({ id: `wamid.${from}`, from, type: 'text' }));
	const events = toCommonEvents({ messages, contacts } as unknown as IDataObject);
	expect(events.map(({ contactName }) => contactName)).toEqual(
		numbers.map((number) => `Customer ${number}`),
	);
	expect(reads).toBeLessThan(5 * numbers.length);
});

test('a contact counts by its number or its user ID, the first of several', () => {
	const contacts = [
		{ wa_id: '919876543210', profile: { name: 'By number' } },
		{ user_id: 'IN.13491208655302741918', profile: { name: 'By user ID' } },
		{ wa_id: '919876543210', profile: { name: 'Again' } },
		'odd',
		null,
	];
	const nameOf = (message: IDataObject) =>
		toCommonEvents({ messages: [message], contacts } as unknown as IDataObject)[0].contactName;
	expect(nameOf({ from: '919876543210' })).toBe('By number');
	expect(nameOf({ from: 'IN.13491208655302741918' })).toBe('By user ID');
	expect(nameOf({ from_user_id: 'IN.13491208655302741918' })).toBe('By user ID');
	expect(nameOf({ from: '919876543210', from_user_id: 'IN.13491208655302741918' })).toBe(
		'By number',
	);
	expect(nameOf({ from: '917777777777' })).toBeNull();
	expect(nameOf({})).toBeNull();
});
