import type { INodeParameters } from 'n8n-workflow';

import { badCustomers, eventFilter, wantedEvents } from '../../../nodes/shared/trigger/fields';
import { commonEvent, type CommonEvent } from '../../../nodes/shared/trigger/event';

const parameters = (values: INodeParameters) => ({
	getNodeParameter: (name: string, fallback?: unknown) =>
		name.split('.').reduce<unknown>((value, key) => (value as INodeParameters)?.[key], values) ??
		fallback,
});
const event = (parts: Partial<CommonEvent>) => commonEvent('x', {}, parts);
const message = (parts: Partial<CommonEvent> = {}) =>
	event({ event: 'message.received', phone: '+919876543210', type: 'text', ...parts });
const status = (name: string | null) => event({ event: 'message.status', status: name });
const passes = (
	options: INodeParameters,
	one: CommonEvent,
	events = ['message.received', 'message.status'],
) => eventFilter(parameters({ events, options }))(one);

test('Without filters every chosen event passes, and no other', () => {
	expect(passes({}, message())).toBe(true);
	expect(passes({}, status('read'))).toBe(true);
	expect(passes({}, message(), ['message.status'])).toBe(false);
	expect(passes({}, event({ event: 'contact.created' }))).toBe(false);
	expect(passes({}, event({ event: 'contact.created' }), ['other'])).toBe(true);
	expect(passes({}, message(), ['other'])).toBe(false);
});

test.each([
	['919876543210', true],
	['+91 98765-43210', true],
	['00919876543210', true],
	['447700900123, +91 (98765) 43210', true],
	['919876543211', false],
	['9876543210', false],
	// As an expression may give it.
	[919876543210, true],
	[919876543211, false],
	[[919876543210], true],
])('From Numbers %j lets a message of +919876543210 pass: %s', (fromNumbers, expected) => {
	expect(passes({ fromNumbers }, message())).toBe(expected);
	// Whom a message of ours went to is no matter.
	expect(passes({ fromNumbers }, status('read'))).toBe(true);
});

test('From Numbers knows a customer whose number WhatsApp writes with one digit more or less', () => {
	const phone = '+5215512345678';
	expect(passes({ fromNumbers: '+52 55 1234 5678' }, message({ phone }))).toBe(true);
	expect(passes({ fromNumbers: '+55 11 98765-4321' }, message({ phone: '+551187654321' }))).toBe(
		true,
	);
	expect(passes({ fromNumbers: '+52 55 1234 5679' }, message({ phone }))).toBe(false);
});

test('An answer to Send and Wait passes the filters, as it goes to the execution that waits', () => {
	const id = `n8n:1:4711:node-1:abcdEFGH:${'ab'.repeat(32)}`;
	const tap = message({ type: 'interactive', button: { id, title: 'Yes' } });
	const filters = { fromNumbers: '447700900123', messageTypes: ['text'] };
	expect(passes(filters, tap)).toBe(true);
	expect(passes(filters, tap, ['message.status'])).toBe(false);
	const other = message({ type: 'interactive', button: { id: 'yes', title: 'Yes' } });
	expect(passes(filters, other)).toBe(false);
});

test('From Numbers knows a customer by user ID, and nobody who has neither', () => {
	const fromNumbers = 'US.1349120865530274';
	expect(passes({ fromNumbers }, message({ phone: null, userId: fromNumbers }))).toBe(true);
	expect(passes({ fromNumbers }, message({ phone: null }))).toBe(false);
});

test.each([
	[['text'], 'text', true],
	[['text'], 'IMAGE', false],
	[['image'], 'IMAGE', true],
	[['other'], 'hologram', true],
	[['other'], null, true],
	[['other'], 'text', false],
])('Message Types %j lets a message of type %j pass: %s', (messageTypes, type, expected) => {
	expect(passes({ messageTypes }, message({ type }))).toBe(expected);
});

test.each([
	[['failed'], 'failed', true],
	[['failed'], 'read', false],
	[['other'], 'played', true],
	[['other'], null, true],
	[['read', 'delivered'], 'DELIVERED', true],
])('Statuses %j lets the status %j pass: %s', (statuses, name, expected) => {
	expect(passes({ statuses }, status(name))).toBe(expected);
});

test('What an expression gives in the place of a list lets nothing fail', () => {
	for (const odd of [null, 7, {}, { toString: 1 }, [null, {}], true]) {
		const options = { fromNumbers: odd, messageTypes: odd, statuses: odd } as INodeParameters;
		expect(() => passes(options, message())).not.toThrow();
	}
});

test('Entries of From Numbers that can never match are found', () => {
	const bad = (fromNumbers: string) => badCustomers(parameters({ options: { fromNumbers } }));
	expect(bad('919876543210, +44 7700 900123, US.1349120865530274')).toEqual([]);
	expect(bad('12345, Ada, 919876543210, a b')).toEqual(['12345', 'Ada', 'a b']);
	expect(bad('0151 23456789, 00919876543210, +91 98765 43210')).toEqual(['0151 23456789']);
});

test('Other Events are named once, by the names of the trigger', () => {
	const values = { events: ['message.received'], options: { otherEvents: ' a.b , a.b, c ' } };
	const named = wantedEvents(parameters(values), (name) =>
		name === 'c' ? 'message.status' : name,
	);
	expect(named).toEqual(['message.received', 'a.b', 'message.status']);
});
