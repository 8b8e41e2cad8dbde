import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import {
	emptyEvent,
	UNKNOWN,
	fromMetaMessage,
	isoTime,
	personOf,
	textOrNull,
	type CommonEvent,
} from '../../shared/trigger/event';
import { messageEvents } from '../../shared/trigger/fields';
import { ANY_OTHER } from '../../shared/trigger/webhook';
import { firstText, isObject, valueAt } from '../../shared/value';

/** What the trigger offers: the vendor's nine events, three of them as *Status*. */
export const eventOptions: INodePropertyOptions[] = [
	{
		name: 'Any Other Event',
		value: ANY_OTHER,
		description: 'Every event but messages and statuses, also those that the platform adds later',
	},
	{ name: 'Contact Created', value: 'contact.created', description: 'A contact is new' },
	{
		name: 'Contact Updated',
		value: 'contact.updated',
		description: 'Name, tags or other data of a contact changed. Beware of loops.',
	},
	{
		name: 'Conversation Assigned',
		value: 'conversation.assigned',
		description: 'A teammate got a conversation, by a rule or by hand',
	},
	{
		name: 'Conversation Closed',
		value: 'conversation.closed',
		description: 'A conversation was marked as closed',
	},
	{
		name: 'Conversation Created',
		value: 'conversation.created',
		description: 'A contact wrote for the first time',
	},
	...messageEvents,
];

/** The statuses that the vendor has an event for. */
export const statusOptions: INodePropertyOptions[] = [
	{ name: 'Delivered', value: 'delivered' },
	{ name: 'Read', value: 'read' },
	{ name: 'Sent', value: 'sent' },
];

/** `failed` is not among the vendor's events; should it come, it must not pass for something else. */
const STATUS_EVENT = /^message\.(sent|delivered|read|failed)$/;

/**
 * A delivery as the common event. The vendor documents the envelope `{ event, deliveryId, orgId, timestamp, data }` for
 * all events, and the data of a text message; every other place is assumed, several are tried, and what is not found
 * is null. Only the body is read: it is signed, the headers that repeat parts of it are not.
 */
export function toCommonEvents(payload: IDataObject): CommonEvent[] {
	const data = (isObject(payload.data) ? payload.data : {}) as IDataObject;
	const event = textOrNull(payload.event) ?? UNKNOWN;
	const base = bareEvent(payload, data, event);
	// A message of one's own must never be answered as a customer's.
	if (event === 'message.received') {
		return [isOwn(data) ? statusEvent(base, data, 'sent') : messageEvent(base, data)];
	}
	const told = STATUS_EVENT.exec(event)?.[1];
	const status = told ?? lowerCase(data.status);
	const isStatus = told !== undefined || event === 'message.status';
	return [isStatus ? statusEvent(base, data, status) : { ...base, status }];
}

/** What every event of the vendor may hold. */
function bareEvent(payload: IDataObject, data: IDataObject, event: string): CommonEvent {
	const at = finder(data);
	const about = (kind: string, ...paths: string[]) => (event.startsWith(kind) ? paths : []);
	return {
		...emptyEvent('badala', payload),
		event,
		eventId: textOrNull(payload.deliveryId),
		occurredAt: isoTime(payload.timestamp),
		...personOf(at('contact.phone', 'phone')),
		contactName: at('contact.name', 'contactName', ...about('contact.', 'name')),
		messageId: at('messageId', 'message.id', 'wamid', ...about('message.', 'id')),
		conversationId: at('conversationId', 'conversation.id', ...about('conversation.', 'id')),
	};
}

function messageEvent(base: CommonEvent, data: IDataObject): CommonEvent {
	return {
		...base,
		...contentOf(data),
		...personOf(finder(data)('from', 'contact.phone', 'phone')),
		eventId: base.eventId ?? base.messageId,
		occurredAt: isoTime(data.timestamp, base.occurredAt),
	};
}

function statusEvent(base: CommonEvent, data: IDataObject, status: string | null): CommonEvent {
	const { messageId } = base;
	return {
		...base,
		...personOf(finder(data)('to', 'contact.phone', 'phone')),
		event: 'message.status',
		eventId: base.eventId ?? (messageId === null ? null : `${messageId}:${status}`),
		status,
		errors: Array.isArray(data.errors) ? data.errors : null,
	};
}

/** Types are in upper case. What a text message's `body` holds is documented; the rest is assumed. */
function contentOf(data: IDataObject): Partial<CommonEvent> {
	const at = finder(data);
	const type = lowerCase(data.type);
	// A type that the page does not show may hold Meta's own part.
	const meta = fromMetaMessage({ ...data, type });
	const title = at('body', 'text');
	const tapped = type === 'button' || type === 'interactive' || data.buttonId !== undefined;
	return {
		type,
		text: meta.text ?? title ?? at('caption'),
		media: mediaOf(data, meta.media),
		button: meta.button ?? (tapped ? { id: at('buttonId', 'buttonPayload'), title } : null),
		replyTo: meta.replyTo ?? at('replyTo', 'replyToMessageId', 'context.messageId'),
	};
}

function mediaOf(data: IDataObject, meta: CommonEvent['media']): CommonEvent['media'] {
	const at = finder(data);
	const url = at('mediaUrl', 'media.url');
	const id = at('mediaId', 'media.id');
	if (url === null && id === null) return meta;
	return {
		id: id ?? meta?.id ?? null,
		url: url ?? meta?.url ?? null,
		mimeType: at('mimeType', 'media.mimeType') ?? meta?.mimeType ?? null,
		filename: at('filename', 'fileName', 'media.filename') ?? meta?.filename ?? null,
	};
}

function isOwn({ direction }: IDataObject): boolean {
	return /^out/i.test(String(direction ?? ''));
}

/** Gives the first text or number at one of the paths. */
function finder(data: IDataObject): (...paths: string[]) => string | null {
	return (...paths) =>
		paths.map((path) => textOrNull(valueAt(data, path))).find((text) => text !== null) ?? null;
}

function lowerCase(value: unknown): string | null {
	return firstText(value)?.toLowerCase() ?? null;
}
