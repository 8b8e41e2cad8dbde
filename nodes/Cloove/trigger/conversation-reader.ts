import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { reasonToGoOn } from '../../shared/errors/failed-step';
import type { AskForHuman } from '../../shared/arrival/human';
import { withPlatformErrors } from '../../shared/errors/node-errors';
import { RequestError } from '../../shared/errors/request-error';
import { redact } from '../../shared/http/redaction';
import { openInExecution, type Transport } from '../../shared/http/transport';
import {
	isOutbound,
	phoneOrNull,
	RECEIVED,
	STATUS,
	withParts,
	type CommonEvent,
} from '../../shared/trigger/event';
import type { Arrival } from '../../shared/trigger/execute';
import { eventFilter } from '../../shared/trigger/fields';
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

const PATH = '/v1/messaging/conversations';

/**
 * Adds the conversation that an event names, where *Fetch Conversation* is on, and fills what the event leaves open.
 *
 * @returns `undefined` for a message that turns out to be our own, as a workflow that answers would answer itself, and for
 * an event that *From Numbers*, *Message Types* or *Statuses* keep out
 * @throws NodeApiError when the conversation could not be read: *Retry* reads it again
 */
export async function fetchConversation(
	functions: IExecuteFunctions,
	arrival: Arrival,
): Promise<Arrival | undefined> {
	const { event } = arrival;
	const { conversationId } = event;
	const parameter: ReadParameter = (name, fallback) =>
		functions.getNodeParameter(name, 0, fallback);
	if (conversationId === null || !isFetched(parameter)) return arrival;
	const conversation = await withPlatformErrors(
		functions,
		platform,
		async () =>
			await openInExecution(functions, platform)
				.then(async (transport) => await read(transport, conversationId))
				.catch((error) => reasonToGoOn(error, functions.continueOnFail())),
	);
	if (typeof conversation === 'string') {
		const parts = { conversation: null, conversationError: conversation };
		return { ...arrival, event: { ...event, ...parts } };
	}
	const message = messageOf(conversation, event);
	if (event.event === RECEIVED && isOutbound(message.direction)) return undefined;
	const parts = { ...partsFrom(conversation, message, event), conversation };
	const filled = withParts(event, parts);
	// What the event did not say itself could not be filtered when it came.
	const isWanted = eventFilter({ getNodeParameter: parameter }, [event.event]);
	return isWanted(filled) ? { ...arrival, event: filled } : undefined;
}

type ReadParameter = (name: string, fallback?: unknown) => unknown;

/** Whether *Fetch Conversation* is on. Without *Simplify* the payload comes out as it is: nothing could be added. */
export function isFetched(parameter: ReadParameter): boolean {
	return (
		parameter('simplify', true) === true && parameter('options.fetchConversation', false) === true
	);
}

/** @throws RequestError */
async function read(transport: Transport, id: string): Promise<IDataObject> {
	const path = `${PATH}/${pathSegment(id)}`;
	const { body } = await transport.send({ method: 'GET', path, query: {}, headers: {} }, true);
	const data = valueAt(redact(body, transport.secrets), 'data');
	if (isObject(data)) return data as IDataObject;
	throw new RequestError('refused', 'the answer holds no conversation');
}

/**
 * Whether a conversation is in the mode `human`. The page shows the mode in the list, and not where one conversation
 * is read: where it is not there, the list's own filter says it.
 */
export const isInHumanMode: AskForHuman = async (transport, event) => {
	const { conversationId: id, conversation } = event;
	if (id === null) return { unknown: 'the event does not name its conversation' };
	// *Fetch Conversation* has just read it.
	const known = isObject(conversation) ? conversation : await read(transport, id);
	const mode = lowerCaseOrNull(known.mode);
	if (mode !== null) return mode === 'human';
	const search = event.phone ?? textOrNull(known.customerPhone);
	if (search === null) return { unknown: 'the platform says neither mode nor phone number' };
	const query = { mode: 'human', search };
	const { body } = await transport.send({ method: 'GET', path: PATH, query, headers: {} }, true);
	return listAt(body, 'data').some((row) => valueAt(row, 'id') === id);
};

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
				type: type ?? lowerCaseOrNull(message.messageType),
				text: text ?? textOrNull(message.text),
			};
		case STATUS:
			// As it is now: the event may be about an earlier one.
			return { ...person, status: status ?? lowerCaseOrNull(message.deliveryStatus) };
		default:
			return person;
	}
}
