import type { IDataObject } from 'n8n-workflow';

import { errorsIn } from '../../shared/errors/delivery-failure';
import {
	commonEvent,
	isOutbound,
	personOf,
	RECEIVED,
	STATUS,
	vendorEventName,
	type CommonEvent,
} from '../../shared/trigger/event';
import { fromMetaMessage, type MessageContent } from '../../shared/trigger/meta-message';
import {
	isObject,
	isoTime,
	lowerCaseOrNull,
	objectOrEmpty,
	textFinder,
	textOrNull,
	valueAt,
} from '../../shared/value';
import { commonName, MESSAGE_RECEIVED, MESSAGE_SENT } from './event-names';

/** Gives the first text at one of the paths in an event's data. */
type At = ReturnType<typeof textFinder>;

/**
 * The vendor's `{ id, type, created, environment, data }` as the common event. Of the data of messaging events
 * nothing is documented: it may be the message, or only name it. Every place here is assumed; what is not found is
 * null, and `raw` holds the whole.
 */
export function toCommonEvent(payload: IDataObject): CommonEvent {
	const data = objectOrEmpty(payload.data);
	const at = textFinder(data);
	// Our own names are made here only, from what is known to be a message or a status.
	const type = vendorEventName(payload.type);
	const parts = {
		event: type,
		eventId: textOrNull(payload.id),
		occurredAt: isoTime(payload.created),
		...personOf(at('customerPhone', 'customer_phone', 'customer.phone', 'contact.phone', 'phone')),
		contactName: at('customerName', 'customer_name', 'customer.name', 'contact.name'),
		username: at('customerUsername', 'customer.username', 'contact.username', 'username'),
		messageId: messageIdIn(type, at),
		conversationId: conversationIdIn(type, at),
		...messageParts(type, data, at),
	};
	const account = at('channelId', 'channel_id', 'channel.id', 'storeId', 'store_id');
	return commonEvent('cloove', payload, parts, account);
}

/** What only messages and their statuses have. */
function messageParts(type: string, data: IDataObject, at: At): Partial<CommonEvent> {
	const event = commonName(type);
	if (event === RECEIVED) return received(data, at);
	if (event !== STATUS) return {};
	const reason = at('failureReason', 'failure_reason', 'message.failureReason');
	return {
		event,
		status: type === MESSAGE_SENT ? 'sent' : deliveryStatus(at),
		errors: reason === null ? errorsIn(data, data.message) : [{ message: reason }],
	};
}

/** Where WhatsApp's own form of a message may stand, should the vendor pass it on. */
const META_AT = ['payload', 'message.payload', 'message', ''];
/** What shows that it stands there. */
const PARTS = ['media', 'button', 'form', 'order', 'location', 'replyTo', 'errors'] as const;

/** A message of our own keeps the vendor's name: a workflow that answers would answer itself. */
function received(data: IDataObject, at: At): Partial<CommonEvent> {
	const type = at('messageType', 'message_type', 'message.messageType', 'message.message_type');
	const contents = META_AT.map((path) => valueAt(data, path))
		.filter(isObject)
		.map((part) => fromMetaMessage({ ...part, type }));
	const has = (content: MessageContent) => PARTS.some((part) => content[part] !== null);
	const { text, ...content } =
		contents.find(has) ?? contents.find((one) => one.text !== null) ?? fromMetaMessage({ type });
	return {
		...content,
		event: isOutbound(at('direction', 'message.direction')) ? MESSAGE_RECEIVED : RECEIVED,
		text: at('text', 'message.text') ?? text,
	};
}

function deliveryStatus(at: At): string | null {
	const places = ['deliveryStatus', 'delivery_status', 'message.deliveryStatus', 'status'];
	return lowerCaseOrNull(at(...places));
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
