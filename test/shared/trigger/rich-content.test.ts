import type { IDataObject } from 'n8n-workflow';

import { toCommonEvents as badala } from '../../../nodes/Badala/trigger/events';
import { toCommonEvent as cloove } from '../../../nodes/Cloove/trigger/events';
import { toCommonEvents as pabbly } from '../../../nodes/PabblyChatflow/trigger/events';
import { toCommonEvents as wabaPortal } from '../../../nodes/WabaPortal/trigger/events';
import { toCommonEvent as wbiz } from '../../../nodes/Wbiz/trigger/events';
import type { CommonEvent } from '../../../nodes/shared/trigger/event';
import { platforms } from '../../support/platforms';
import { problemsOf } from '../../support/whole-event';

const FROM = '919876543210';

/** A message in WhatsApp's form, `{ type, [type]: {…} }`, as each platform may deliver it. */
const forms: Array<[string, (message: IDataObject) => CommonEvent]> = [
	[
		'badala',
		(message) =>
			badala({
				event: 'message.received',
				deliveryId: 'd1',
				data: {
					messageId: 'm1',
					from: `+${FROM}`,
					...message,
					type: String(message.type).toUpperCase(),
				},
			})[0],
	],
	...['payload', 'message'].map((key): [string, (message: IDataObject) => CommonEvent] => [
		'cloove',
		(message) =>
			cloove({
				id: 'evt_1',
				type: 'messaging.message.received',
				data: {
					messageId: 'm1',
					customerPhone: `+${FROM}`,
					direction: 'inbound',
					messageType: message.type,
					[key]: message,
				},
			}),
	]),
	[
		'pabbly-chatflow',
		(message) =>
			pabbly({
				entry: [
					{ changes: [{ value: { messages: [{ id: 'wamid.1', from: FROM, ...message }] } }] },
				],
			})[0],
	],
	[
		'pabbly-chatflow',
		(message) =>
			pabbly({
				wamid: 'wamid.1',
				type: message.type,
				message: {},
				waResponse: { id: 'wamid.1', from: FROM, ...message },
			})[0],
	],
	[
		'waba-portal',
		(message) =>
			wabaPortal({ event: 'message', data: { from: FROM, messageId: 'wamid.1', ...message } })[0],
	],
	[
		'wbiz',
		(message) =>
			wbiz({ event: 'message.received', data: { id: 'wamid.1', from: FROM, ...message } }),
	],
];

test('Every platform is among them', () => {
	expect([...new Set(forms.map(([id]) => id))]).toEqual(platforms.map(({ id }) => id));
});

describe.each(forms)('%s', (_id, deliver) => {
	const eventOf = (message: IDataObject) => {
		const event = deliver(message);
		expect(problemsOf(event)).toEqual([]);
		expect(event).toMatchObject({
			event: 'message.received',
			phone: `+${FROM}`,
			type: message.type,
		});
		return event;
	};

	test('a type in capitals is the same type', () => {
		const text = { type: 'TEXT', text: { body: 'Hi' } };
		expect(deliver(text)).toMatchObject({ type: 'text', text: 'Hi', chatInput: 'Hi' });
		const image = { type: 'IMAGE', image: { id: '123', caption: 'Look' } };
		expect(deliver(image)).toMatchObject({
			...{ type: 'image', chatInput: '[image] Look' },
			media: { id: '123' },
		});
	});

	test('a reaction names the message that it is for', () => {
		const reaction = { message_id: 'wamid.ours', emoji: '👍' };
		expect(eventOf({ type: 'reaction', reaction })).toMatchObject({
			...{ text: '👍', replyTo: 'wamid.ours', chatInput: '[reaction] 👍' },
		});
		// One that is taken back has no emoji.
		const taken = eventOf({ type: 'reaction', reaction: { message_id: 'wamid.ours' } });
		expect(taken).toMatchObject({ text: null, replyTo: 'wamid.ours', chatInput: '[reaction]' });
	});

	test('a note of WhatsApp itself comes with its text', () => {
		const system = { body: 'Ada changed from 1 to 2', wa_id: FROM, type: 'user_changed_number' };
		expect(eventOf({ type: 'system', system })).toMatchObject({
			chatInput: '[system] Ada changed from 1 to 2',
		});
	});

	test('a message that WhatsApp could not pass on says why', () => {
		const errors = [{ code: 131051, title: 'Message type is currently not supported' }];
		expect(eventOf({ type: 'unsupported', errors })).toMatchObject({ errors, failure: null });
	});

	test('the answers of a Flow come parsed, whatever they hold', () => {
		const answers = { flow_token: 't', name: 'Ada', sizes: ['S', 'M'], address: { city: 'Pune' } };
		const reply = (response_json: string) => ({
			type: 'interactive',
			interactive: { type: 'nfm_reply', nfm_reply: { name: 'flow', body: 'Sent', response_json } },
		});
		const event = eventOf(reply(JSON.stringify(answers)));
		expect(event.form).toEqual(answers);
		expect(event.chatInput).toBe('[form] name: Ada\nsizes: S, M');
		for (const broken of ['{"name":', '[]', '"Ada"', 'null', '']) {
			expect(eventOf(reply(broken)).form).toBeNull();
		}
	});

	test('an order comes with product, quantity, price and currency', () => {
		const event = eventOf({
			type: 'order',
			order: {
				catalog_id: 'c1',
				text: 'Please wrap',
				product_items: [
					{ product_retailer_id: 'SKU-1', quantity: 2, item_price: 24.5, currency: 'INR' },
					{ product_retailer_id: 'SKU-2', quantity: '1', item_price: '0', currency: 'INR' },
					{ product_retailer_id: 'SKU-3' },
					'no product',
				],
			},
		});
		const unknown = { name: null, quantity: null, price: null, currency: null };
		expect(event.order).toEqual({
			catalogId: 'c1',
			text: 'Please wrap',
			items: [
				{ product: 'SKU-1', name: null, quantity: 2, price: 24.5, currency: 'INR' },
				{ product: 'SKU-2', name: null, quantity: 1, price: 0, currency: 'INR' },
				{ product: 'SKU-3', ...unknown },
			],
		});
		expect(event.text).toBe('Please wrap\n2 x SKU-1 at 24.5 INR\n1 x SKU-2 at 0 INR\n1 x SKU-3');
	});

	test('a place comes with its coordinates', () => {
		const location = {
			latitude: -33.8,
			longitude: '151.2',
			name: 'Shop',
			address: 'Main Street 1',
		};
		const event = eventOf({ type: 'location', location });
		expect(event.location).toEqual({ ...location, longitude: 151.2 });
		expect(event.chatInput).toBe('[location] Shop Main Street 1 (-33.8, 151.2)');
		const bare = eventOf({ type: 'location', location: { latitude: 0, longitude: 0 } });
		expect(bare.location).toEqual({ latitude: 0, longitude: 0, name: null, address: null });
	});

	test('a recording comes as a file, under each of its types', () => {
		for (const type of ['audio', 'voice']) {
			const file = { id: '123', mime_type: 'audio/ogg; codecs=opus' };
			expect(eventOf({ type, [type]: file })).toMatchObject({
				media: { id: '123', mimeType: 'audio/ogg; codecs=opus' },
				chatInput: `[${type}]`,
			});
		}
	});

	test('a message that was changed comes with its new text', () => {
		const edit = {
			original_message_id: 'wamid.1',
			message: { type: 'text', text: { body: 'Two, please' } },
		};
		expect(eventOf({ type: 'edit', edit })).toMatchObject({
			...{ text: 'Two, please', chatInput: '[edit] Two, please', replyTo: 'wamid.1' },
		});
	});

	test('a file comes with its id, type and name', () => {
		const document = {
			id: '123',
			mime_type: 'application/pdf',
			filename: 'a.pdf',
			caption: 'Mine',
		};
		expect(eventOf({ type: 'document', document })).toMatchObject({
			text: 'Mine',
			media: { id: '123', mimeType: 'application/pdf', filename: 'a.pdf' },
		});
	});
});
