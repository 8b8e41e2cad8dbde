import type { IDataObject, INodeProperties } from 'n8n-workflow';

import {
	emptyEvent,
	UNKNOWN,
	fromMetaMessage,
	isoTime,
	personOf,
	textOrNull,
	type CommonEvent,
} from '../../shared/trigger/event';
import { firstText, isObject, valueAt } from '../../shared/value';

/**
 * An event as the common event. The page shows no payload, so that every place here is assumed, several are
 * tried, and what is not found is null; `raw` always holds the whole.
 */
export function toCommonEvent(payload: IDataObject): CommonEvent {
	const data = (isObject(payload.data) ? payload.data : payload) as IDataObject;
	const nested = isObject(data.message) ? (data.message as IDataObject) : {};
	const at = (...paths: string[]) =>
		paths.map((path) => valueAt(data, path) ?? valueAt(nested, path)).find(textOrNull);
	const event = firstText(payload.event, payload.type, payload.name) ?? UNKNOWN;
	const aboutMessage = ['message.received', 'message.status'].includes(event);
	// The `id` of another event's data is that of a contact, a template, …
	const messageId = textOrNull(at('messageId', 'wamid', 'message_id', aboutMessage ? 'id' : ''));
	const status = event === 'message.status' ? textOrNull(at('status')) : null;
	return {
		...emptyEvent('wbiz', payload),
		event,
		eventId:
			textOrNull(payload.id ?? payload.eventId) ??
			(aboutMessage ? eventIdOf(messageId, status) : null),
		occurredAt: isoTime(at('timestamp'), payload.createdAt ?? payload.timestamp),
		...personOf(at(...contactPaths(event))),
		contactName: textOrNull(at('contact.name', 'contact.profile.name', 'name')),
		messageId,
		conversationId: textOrNull(at('conversationId', 'conversation.id', 'conversation_id')),
		...messageOf(event, { ...nested, ...data }),
		status,
		errors: listOrNull(data.errors),
	};
}

/** What tells an event without an id of its own from others: its message, and the message's status. */
function eventIdOf(messageId: string | null, status: string | null): string | null {
	return messageId === null || status === null ? messageId : `${messageId}:${status}`;
}

/** A status tells to whom the message went, everything else from whom it came. */
function contactPaths(event: string): string[] {
	const contact = ['contact.phone', 'contact.wa_id', 'phone'];
	return event === 'message.status' ? ['to', 'recipient_id', ...contact] : ['from', ...contact];
}

/** The inbox names a message's parts `kind` and `body`; Meta names them by their type. Both are read. */
function messageOf(event: string, data: IDataObject): Partial<CommonEvent> {
	if (event !== 'message.received') return {};
	const meta = fromMetaMessage({ ...data, type: data.type ?? data.kind });
	return { ...meta, text: meta.text ?? textOrNull(data.body) ?? textOrNull(data.text) };
}

function listOrNull(value: unknown): unknown[] | null {
	return Array.isArray(value) ? value : null;
}

/** The vendor documents two events by name, and has more. */
export const otherEvents: INodeProperties = {
	displayName: 'Other Events',
	name: 'otherEvents',
	type: 'string',
	default: '',
	placeholder: 'e.g. template.status, contact.created',
	description:
		"Names of further events that start the workflow, separated by commas. The platform's page names only the two above.",
};

/** The events that start the workflow: the chosen ones and those named by hand, in the vendor's words. */
export function wantedEvents(functions: {
	getNodeParameter(name: string, fallback?: unknown): unknown;
}): string[] {
	const chosen = functions.getNodeParameter('events', []) as string[];
	const others = String(functions.getNodeParameter('options.otherEvents', '')).split(',');
	const named = others.map((event) => event.trim()).filter((event) => event !== '');
	return [...new Set([...chosen, ...named])];
}
