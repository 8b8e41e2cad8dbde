import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { RequestError } from '../../shared/errors/request-error';
import { redact } from '../../shared/http/redaction';
import { openForeground } from '../../shared/http/transport';
import { phoneOrNull, textOrNull, type CommonEvent } from '../../shared/trigger/event';
import { isObject, listAt, valueAt } from '../../shared/value';
import { isOutbound, lowerCase } from './events';
import { platform } from '../platform';

/** Events that name their conversation, with it; the others as they are. Never throws. */
export async function withConversations(
	functions: IWebhookFunctions,
	events: CommonEvent[],
): Promise<CommonEvent[]> {
	const complete = events.map(async (event) => {
		const { conversationId } = event;
		return conversationId === null ? [event] : await complement(functions, event, conversationId);
	});
	return (await Promise.all(complete)).flat();
}

async function complement(
	functions: IWebhookFunctions,
	event: CommonEvent,
	conversationId: string,
): Promise<CommonEvent[]> {
	const warn = (words: string) => functions.logger.warn(words, { node: functions.getNode().name });
	try {
		const conversation = await read(functions, conversationId);
		const message = messageOf(conversation, event);
		if (event.event === 'message.received' && isOutbound(message.direction)) {
			// A workflow that answers would answer itself.
			warn('An event of a received message did not start the workflow: the message is our own');
			return [];
		}
		return [{ ...event, ...partsFrom(conversation, message, event), conversation }];
	} catch (error) {
		// Other errors than our own may hold the request with its key.
		const words = error instanceof RequestError ? error.message : 'it could not be asked for';
		warn(`The conversation of an event could not be read: ${words}`);
		return [{ ...event, conversation: null, conversationError: words }];
	}
}

/** @throws RequestError */
async function read(functions: IWebhookFunctions, id: string): Promise<IDataObject> {
	const transport = await openForeground(functions, platform);
	const path = `/v1/messaging/conversations/${encodeURIComponent(id)}`;
	const { body } = await transport.send({ method: 'GET', path, query: {}, headers: {} }, true);
	const data = valueAt(redact(body, transport.secrets), 'data');
	if (isObject(data)) return data as IDataObject;
	throw new RequestError('refused', 'the answer holds no conversation');
}

/** The message that the event is about, and no other; an empty one where it is not among the recent ones. */
function messageOf(conversation: IDataObject, { messageId }: CommonEvent): Record<string, unknown> {
	const messages = listAt(conversation, 'messages').filter(isObject);
	return messages.find(({ id }) => messageId !== null && id === messageId) ?? {};
}

/** What the event leaves open. */
function partsFrom(
	conversation: IDataObject,
	message: Record<string, unknown>,
	{ event, phone, contactName, type, text, status }: CommonEvent,
): Partial<CommonEvent> {
	const person = {
		phone: phone ?? phoneOrNull(conversation.customerPhone),
		contactName: contactName ?? textOrNull(conversation.customerName),
	};
	switch (event) {
		case 'message.received':
			return {
				...person,
				type: type ?? textOrNull(message.messageType),
				text: text ?? textOrNull(message.text),
			};
		case 'message.status':
			// As it is now: the event may be about an earlier one.
			return { ...person, status: status ?? lowerCase(message.deliveryStatus) };
		default:
			return person;
	}
}
