import type { IDataObject } from 'n8n-workflow';

import { errorsIn } from '../errors/delivery-failure';
import {
	firstOrNull,
	firstText,
	isObject,
	listAt,
	lowerCaseOrNull,
	numberOrNull,
	parseJson,
	textFinder,
	textOrNull,
	valueAt,
} from '../value';
import { personOf, phoneOrNull, type CommonEvent, type Media, type Order } from './event';

/**
 * Messages in the form of Meta's webhooks (`{ type, [type]: {…}, context }`), which several platforms pass on.
 * Source: WhatsApp Cloud API, "Webhooks, messages".
 */

export type MessageContent = Pick<
	CommonEvent,
	'type' | 'text' | 'button' | 'media' | 'form' | 'order' | 'location' | 'replyTo' | 'errors'
>;

const MEDIA_TYPES = ['image', 'audio', 'voice', 'video', 'document', 'sticker'];
/** Where a message names the one that it answers, reacts to, changes or takes back. */
const REPLY_TO_AT = [
	'context.id',
	'reaction.message_id',
	'edit.original_message_id',
	'revoke.original_message_id',
];

/** What a message says. */
export function fromMetaMessage(message: Record<string, unknown>): MessageContent {
	const type = lowerCaseOrNull(message.type);
	const order = orderOf(message.order);
	return {
		type,
		text: (order === null ? undefined : orderText(order)) ?? messageText(message),
		button: buttonOf(message),
		media: type !== null && MEDIA_TYPES.includes(type) ? mediaOf(message[type]) : null,
		form: formOf(valueAt(message, 'interactive.nfm_reply.response_json')),
		order,
		location: locationOf(message.location),
		replyTo: textFinder(message)(...REPLY_TO_AT),
		// Of a message that WhatsApp could not pass on.
		errors: errorsIn(message),
	};
}

/** Where a message in Meta's form may hold a text. The first one found counts. */
const TEXT_AT = [
	'text.body',
	'image.caption',
	'video.caption',
	'document.caption',
	'button.text',
	'interactive.button_reply.title',
	'interactive.list_reply.title',
	'interactive.nfm_reply.body',
	'reaction.emoji',
	'location.name',
	'system.body',
	'edit.message.text.body',
	'edit.message.image.caption',
	'edit.message.video.caption',
	'edit.message.document.caption',
];

function messageText(message: Record<string, unknown>): string | null {
	return firstText(...TEXT_AT.map((path) => valueAt(message, path))) ?? null;
}

function mediaOf(media: unknown): Media | null {
	if (!isObject(media)) return null;
	return {
		id: textOrNull(media.id),
		url: firstOrNull(media.url, media.link),
		mimeType: textOrNull(media.mime_type),
		filename: textOrNull(media.filename),
	};
}

/** A tapped button or list row: of a template (`button`) or of an interactive message. */
function buttonOf(message: Record<string, unknown>): CommonEvent['button'] {
	for (const path of ['interactive.button_reply', 'interactive.list_reply']) {
		const reply = valueAt(message, path);
		if (isObject(reply)) return { id: textOrNull(reply.id), title: textOrNull(reply.title) };
	}
	const { button } = message;
	if (!isObject(button)) return null;
	return { id: textOrNull(button.payload), title: textOrNull(button.text) };
}

/** The answers of a Flow come as JSON in a text. */
function formOf(answers: unknown): IDataObject | null {
	const form = typeof answers === 'string' ? parseJson(answers) : answers;
	return isObject(form) ? (form as IDataObject) : null;
}

/** @param order `{ catalog_id, text, product_items: [{ product_retailer_id, quantity, item_price, currency }] }` */
export function orderOf(order: unknown): Order | null {
	if (!isObject(order)) return null;
	return {
		catalogId: textOrNull(order.catalog_id),
		text: textOrNull(order.text),
		items: listAt(order, 'product_items')
			.filter(isObject)
			.map((item) => ({
				product: textOrNull(item.product_retailer_id),
				name: firstText(item.productName, item.name) ?? null,
				quantity: numberOrNull(item.quantity),
				price: numberOrNull(item.item_price),
				currency: textOrNull(item.currency),
			})),
	};
}

/** An order as a person would write it: the customer's note, then a line for each product. */
export function orderText({ text, items }: Order): string | undefined {
	const lines = items.map(({ product, name, quantity, price, currency }) => {
		const cost = [price, currency].filter((part) => part !== null).join(' ');
		return `${quantity ?? 1} x ${name ?? product ?? 'product'}${cost === '' ? '' : ` at ${cost}`}`;
	});
	const written = [...(text === null ? [] : [text]), ...lines].join('\n');
	return written === '' ? undefined : written;
}

function locationOf(location: unknown): CommonEvent['location'] {
	if (!isObject(location)) return null;
	return {
		latitude: numberOrNull(location.latitude),
		longitude: numberOrNull(location.longitude),
		name: textOrNull(location.name),
		address: textOrNull(location.address),
	};
}

export type Customer = Pick<CommonEvent, 'phone' | 'userId' | 'username' | 'contactName'>;

/**
 * The customer of a message or status. A customer with a username may have no number: then WhatsApp gives a
 * business-scoped user ID.
 *
 * @param id `from` of a message, `recipient_id` of a status
 * @param userId `from_user_id` of a message, `recipient_user_id` of a status
 * @param contact the customer's entry in `contacts`: `{ wa_id, user_id, profile: { name, username } }`
 */
export function metaCustomer(id: unknown, userId: unknown, contact: unknown): Customer {
	const person = personOf(id);
	const at = (path: string) => valueAt(contact, path);
	return {
		phone: textOrNull(id) === null ? phoneOrNull(at('wa_id')) : person.phone,
		userId: firstOrNull(userId, at('user_id'), person.userId),
		username: firstOrNull(at('profile.username'), at('username')),
		contactName: firstOrNull(at('profile.name'), at('name')),
	};
}
