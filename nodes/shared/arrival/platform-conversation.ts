import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { redact } from '../http/redaction';
import { openForeground } from '../http/transport';
import { rowsOf } from '../list/pagination';
import type { Platform } from '../platform';
import { isInbound, withParts, type CommonEvent } from '../trigger/event';
import { fromMetaMessage } from '../trigger/meta-message';
import { firstOrNull, isObject, isoTime, lowerCaseOrNull, objectOrEmpty } from '../value';

/** Where a platform has the messages of a conversation. */
export interface ConversationSource {
	platform: Platform;
	/**
	 * @param id the event's `conversationId`
	 * @throws Error for what is no ID
	 */
	path(id: string): string;
	query?: IDataObject;
	/** Where the rows may be in the answer. */
	rows: string[];
}

/** A message of a conversation, as the platform's list has it. */
export interface ConversationMessage {
	event: CommonEvent;
	isOurs: boolean;
	/** Milliseconds since 1970, by the platform's clock. */
	time: number | null;
}

/** Where a row may have the ID by which the platform's webhooks call the message. Assumed but for WABA Portal's. */
const ID_KEYS = ['waMessageId', 'wamid', 'messageId', 'message_id', 'id'];

/**
 * The latest messages of the event's conversation, the oldest first.
 *
 * @returns `undefined` where the platform does not give them, or not the event's own among them: then nobody can say
 * what came before and after it. Never throws.
 */
export async function readConversation(
	functions: IExecuteFunctions,
	source: ConversationSource,
	event: CommonEvent,
	signal: AbortSignal,
): Promise<ConversationMessage[] | undefined> {
	try {
		const path = source.path(event.conversationId ?? '');
		const bounds = { cancelSignal: signal, stopSignal: signal };
		const transport = await openForeground(functions, source.platform, bounds);
		const request = { method: 'GET' as const, path, query: source.query ?? {}, headers: {} };
		const { body } = await transport.send(request, true);
		const rows = rowsOf(redact(body, transport.secrets), source.rows).filter(isObject);
		return messagesIn(rows, event);
	} catch {
		// The error may hold the request with its key. What this process knows of the customer goes on.
		functions.logger.warn(
			'Wait for More Messages could not read the conversation: messages that other workers have are not joined',
			{ node: functions.getNode().name },
		);
		return undefined;
	}
}

function messagesIn(
	rows: Array<Record<string, unknown>>,
	own: CommonEvent,
): ConversationMessage[] | undefined {
	const idKey = ID_KEYS.find((key) => rows.some((row) => isSame(row[key], own.messageId)));
	if (idKey === undefined) return undefined;
	const messages = rows.map((row) => messageIn(row, idKey, own));
	const [first, last] = [messages[0].time ?? 0, messages[messages.length - 1].time ?? 0];
	// Within a second the platform's order counts, which is the newest first on those that document one.
	const ascending = first >= last ? messages.reverse() : messages;
	return ascending.sort((one, other) => (one.time ?? 0) - (other.time ?? 0));
}

function isSame(value: unknown, id: string | null): boolean {
	return id !== null && firstOrNull(value) === id;
}

/** WABA Portal documents Meta's form under `content`; the other platforms show a text message, or nothing. */
function messageIn(
	row: Record<string, unknown>,
	idKey: string,
	own: CommonEvent,
): ConversationMessage {
	const type = lowerCaseOrNull(firstOrNull(row.type, row.messageType, row.message_type, row.kind));
	const content = fromMetaMessage({ ...row, ...objectOrEmpty(row.content), type });
	const occurredAt = isoTime(row.timestamp, row.createdAt, row.created_at, row.sentAt);
	// The customer is the same, and the webhook says more of them than the list does.
	const event = withParts(own, {
		...content,
		text: firstOrNull(content.text, row.body, row.text, row.caption),
		messageId: firstOrNull(row[idKey]),
		eventId: null,
		occurredAt,
		raw: row as IDataObject,
	});
	const time = occurredAt === null ? null : Date.parse(occurredAt);
	// What does not say that it came in may be our own: nobody puts it in the customer's mouth.
	return { event, isOurs: !isInbound(row.direction), time };
}
