import type { IDataObject } from 'n8n-workflow';

import {
	emptyEvent,
	UNKNOWN,
	isoTime,
	phoneOrNull,
	textOrNull,
	type CommonEvent,
} from '../../shared/trigger/event';
import { ANY_OTHER } from '../../shared/trigger/webhook';
import { isObject, valueAt } from '../../shared/value';
import { commonName, RECEIVED, SENT } from './event-names';

/** Gives the first text at one of the places of an event's data. */
type At = (...places: string[]) => string | null;

/**
 * The vendor's `{ id, type, created, environment, data }` as the common event. Of the data of messaging events
 * nothing is documented: it may be the message, or only name it. Every place here is assumed; what is not found is
 * null, and `raw` holds the whole.
 */
export function toCommonEvent(payload: IDataObject): CommonEvent {
	const data = isObject(payload.data) ? payload.data : {};
	const at: At = (...places) =>
		places.map((place) => textOrNull(valueAt(data, place))).find((text) => text !== null) ?? null;
	const type = vendorType(payload);
	const phone = at('customerPhone', 'customer_phone', 'customer.phone', 'contact.phone', 'phone');
	return {
		...emptyEvent('cloove', payload),
		event: type,
		eventId: textOrNull(payload.id),
		occurredAt: isoTime(payload.created),
		phone: phoneOrNull(phone),
		contactName: at('customerName', 'customer_name', 'customer.name', 'contact.name'),
		messageId: messageIdIn(type, at),
		conversationId: conversationIdIn(type, at),
		...messageParts(type, at),
	};
}

/** Our own names are made here only, from what is known to be a message or a status. */
function vendorType({ type }: IDataObject): string {
	const known = ['message.received', 'message.status', ANY_OTHER].includes(String(type));
	return known ? UNKNOWN : (textOrNull(type) ?? UNKNOWN);
}

/** What only messages and their statuses have. */
function messageParts(type: string, at: At): Partial<CommonEvent> {
	const event = commonName(type);
	if (event === 'message.received') return received(type, at);
	if (event !== 'message.status') return {};
	const reason = at('failureReason', 'failure_reason', 'message.failureReason');
	return {
		event,
		status: type === SENT ? 'sent' : deliveryStatus(at),
		errors: reason === null ? null : [{ message: reason }],
	};
}

/** A message of our own keeps the vendor's name: a workflow that answers would answer itself. */
function received(type: string, at: At): Partial<CommonEvent> {
	return {
		event: isOutbound(at('direction', 'message.direction')) ? RECEIVED : commonName(type),
		type: at('messageType', 'message_type', 'message.messageType', 'message.message_type'),
		text: at('text', 'message.text'),
	};
}

function deliveryStatus(at: At): string | null {
	const places = ['deliveryStatus', 'delivery_status', 'message.deliveryStatus', 'status'];
	return lowerCase(at(...places));
}

export function lowerCase(value: unknown): string | null {
	return textOrNull(value)?.toLowerCase() ?? null;
}

/** Whether a message's `direction` says that it is one of ours. */
export function isOutbound(direction: unknown): boolean {
	return /^out/i.test(String(direction));
}

/** The data's own `id` is the message's only where the rest of it is a message, too. */
function messageIdIn(type: string, at: At): string | null {
	const named = at('messageId', 'message_id', 'message.id') ?? entityId('message', at);
	const isMessage = type.startsWith('messaging.message.') && at('direction') !== null;
	return named ?? (isMessage ? at('id') : null);
}

function conversationIdIn(type: string, at: At): string | null {
	const places = ['conversationId', 'conversation_id', 'conversation.id'];
	const named = at(...places, 'message.conversationId', 'metadata.conversationId');
	const isConversation = type.startsWith('messaging.conversation.');
	return named ?? entityId('conversation', at) ?? (isConversation ? at('id') : null);
}

/** The vendor's thin form, known from its orders: `{ entityType, entityId, metadata }`. */
function entityId(wanted: string, at: At): string | null {
	const kind = at('entityType', 'entity_type')?.toLowerCase() ?? '';
	return kind === wanted || kind.endsWith(`_${wanted}`) ? at('entityId', 'entity_id') : null;
}
