import type { Account } from '../../account';
import type { Message } from '../../messages';
import type { Payload, WebhookEvent } from '../../platform';

const PROJECT_ID = 'sandbox-project';

export function messageReceived(account: Account, message: Message): WebhookEvent {
	const name = account.messages.conversation(message.phone)?.contactName ?? message.phone;
	return event('message', {
		from: message.phone,
		messageId: message.waMessageId,
		timestamp: unixSeconds(account.clock.date(message.at)),
		type: message.type,
		contact: { name, wa_id: message.phone },
		...message.content,
	});
}

/** Only what the page shows of a status event: whoever needs more would fail with the real vendor. */
export function statusChanged({ waMessageId, status, errors }: Message): WebhookEvent {
	return event('status', { messageId: waMessageId, status, ...(errors ? { errors } : {}) });
}

export function testEvent(testId: string): WebhookEvent {
	return event('test', { message: 'This is a test webhook from WABA Portal', testId });
}

function event(name: string, data: Payload): WebhookEvent {
	const timestamp = new Date().toISOString();
	return { event: name, payload: { event: name, timestamp, projectId: PROJECT_ID, data } };
}

/** Moves the envelope's time and, in a message, the message's own. */
export function redated(payload: Payload, seconds: number): Payload {
	const data = payload.data as Payload;
	const moved = (date: Date) => new Date(date.getTime() + seconds * 1000);
	const own = data.timestamp === undefined ? undefined : new Date(Number(data.timestamp) * 1000);
	return {
		...payload,
		timestamp: moved(new Date(String(payload.timestamp))).toISOString(),
		data: own ? { ...data, timestamp: unixSeconds(moved(own)) } : data,
	};
}

/** Puts other words into the customer's mouth; other kinds of event get another id. */
export function tampered(payload: Payload): Payload {
	const data = payload.data as Payload;
	const changed =
		data.text === undefined ? { messageId: 'wamid.tampered' } : { text: { body: 'Tampered' } };
	return { ...payload, data: { ...data, ...changed } };
}

function unixSeconds(date: Date): string {
	return String(Math.floor(date.getTime() / 1000));
}
