import type { Account } from '../../account';
import type { Message } from '../../messages';
import type { Payload, WebhookEvent } from '../../platform';
import type { Contacts } from './contacts';
import { conversationId } from './conversations';
import { withPlus } from './phoneNumbers';
import { newId } from './records';

export const RECEIVED = 'message.received';
export const STATUS = 'message.status';

/** A customer who is not on file yet becomes a contact, unless the platform never got the message. */
export function messageReceived(
	account: Account,
	contacts: Contacts,
	message: Message,
): WebhookEvent {
	const phone = withPlus(message.phone);
	const known = account.messages.find(message.waMessageId) !== undefined;
	const name = account.messages.conversation(message.phone)?.contactName ?? null;
	const contact = known
		? contacts.upsert(phone, contacts.withPhone(phone) ? {} : { name }).contact
		: (contacts.withPhone(phone) ?? { id: newId('ct'), name });
	return event(RECEIVED, {
		messageId: message.waMessageId,
		conversationId: conversationId(message.phone),
		from: phone,
		contact: { id: contact.id, name: contact.name, phone },
		type: message.type,
		...message.content,
		timestamp: account.clock.date(message.at).toISOString(),
	});
}

export function statusChanged({ waMessageId, phone, status, errors }: Message): WebhookEvent {
	return event(STATUS, {
		messageId: waMessageId,
		to: withPlus(phone),
		status,
		...(errors ? { errors } : {}),
		timestamp: new Date().toISOString(),
	});
}

export function testEvent(): WebhookEvent {
	return event('test', { message: 'This is a test event from WBIZ' });
}

function event(name: string, data: Payload): WebhookEvent {
	const createdAt = new Date().toISOString();
	return { event: name, payload: { id: newId('evt'), event: name, createdAt, data } };
}

/** Moves the time of the event and of what it tells. */
export function redated(payload: Payload, seconds: number): Payload {
	const data = payload.data as Payload;
	const moved = (iso: unknown) => new Date(Date.parse(String(iso)) + seconds * 1000).toISOString();
	const timestamp = data.timestamp === undefined ? {} : { timestamp: moved(data.timestamp) };
	return { ...payload, createdAt: moved(payload.createdAt), data: { ...data, ...timestamp } };
}

/** Puts other words into the customer's mouth; other kinds of event get another message id. */
export function tampered(payload: Payload): Payload {
	const data = payload.data as Payload;
	const changed =
		data.text === undefined ? { messageId: 'wamid.tampered' } : { text: { body: 'Tampered' } };
	return { ...payload, data: { ...data, ...changed } };
}
