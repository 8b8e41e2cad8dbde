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
	UNKNOWN,
	type CommonEvent,
} from '../../shared/trigger/event';
import { fromMetaMessage } from '../../shared/trigger/meta-message';
import {
	firstOrNull,
	firstText,
	isObject,
	isoTime,
	objectOrEmpty,
	textFinder,
} from '../../shared/value';

/**
 * An event as the common event. The page shows no payload, so that every place here is assumed, several are
 * tried, and what is not found is null; `raw` always holds the whole.
 */
export function toCommonEvent(payload: IDataObject): CommonEvent {
	const data = isObject(payload.data) ? (payload.data as IDataObject) : payload;
	const nested = objectOrEmpty(data.message);
	const at = textFinder(data, nested);
	const named = firstText(payload.event, payload.type, payload.name) ?? UNKNOWN;
	const event = named === RECEIVED && isOutbound(at('direction')) ? OWN_MESSAGE : named;
	const aboutMessage = event === RECEIVED || event === STATUS;
	// The `id` of another event's data is that of a contact, a template, …
	const messageId = at('messageId', 'wamid', 'message_id', ...(aboutMessage ? ['id'] : []));
	const status = event === STATUS ? at('status') : null;
	const ownId = firstOrNull(payload.id, payload.eventId);
	const parts = {
		event,
		// Where the event is not around the message but beside it, the ID is the message's.
		eventId:
			aboutMessage && (ownId ?? messageId) === messageId ? statusEventId(messageId, status) : ownId,
		occurredAt: isoTime(at('timestamp'), payload.createdAt, payload.timestamp),
		...customerOf(event, at),
		messageId,
		conversationId: at('conversationId', 'conversation.id', 'conversation_id'),
		...messageOf(event, { ...nested, ...data }, named),
		status,
		errors: errorsIn(data, nested),
	};
	const account = ['phoneNumberId', 'phone_number_id', 'channelId', 'channel.id', 'to'];
	return commonEvent('wbiz', payload, parts, at(...account));
}

/** A status says to whom the message went, everything else from whom it came. */
function customerOf(event: string, at: ReturnType<typeof textFinder>): Partial<CommonEvent> {
	const own = event === STATUS ? ['to', 'recipient_id'] : ['from'];
	const { phone, userId } = personOf(at(...own, 'contact.phone', 'contact.wa_id', 'phone'));
	const ids = ['from_user_id', 'recipient_user_id', 'userId', 'user_id', 'contact.user_id'];
	return {
		phone,
		userId: at(...ids) ?? userId,
		username: at('username', 'contact.username', 'contact.profile.username'),
		contactName: at('contact.name', 'contact.profile.name', 'name'),
	};
}

/** The inbox names a message's parts `kind` and `body`; Meta names them by their type. Both are read. */
function messageOf(event: string, data: IDataObject, named: string): Partial<CommonEvent> {
	if (event !== RECEIVED) return {};
	// Where the event is not around the message but beside it, `type` may be the event's name.
	const type = [data.type, data.kind].find((one) => one !== undefined && one !== named);
	const meta = fromMetaMessage({ ...data, type });
	return { ...meta, text: firstOrNull(meta.text, data.body, data.text) };
}
