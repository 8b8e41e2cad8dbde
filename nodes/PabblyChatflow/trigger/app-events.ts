import type { IDataObject } from 'n8n-workflow';

import { errorsIn } from '../../shared/errors/delivery-failure';
import {
	commonEvent,
	isOutbound,
	OWN_MESSAGE,
	personOf,
	RECEIVED,
	STATUS,
	statusEventId,
	type CommonEvent,
} from '../../shared/trigger/event';
import {
	fromMetaMessage,
	orderOf,
	orderText,
	type MessageContent,
} from '../../shared/trigger/meta-message';
import {
	firstOrNull,
	firstText,
	isObject,
	isoTime,
	lowerCaseOrNull,
	objectOrEmpty,
	textFinder,
	textOrNull,
	valueAt,
} from '../../shared/value';

/** Statuses of a message that has left; `queued` and `pending` among them are the app's own. */
const STATUSES = ['queued', 'pending', 'sent', 'delivered', 'read', 'failed'];
/** Who writes when it is not the customer. Pabbly's own app knows `user` alone; the others are assumed. */
const OURSELVES = ['user', 'agent', 'api', 'assistant', 'bot', 'broadcast', 'business', 'flow'];

/** Whether it is a status in the form of Pabbly's own app: `{ messageWaId, status, … }`. Assumed. */
export function isAppStatus({ messageWaId, wamid, type, message, status }: IDataObject): boolean {
	if (typeof messageWaId === 'string') return true;
	const bare = type === undefined && message === undefined;
	return typeof wamid === 'string' && bare && STATUSES.includes(textOrNull(status) ?? '');
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
	const at = textFinder(message, around);
	const messageId = textOrNull(message.wamid);
	const { phone, userId } = personOf(
		at(
			...(own ? ['to', 'waResponse.to'] : ['waResponse.from', 'from']),
			...['contact.mobile', 'contact.phone', 'mobile', 'phone'],
		),
	);
	const parts = {
		...contentOf(message),
		phone,
		userId: at('waResponse.from_user_id', 'from_user_id', 'contact.user_id') ?? userId,
		username: at('contact.username', 'username'),
		event: own ? OWN_MESSAGE : RECEIVED,
		eventId: messageId,
		occurredAt: isoTime(
			message.timestamp,
			valueAt(message, 'waResponse.timestamp'),
			message.createdAt,
		),
		contactName: at('contact.name', 'contactName', 'name'),
		messageId,
		conversationId: at('chatId'),
		status: own ? textOrNull(message.status) : null,
	};
	return commonEvent('pabblyChatflow', payload, parts);
}

export function fromAppStatus(status: IDataObject, payload: IDataObject): CommonEvent {
	const messageId = firstOrNull(status.messageWaId, status.wamid);
	const name = textOrNull(status.status);
	const at = textFinder(status);
	const { phone, userId } = personOf(at('waResponse.recipient_id', 'to'));
	return commonEvent('pabblyChatflow', payload, {
		phone,
		userId: at('waResponse.recipient_user_id') ?? userId,
		event: STATUS,
		eventId: statusEventId(messageId, name),
		occurredAt: isoTime(
			status[`${name}At`],
			valueAt(status, 'waResponse.timestamp'),
			status.updatedAt,
		),
		messageId,
		conversationId: textOrNull(status.chatId),
		status: name,
		errors: errorsIn(status.waResponse, status),
	});
}

function isOwn({ sentBy, direction }: IDataObject): boolean {
	return isOutbound(direction) || OURSELVES.includes(lowerCaseOrNull(sentBy) ?? '');
}

/** What it says: from WhatsApp's own message where that came along, else from what the app shows. */
function contentOf(message: IDataObject): MessageContent {
	const shown = objectOrEmpty(message.message);
	const original = objectOrEmpty(message.waResponse);
	const type = lowerCaseOrNull(message.type) ?? 'unknown';
	const meta = fromMetaMessage({
		[type]: shown,
		...shown,
		...original,
		type: original.type ?? type,
	});
	const link = firstText(shown.link, valueAt(shown, `${type}.link`));
	const order = meta.order ?? orderOf(type === 'order' ? shown : undefined);
	const own = ['body.text', 'body', 'text', 'caption', 'payload.title'];
	return {
		...meta,
		type: meta.type ?? type,
		order,
		text:
			(order === null ? undefined : orderText(order)) ??
			meta.text ??
			firstText(...own.map((path) => valueAt(shown, path))) ??
			null,
		media: meta.media && { ...meta.media, url: meta.media.url ?? link ?? null },
	};
}
