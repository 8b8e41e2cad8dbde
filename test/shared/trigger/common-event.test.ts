import type { IDataObject } from 'n8n-workflow';

import { commonEvent, type CommonEvent } from '../../../nodes/shared/trigger/event';
import { fromMetaMessage, metaCustomer } from '../../../nodes/shared/trigger/meta-message';
import { commonKeys, problemsOf } from '../../support/whole-event';

const received = (parts: Partial<CommonEvent>, account?: unknown) =>
	commonEvent('x', {}, { event: 'message.received', ...parts }, account);
const ofMeta = (message: IDataObject) => received(fromMetaMessage(message));

test('Keys stand in one order, with what an author reads first at the top', () => {
	expect(Object.keys(commonEvent('x', {}, {}))).toEqual(Object.keys(commonKeys));
	expect(Object.keys(commonKeys).slice(0, 3)).toEqual(['text', 'phone', 'contactName']);
	expect(problemsOf(commonEvent('x', {}, {}))).toEqual([]);
});

describe('chatInput', () => {
	test.each<[string, IDataObject, string]>([
		['a text', { type: 'text', text: { body: 'Hi' } }, 'Hi'],
		['a button', { type: 'button', button: { text: 'Yes', payload: 'y' } }, 'Yes'],
		[
			'a list row',
			{ type: 'interactive', interactive: { list_reply: { id: '1', title: 'Small' } } },
			'Small',
		],
		['an image', { type: 'image', image: { id: '1', caption: 'In stock?' } }, '[image] In stock?'],
		['an image without caption', { type: 'image', image: { id: '1' } }, '[image]'],
		[
			'a document',
			{ type: 'document', document: { id: '1', filename: 'a.pdf' } },
			'[document] a.pdf',
		],
		['a voice message', { type: 'audio', audio: { id: '1' } }, '[audio]'],
		[
			'a location',
			{ type: 'location', location: { name: 'Shop', latitude: 52.5, longitude: 13.4 } },
			'[location] Shop (52.5, 13.4)',
		],
		['a reaction', { type: 'reaction', reaction: { emoji: '👍' } }, '[reaction] 👍'],
		[
			'an order',
			{
				type: 'order',
				order: {
					text: 'Please wrap',
					product_items: [
						{ product_retailer_id: 'A1', quantity: 2, item_price: 5.5, currency: 'EUR' },
					],
				},
			},
			'[order] Please wrap\n2 x A1 at 5.5 EUR',
		],
		[
			'a form',
			{
				type: 'interactive',
				interactive: {
					nfm_reply: {
						body: 'Sent',
						response_json: '{"flow_token":"t","name":"Ada","sizes":["S","M"],"agreed":true}',
					},
				},
			},
			'[form] name: Ada\nsizes: S, M\nagreed: true',
		],
		['a type that nobody knows', { type: 'hologram' }, '[hologram]'],
		['nothing', {}, '[message]'],
	])('of %s', (_what, message, expected) => {
		expect(ofMeta(message).chatInput).toBe(expected);
	});

	test('stands in messages alone', () => {
		const status = commonEvent('x', {}, { event: 'message.status', text: 'Hi', phone: '+1555000' });
		expect(status).toMatchObject({ chatInput: null, sessionId: null });
	});
});

describe('sessionId', () => {
	test('is the same for one customer of one number, and never that of another', () => {
		const ids = [
			received({ phone: '+15550001111' }, 'number-1'),
			received({ phone: '+15550001111' }, 'number-2'),
			received({ phone: '+15550002222' }, 'number-1'),
			received({ phone: null, userId: 'US.1' }, 'number-1'),
			received({ conversationId: 'c1' }),
			received({ messageId: 'm1' }),
			received({ messageId: 'm2' }),
		].map(({ sessionId }) => sessionId);
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids[0]).toBe('x:number-1:+15550001111');
		expect(received({ phone: '+15550001111', text: 'again' }, 'number-1').sessionId).toBe(ids[0]);
	});
});

test('A form, an order and a location are data', () => {
	const nfm_reply = { response_json: '{"name":"Ada"}' };
	expect(ofMeta({ type: 'interactive', interactive: { nfm_reply } }).form).toEqual({ name: 'Ada' });
	const order = {
		catalog_id: 'c1',
		product_items: [
			{ product_retailer_id: 'A1', quantity: '2', item_price: '5.50', currency: 'EUR' },
		],
	};
	expect(ofMeta({ type: 'order', order }).order).toEqual({
		catalogId: 'c1',
		text: null,
		items: [{ product: 'A1', name: null, quantity: 2, price: 5.5, currency: 'EUR' }],
	});
	const location = { latitude: 1, longitude: 2, address: 'Main Street 1' };
	expect(ofMeta({ type: 'location', location }).location).toEqual({
		...location,
		name: null,
	});
});

test.each([
	['919876543210', '+919876543210'],
	['+91 98765-43210', '+919876543210'],
	['(91) 98765.43210', '+919876543210'],
	['0091 98765 43210', '+919876543210'],
	[919876543210, '+919876543210'],
	['US.13491208655302741918', null],
	['123456', null],
	['+91 98765 43210 ext 5', null],
	['9876543210@lid', null],
])('The customer %j has the phone number %j, or else a user ID', (id, phone) => {
	expect(metaCustomer(id, undefined, undefined)).toMatchObject({
		phone,
		userId: phone === null ? id : null,
	});
});

test('A customer with a username and no number is known by the user ID', () => {
	const contact = { user_id: 'US.1', profile: { name: 'Ada', username: 'ada.l' } };
	expect(metaCustomer(undefined, 'US.1', contact)).toEqual({
		phone: null,
		userId: 'US.1',
		username: 'ada.l',
		contactName: 'Ada',
	});
});

describe('A status', () => {
	const failure = (status: string, errors: unknown[] | null) =>
		commonEvent('x', {}, { event: 'message.status', status, errors }).failure;

	test.each<[string, unknown[] | null, string]>([
		['of Meta, by its code', [{ code: 131047, title: 'Re-engagement message' }], 'fix'],
		['with the code as a text', [{ code: '131050' }], 'optedOut'],
		['that is limited', [{ code: 130429 }], 'retryLater'],
		['with a text alone', [{ message: 'Service unavailable, try again' }], 'retryLater'],
		['with a reason as a text', ['User has opted out'], 'optedOut'],
		['that nobody knows', [{ code: 999999 }], 'unknown'],
		['without errors', null, 'unknown'],
	])('that failed %s has kind %s', (_why, errors, kind) => {
		const found = failure('failed', errors);
		expect(found?.kind).toBe(kind);
		expect(found?.advice === null).toBe(kind === 'unknown');
	});

	test('that did not fail has no failure', () => {
		expect(failure('read', null)).toBeNull();
		expect(failure('delivered', [{ code: 131047 }])).toBeNull();
	});
});
