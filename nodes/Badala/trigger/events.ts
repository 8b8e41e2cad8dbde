import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import { errorsIn } from '../../shared/errors/delivery-failure';
import {
	commonEvent,
	isOutbound,
	personOf,
	RECEIVED,
	STATUS,
	statusEventId,
	UNKNOWN,
	type CommonEvent,
} from '../../shared/trigger/event';
import { ANY_OTHER, messageEvents } from '../../shared/trigger/fields';
import { fromMetaMessage } from '../../shared/trigger/meta-message';
import {
	firstOrNull,
	isoTime,
	lowerCaseOrNull,
	objectOrEmpty,
	textFinder,
	textOrNull,
	valueAt,
} from '../../shared/value';

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
		description: 'A teammate got a conversation, by a rule or by a person',
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

/** `failed` is not among the vendor's events; should it come, it must not pass for something else. */
const STATUS_EVENT = /^message\.(sent|delivered|read|failed)$/;

/**
 * A delivery as the common event. The vendor documents the envelope `{ event, deliveryId, orgId, timestamp, data }` for
 * all events, and the data of a text message; every other place is assumed, several are tried, and what is not found
 * is null. Only the body is read: it is signed, the headers that repeat parts of it are not.
 */
export function toCommonEvents(payload: IDataObject): CommonEvent[] {
	const data = objectOrEmpty(payload.data);
	const event = textOrNull(payload.event) ?? UNKNOWN;
	const common = commonParts(payload, data, event);
	const account = firstOrNull(data.channelId, valueAt(data, 'channel.id'), payload.orgId);
	return [
		{
			...commonEvent('badala', payload, { ...common, ...ownParts(common, data, event) }, account),
			contactId: textFinder(data)('contactId', 'contact.id', ...about(event, 'contact.', 'id')),
		},
	];
}

function ownParts(common: Parts, data: IDataObject, event: string): Partial<CommonEvent> {
	// A message of one's own must never be answered as a customer's.
	if (event === RECEIVED) {
		return isOutbound(data.direction)
			? statusParts(common, data, 'sent')
			: messageParts(common, data);
	}
	const named = STATUS_EVENT.exec(event)?.[1];
	const status = named ?? lowerCaseOrNull(data.status);
	const isStatus = named !== undefined || event === STATUS;
	return isStatus ? statusParts(common, data, status) : { status };
}

type Parts = Pick<CommonEvent, 'eventId' | 'messageId' | 'occurredAt'> & Partial<CommonEvent>;

/** What every event of the vendor may hold. */
function commonParts(payload: IDataObject, data: IDataObject, event: string): Parts {
	const at = textFinder(data);
	return {
		event,
		eventId: textOrNull(payload.deliveryId),
		occurredAt: isoTime(payload.timestamp),
		...customerOf(data),
		contactName: at('contact.name', 'contactName', ...about(event, 'contact.', 'name')),
		messageId: at('messageId', 'message.id', 'wamid', ...about(event, 'message.', 'id')),
		conversationId: at('conversationId', 'conversation.id', ...about(event, 'conversation.', 'id')),
	};
}

/** The paths, where the event is about such a thing. */
function about(event: string, kind: string, ...paths: string[]): string[] {
	return event.startsWith(kind) ? paths : [];
}

/** @param first where the customer stands in this kind of event, before the usual places */
function customerOf(data: IDataObject, ...first: string[]): Partial<CommonEvent> {
	const at = textFinder(data);
	const { phone, userId } = personOf(at(...first, 'contact.phone', 'phone'));
	return {
		phone,
		userId: at('userId', 'from_user_id', 'contact.userId', 'contact.user_id') ?? userId,
		username: at('username', 'contact.username'),
	};
}

function messageParts(common: Parts, data: IDataObject): Partial<CommonEvent> {
	return {
		...contentOf(data),
		...customerOf(data, 'from'),
		eventId: common.eventId ?? common.messageId,
		occurredAt: isoTime(data.timestamp, common.occurredAt),
	};
}

function statusParts(
	{ eventId, messageId }: Parts,
	data: IDataObject,
	status: string | null,
): Partial<CommonEvent> {
	return {
		...customerOf(data, 'to'),
		event: STATUS,
		eventId: eventId ?? statusEventId(messageId, status),
		status,
		errors: errorsIn(data),
	};
}

/** Types are in upper case. What a text message's `body` holds is documented; the rest is assumed. */
function contentOf(data: IDataObject): Partial<CommonEvent> {
	const at = textFinder(data);
	const type = lowerCaseOrNull(data.type);
	// A type that the page does not show may hold Meta's own part.
	const meta = fromMetaMessage({ ...data, type });
	const title = at('body', 'text');
	const tapped = type === 'button' || type === 'interactive' || data.buttonId !== undefined;
	return {
		...meta,
		text: meta.text ?? title ?? at('caption'),
		media: mediaOf(data, meta.media),
		button: meta.button ?? (tapped ? { id: at('buttonId', 'buttonPayload'), title } : null),
		replyTo: meta.replyTo ?? at('replyTo', 'replyToMessageId', 'context.messageId'),
	};
}

function mediaOf(data: IDataObject, meta: CommonEvent['media']): CommonEvent['media'] {
	const at = textFinder(data);
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
