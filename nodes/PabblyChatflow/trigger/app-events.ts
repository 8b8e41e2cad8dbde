import type { IDataObject } from 'n8n-workflow';

import {
	fromMetaMessage,
	isoTime,
	personOf,
	textOrNull,
	type CommonEvent,
} from '../../shared/trigger/event';
import { firstText, isObject, valueAt } from '../../shared/value';
import { OWN_MESSAGE, bareEvent, orderText } from './common-event';

/** Statuses of a message that has left; `queued` and `pending` among them are the app's own. */
const STATUSES = ['queued', 'pending', 'sent', 'delivered', 'read', 'failed'];
/** Who writes when it is not the customer. Pabbly's own app knows `user` alone; the others are assumed. */
const OURSELVES = ['user', 'agent', 'api', 'assistant', 'bot', 'broadcast', 'business', 'flow'];

/** Whether it is a status in the form of Pabbly's own app: `{ messageWaId, status, … }`. Assumed. */
export function isAppStatus({ messageWaId, wamid, type, message, status }: IDataObject): boolean {
	if (typeof messageWaId === 'string') return true;
	const bare = type === undefined && message === undefined;
	return typeof wamid === 'string' && bare && STATUSES.includes(String(status));
}

/** Whether it is a message in the form of Pabbly's own app: `{ wamid, type, message, waResponse, … }`. Assumed. */
export function isAppMessage({ wamid, type, message, waResponse }: IDataObject): boolean {
	const isMessage = typeof wamid === 'string' && typeof type === 'string';
	return isMessage && (isObject(message) || isObject(waResponse));
}

/** @param around what the message stands in, which may hold the contact */
export function fromAppMessage(
	message: IDataObject,
	around: IDataObject,
	payload: IDataObject,
): CommonEvent {
	const own = isOwn(message);
	const at = (...paths: string[]) =>
		paths.map((path) => valueAt(message, path) ?? valueAt(around, path)).find(textOrNull);
	const messageId = textOrNull(message.wamid);
	const customer = own ? ['to', 'waResponse.to'] : ['waResponse.from', 'from'];
	return {
		...bareEvent(payload),
		...contentOf(message),
		...personOf(at(...customer, 'contact.mobile', 'contact.phone', 'mobile', 'phone')),
		event: own ? OWN_MESSAGE : 'message.received',
		eventId: messageId,
		occurredAt: isoTime(
			message.timestamp,
			valueAt(message, 'waResponse.timestamp'),
			message.createdAt,
		),
		contactName: textOrNull(at('contact.name', 'contactName', 'name')),
		messageId,
		conversationId: textOrNull(at('chatId')),
		status: own ? textOrNull(message.status) : null,
	};
}

export function fromAppStatus(status: IDataObject, payload: IDataObject): CommonEvent {
	const messageId = textOrNull(status.messageWaId ?? status.wamid);
	const word = textOrNull(status.status);
	const errors = valueAt(status, 'waResponse.errors') ?? status.errors;
	return {
		...bareEvent(payload),
		...personOf(valueAt(status, 'waResponse.recipient_id') ?? status.to),
		event: 'message.status',
		eventId: messageId === null ? null : `${messageId}:${word}`,
		occurredAt: isoTime(
			status[`${word}At`],
			valueAt(status, 'waResponse.timestamp'),
			status.updatedAt,
		),
		messageId,
		conversationId: textOrNull(status.chatId),
		status: word,
		errors: Array.isArray(errors) ? errors : null,
	};
}

function isOwn({ sentBy, direction }: IDataObject): boolean {
	return /^out/i.test(String(direction ?? '')) || OURSELVES.includes(String(sentBy).toLowerCase());
}

/** What it says: from WhatsApp's own message where that came along, else from what the app shows. */
function contentOf(
	message: IDataObject,
): Pick<CommonEvent, 'type' | 'text' | 'media' | 'button' | 'replyTo'> {
	const shown = (isObject(message.message) ? message.message : {}) as IDataObject;
	const original = (isObject(message.waResponse) ? message.waResponse : {}) as IDataObject;
	const type = String(message.type);
	const meta = fromMetaMessage({
		[type]: shown,
		...shown,
		...original,
		type: original.type ?? type,
	});
	const link = firstText(shown.link, valueAt(shown, `${type}.link`));
	const order = original.order ?? shown.order ?? (type === 'order' ? shown : undefined);
	const own = ['body.text', 'body', 'text', 'caption', 'payload.title'];
	return {
		...meta,
		type: meta.type ?? type,
		text:
			orderText(order) ??
			meta.text ??
			firstText(...own.map((path) => valueAt(shown, path))) ??
			null,
		media: meta.media && { ...meta.media, url: meta.media.url ?? link ?? null },
	};
}
