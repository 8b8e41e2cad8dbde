import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { withPlatformErrors } from '../../shared/errors/node-errors';
import { RequestError } from '../../shared/errors/request-error';
import { redact } from '../../shared/http/redaction';
import { openForeground } from '../../shared/http/transport';
import {
	isOutbound,
	phoneOrNull,
	RECEIVED,
	STATUS,
	withParts,
	type CommonEvent,
} from '../../shared/trigger/event';
import type { Arrival } from '../../shared/trigger/execute';
import {
	firstOrNull,
	isObject,
	listAt,
	lowerCaseOrNull,
	textOrNull,
	valueAt,
	pathSegment,
} from '../../shared/value';
import { platform } from '../platform';

/** Statuses with which the platform says that there is no such conversation: asking again does not help. */
const GONE = [404, 410];

/**
 * Adds the conversation that an event names, where *Fetch Conversation* is on, and fills what the event leaves open.
 *
 * @returns `undefined` for a message that turns out to be our own: a workflow that answers would answer itself
 * @throws NodeApiError when the conversation could not be read: *Retry* reads it again
 */
export async function fetchConversation(
	functions: IExecuteFunctions,
	arrival: Arrival,
): Promise<Arrival | undefined> {
	const { event } = arrival;
	const { conversationId } = event;
	if (conversationId === null || !isOn(functions)) return arrival;
	const conversation = await withPlatformErrors(
		functions,
		platform,
		async () => await read(functions, conversationId).catch((error) => asGone(functions, error)),
	);
	if (typeof conversation === 'string') {
		const parts = { conversation: null, conversationError: conversation };
		return { ...arrival, event: { ...event, ...parts } };
	}
	const message = messageOf(conversation, event);
	if (event.event === RECEIVED && isOutbound(message.direction)) return undefined;
	const parts = { ...partsFrom(conversation, message, event), conversation };
	return { ...arrival, event: withParts(event, parts) };
}

/**
 * Why there is no conversation, where asking again would not help or the workflow is to go on in any case.
 * @throws what it was given otherwise
 */
function asGone(functions: IExecuteFunctions, error: unknown): string {
	const isGone = error instanceof RequestError && GONE.includes(error.status ?? 0);
	if (!isGone && !functions.continueOnFail()) throw error;
	// Other errors than our own may hold the request with its key.
	return error instanceof RequestError ? error.message : 'it could not be asked for';
}

/** Without *Simplify* the payload comes out as it is: nothing could be added. */
function isOn(functions: IExecuteFunctions): boolean {
	const simplify = functions.getNodeParameter('simplify', 0, true) === true;
	return simplify && functions.getNodeParameter('options.fetchConversation', 0, false) === true;
}

/** @throws RequestError */
async function read(functions: IExecuteFunctions, id: string): Promise<IDataObject> {
	const cancelSignal = functions.getExecutionCancelSignal();
	const transport = await openForeground(functions, platform, {
		cancelSignal,
		stopSignal: cancelSignal,
	});
	const path = `/v1/messaging/conversations/${pathSegment(id)}`;
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
		contactName: firstOrNull(contactName, conversation.customerName),
	};
	switch (event) {
		case RECEIVED:
			return {
				...person,
				type: type ?? textOrNull(message.messageType),
				text: text ?? textOrNull(message.text),
			};
		case STATUS:
			// As it is now: the event may be about an earlier one.
			return { ...person, status: status ?? lowerCaseOrNull(message.deliveryStatus) };
		default:
			return person;
	}
}
