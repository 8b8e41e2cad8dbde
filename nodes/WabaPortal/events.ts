import type { IDataObject } from 'n8n-workflow';

import {
	fromMetaMessage,
	isoTime,
	phoneOrNull,
	textOrNull,
	type CommonEvent,
} from '../shared/event';
import { isObject, valueAt } from '../shared/value';

/** The trigger's events in the words of the vendor's subscription. */
export const subscriptions: Record<string, string> = {
	'message.received': 'messages',
	'message.status': 'statuses',
};

/** The vendor's `{ event, timestamp, projectId, data }` as the common event. */
export function toCommonEvents(payload: IDataObject): CommonEvent[] {
	const data = (isObject(payload.data) ? payload.data : {}) as IDataObject;
	const event = String(payload.event ?? '');
	if (event === 'message') return [messageEvent(payload, data)];
	if (event === 'status') return [statusEvent(payload, data)];
	return [{ ...emptyEvent(payload), event, eventId: textOrNull(data.testId) }];
}

function emptyEvent(payload: IDataObject): CommonEvent {
	return {
		platform: 'wabaPortal',
		event: '',
		eventId: null,
		occurredAt: isoTime(payload.timestamp),
		phone: null,
		userId: null,
		contactName: null,
		messageId: null,
		conversationId: null,
		type: null,
		text: null,
		media: null,
		button: null,
		replyTo: null,
		status: null,
		errors: null,
		raw: payload,
	};
}

function messageEvent(payload: IDataObject, data: IDataObject): CommonEvent {
	const messageId = textOrNull(data.messageId);
	return {
		...emptyEvent(payload),
		...fromMetaMessage(data),
		...contactOf(data.from ?? valueAt(data, 'contact.wa_id')),
		event: 'message.received',
		eventId: messageId,
		occurredAt: isoTime(data.timestamp) ?? isoTime(payload.timestamp),
		contactName: textOrNull(valueAt(data, 'contact.name')),
		messageId,
	};
}

/** The page shows of a status only `messageId`, `status` and `errors`. That Meta's `recipient_id` is passed on is assumed. */
function statusEvent(payload: IDataObject, data: IDataObject): CommonEvent {
	const messageId = textOrNull(data.messageId);
	const status = textOrNull(data.status);
	return {
		...emptyEvent(payload),
		...contactOf(data.recipient_id ?? data.to),
		event: 'message.status',
		eventId: messageId === null ? null : `${messageId}:${status}`,
		occurredAt: isoTime(data.timestamp) ?? isoTime(payload.timestamp),
		messageId,
		status,
		errors: Array.isArray(data.errors) ? data.errors : null,
	};
}

/** A conversation is known by its phone number. What is no number is a business-scoped user id. */
function contactOf(sender: unknown): Pick<CommonEvent, 'phone' | 'userId' | 'conversationId'> {
	const phone = phoneOrNull(sender);
	const userId = phone === null ? textOrNull(sender) : null;
	return { phone, userId, conversationId: phone?.slice(1) ?? userId };
}
