import type { IDataObject } from 'n8n-workflow';

import { errorsIn } from '../../shared/errors/delivery-failure';
import {
	commonEvent,
	OWN_MESSAGE,
	phoneOrNull,
	RECEIVED,
	STATUS,
	statusEventId,
	type CommonEvent,
} from '../../shared/trigger/event';
import { fromMetaMessage, metaCustomer, type Customer } from '../../shared/trigger/meta-message';
import {
	firstOrNull,
	isObject,
	isoTime,
	listAt,
	objectOrEmpty,
	textOrNull,
	valueAt,
} from '../../shared/value';

/**
 * The events in the `value` of Meta's webhooks, messages before statuses. Each gets a payload that holds it alone.
 *
 * @param wrap puts a value with one event back into the form in which it came
 */
export function fromMetaValue(
	value: IDataObject,
	wrap: (value: IDataObject) => IDataObject,
): CommonEvent[] {
	const rest = { ...value };
	const kinds = ['messages', 'message_echoes', 'statuses'] as const;
	for (const kind of kinds) delete rest[kind];
	const around = { account: accountOf(value), contactOf: contactsOf(value) };
	return kinds.flatMap((kind) =>
		listAt(value, kind)
			.filter(isObject)
			.map((part) => {
				const payload = wrap({ ...rest, [kind]: [part] } as IDataObject);
				if (kind === 'statuses') return statusEvent(part as IDataObject, around, payload);
				const own = kind === 'message_echoes' || isOwn(part, value);
				return messageEvent(part as IDataObject, around, payload, own);
			}),
	);
}

/** What comes from the business' own number is no customer's. */
function isOwn({ from }: Record<string, unknown>, value: IDataObject): boolean {
	const shown = textOrNull(valueAt(value, 'metadata.display_phone_number')) ?? '';
	const ours = phoneOrNull(shown.replace(/\D/g, ''));
	return ours !== null && phoneOrNull(from) === ours;
}

/** What all events of a value have in common. */
interface Around {
	account: unknown;
	contactOf: ReturnType<typeof contactsOf>;
}

function messageEvent(
	message: IDataObject,
	{ account, contactOf }: Around,
	payload: IDataObject,
	own: boolean,
): CommonEvent {
	const messageId = textOrNull(message.id);
	const parts = {
		...fromMetaMessage(message),
		...(own
			? customerOf(message.to, message.to_user_id, contactOf)
			: customerOf(message.from, message.from_user_id, contactOf)),
		event: own ? OWN_MESSAGE : RECEIVED,
		eventId: messageId,
		occurredAt: isoTime(message.timestamp),
		messageId,
	};
	return commonEvent('pabblyChatflow', payload, parts, account);
}

function statusEvent(
	status: IDataObject,
	{ contactOf }: Around,
	payload: IDataObject,
): CommonEvent {
	const messageId = textOrNull(status.id);
	const name = textOrNull(status.status);
	return commonEvent('pabblyChatflow', payload, {
		...customerOf(status.recipient_id, status.recipient_user_id, contactOf),
		event: STATUS,
		eventId: statusEventId(messageId, name),
		occurredAt: isoTime(status.timestamp),
		messageId,
		conversationId: textOrNull(valueAt(status, 'conversation.id')),
		status: name,
		errors: errorsIn(status),
	});
}

function customerOf(id: unknown, userId: unknown, contactOf: Around['contactOf']): Customer {
	return metaCustomer(id, userId, contactOf(id, userId));
}

/** Meta's list of contacts has the names of those who wrote. Read once: a delivery may hold very many. */
function contactsOf(value: IDataObject): (...ids: unknown[]) => unknown {
	const contacts = listAt(value, 'contacts');
	const places = new Map<unknown, number>();
	for (const [place, contact] of contacts.entries()) {
		for (const id of [valueAt(contact, 'wa_id'), valueAt(contact, 'user_id')]) {
			if (textOrNull(id) !== null && !places.has(id)) places.set(id, place);
		}
	}
	return (...ids) => {
		const found = ids.map((id) => places.get(id)).filter((place) => place !== undefined);
		return found.length === 0 ? undefined : contacts[Math.min(...found)];
	};
}

/** Our number, as Meta names it. */
function accountOf(value: IDataObject): unknown {
	const { phone_number_id: id, display_phone_number: number } = objectOrEmpty(value.metadata);
	return firstOrNull(id, number);
}
