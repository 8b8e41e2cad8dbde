import type { IDataObject } from 'n8n-workflow';

import {
	fromMetaMessage,
	isoTime,
	personOf,
	phoneOrNull,
	textOrNull,
	type CommonEvent,
} from '../../shared/trigger/event';
import { isObject, listAt, valueAt } from '../../shared/value';
import { OWN_MESSAGE, bareEvent, orderText } from './common-event';

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
	return kinds.flatMap((kind) =>
		listAt(value, kind)
			.filter(isObject)
			.map((part) => {
				const payload = wrap({ ...rest, [kind]: [part] } as IDataObject);
				if (kind === 'statuses') return statusEvent(part as IDataObject, payload);
				const own = kind === 'message_echoes' || isOwn(part, value);
				return messageEvent(part as IDataObject, value, payload, own);
			}),
	);
}

/** What comes from the business' own number is no customer's. */
function isOwn({ from }: Record<string, unknown>, value: IDataObject): boolean {
	const ours = phoneOrNull(digits(valueAt(value, 'metadata.display_phone_number')));
	return ours !== null && phoneOrNull(from) === ours;
}

function digits(value: unknown): string {
	return String(value ?? '').replace(/\D/g, '');
}

function messageEvent(
	message: IDataObject,
	value: IDataObject,
	payload: IDataObject,
	own: boolean,
): CommonEvent {
	const meta = fromMetaMessage(message);
	const messageId = textOrNull(message.id);
	const person = own ? message.to : message.from;
	return {
		...bareEvent(payload),
		...meta,
		...contactOf(person, value),
		event: own ? OWN_MESSAGE : 'message.received',
		eventId: messageId,
		occurredAt: isoTime(message.timestamp),
		messageId,
		text: orderText(message.order) ?? meta.text,
	};
}

function statusEvent(status: IDataObject, payload: IDataObject): CommonEvent {
	const messageId = textOrNull(status.id);
	const word = textOrNull(status.status);
	return {
		...bareEvent(payload),
		...contactOf(status.recipient_id, {}),
		event: 'message.status',
		eventId: messageId === null ? null : `${messageId}:${word}`,
		occurredAt: isoTime(status.timestamp),
		messageId,
		conversationId: textOrNull(valueAt(status, 'conversation.id')),
		status: word,
		errors: Array.isArray(status.errors) ? status.errors : null,
	};
}

/** Meta's list of contacts has the names of those who wrote. */
function contactOf(
	person: unknown,
	value: IDataObject,
): Pick<CommonEvent, 'phone' | 'userId' | 'contactName'> {
	const contact = listAt(value, 'contacts').find((entry) => valueAt(entry, 'wa_id') === person);
	return {
		...personOf(person),
		contactName: textOrNull(valueAt(contact, 'profile.name')),
	};
}
