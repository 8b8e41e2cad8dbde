import type { IDataObject } from 'n8n-workflow';

import {
	emptyEvent,
	fromMetaMessage,
	isoTime,
	personOf,
	textOrNull,
	type CommonEvent,
} from '../../shared/trigger/event';
import { isObject, valueAt } from '../../shared/value';

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
	return [{ ...bareEvent(payload), event, eventId: textOrNull(data.testId) }];
}

/** What every event of the vendor has: its time, until its data tells a better one. */
function bareEvent(payload: IDataObject): CommonEvent {
	return { ...emptyEvent('wabaPortal', payload), occurredAt: isoTime(payload.timestamp) };
}

function messageEvent(payload: IDataObject, data: IDataObject): CommonEvent {
	const messageId = textOrNull(data.messageId);
	return {
		...bareEvent(payload),
		...fromMetaMessage(data),
		...contactOf(data.from ?? valueAt(data, 'contact.wa_id')),
		event: 'message.received',
		eventId: messageId,
		occurredAt: isoTime(data.timestamp, payload.timestamp),
		contactName: textOrNull(valueAt(data, 'contact.name')),
		messageId,
	};
}

/** The page shows of a status only `messageId`, `status` and `errors`. That Meta's `recipient_id` is passed on is assumed. */
function statusEvent(payload: IDataObject, data: IDataObject): CommonEvent {
	const messageId = textOrNull(data.messageId);
	const status = textOrNull(data.status);
	return {
		...bareEvent(payload),
		...contactOf(data.recipient_id ?? data.to),
		event: 'message.status',
		eventId: messageId === null ? null : `${messageId}:${status}`,
		occurredAt: isoTime(data.timestamp, payload.timestamp),
		messageId,
		status,
		errors: Array.isArray(data.errors) ? data.errors : null,
	};
}

/** A conversation is known by its phone number, or else by the user id. */
function contactOf(sender: unknown): Pick<CommonEvent, 'phone' | 'userId' | 'conversationId'> {
	const person = personOf(sender);
	return { ...person, conversationId: person.phone?.slice(1) ?? person.userId };
}
