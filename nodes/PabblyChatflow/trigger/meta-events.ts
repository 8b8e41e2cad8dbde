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
	return kinds.flatMap((kind) =>
		listAt(value, kind)
			.filter(isObject)
			.map((part) => {
				const payload = wrap({ ...rest, [kind]: [part] } as IDataObject);
				if (kind === 'statuses') return statusEvent(part as IDataObject, value, payload);
				const own = kind === 'message_echoes' || isOwn(part, value);
				return messageEvent(part as IDataObject, value, payload, own);
			}),
	);
}

/** What comes from the business' own number is no customer's. */
function isOwn({ from }: Record<string, unknown>, value: IDataObject): boolean {
	const shown = textOrNull(valueAt(value, 'metadata.display_phone_number')) ?? '';
	const ours = phoneOrNull(shown.replace(/\D/g, ''));
	return ours !== null && phoneOrNull(from) === ours;
}

function messageEvent(
	message: IDataObject,
	value: IDataObject,
	payload: IDataObject,
	own: boolean,
): CommonEvent {
	const messageId = textOrNull(message.id);
	const parts = {
		...fromMetaMessage(message),
		...(own
			? customerOf(message.to, message.to_user_id, value)
			: customerOf(message.from, message.from_user_id, value)),
		event: own ? OWN_MESSAGE : RECEIVED,
		eventId: messageId,
		occurredAt: isoTime(message.timestamp),
		messageId,
	};
	return commonEvent('pabblyChatflow', payload, parts, accountOf(value));
}

function statusEvent(status: IDataObject, value: IDataObject, payload: IDataObject): CommonEvent {
	const messageId = textOrNull(status.id);
	const name = textOrNull(status.status);
	return commonEvent('pabblyChatflow', payload, {
		...customerOf(status.recipient_id, status.recipient_user_id, value),
		event: STATUS,
		eventId: statusEventId(messageId, name),
		occurredAt: isoTime(status.timestamp),
		messageId,
		conversationId: textOrNull(valueAt(status, 'conversation.id')),
		status: name,
		errors: errorsIn(status),
	});
}

/** Meta's list of contacts has the names of those who wrote. */
function customerOf(id: unknown, userId: unknown, value: IDataObject): Customer {
	const isCustomer = (contact: unknown) =>
		[valueAt(contact, 'wa_id'), valueAt(contact, 'user_id')].some(
			(known) => textOrNull(known) !== null && (known === id || known === userId),
		);
	return metaCustomer(id, userId, listAt(value, 'contacts').find(isCustomer));
}

/** Our number, as Meta names it. */
function accountOf(value: IDataObject): unknown {
	const { phone_number_id: id, display_phone_number: number } = objectOrEmpty(value.metadata);
	return firstOrNull(id, number);
}
