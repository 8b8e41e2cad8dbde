import { createHash } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { deliveryFailure, type DeliveryFailure } from '../errors/delivery-failure';
import { textOrNull } from '../value';

/** A message that a customer sent. */
export const RECEIVED = 'message.received';
/** A change in the status of a message of ours. */
export const STATUS = 'message.status';
/** A message of our own that is reported back. Never as received: a workflow that answers would answer itself. */
export const OWN_MESSAGE = 'message.sent';
/** The name of an event that the platform does not name. */
export const UNKNOWN = 'unknown';

export interface Media {
	id: string | null;
	url: string | null;
	mimeType: string | null;
	filename: string | null;
}

export interface Order {
	catalogId: string | null;
	/** The customer's note. */
	text: string | null;
	items: Array<{
		/** The retailer's ID of the product. */
		product: string | null;
		name: string | null;
		quantity: number | null;
		price: number | null;
		currency: string | null;
	}>;
}

export interface Location {
	latitude: number | null;
	longitude: number | null;
	name: string | null;
	address: string | null;
}

/** What every trigger gives, whatever the platform: always all of it; what is not known is null. */
export interface CommonEvent extends IDataObject {
	/** What the customer wrote, tapped or captioned. */
	text: string | null;
	/** The customer's number: `+` and E.164 digits; null for a customer known by a user ID only. */
	phone: string | null;
	contactName: string | null;
	/** WhatsApp's message type: text, image, button, interactive, order, … */
	type: string | null;
	button: { id: string | null; title: string | null } | null;
	media: Media | null;
	/** The answers of a Flow, by the names of its fields. */
	form: IDataObject | null;
	order: Order | null;
	location: Location | null;
	/** A message as one text, for n8n's AI nodes, which read this key; null for other events. */
	chatInput: string | null;
	/** Platform, our number and the customer, for n8n's chat memories, which read this key; null for other events. */
	sessionId: string | null;
	messageId: string | null;
	conversationId: string | null;
	/** ID of the message that this one answers. */
	replyTo: string | null;
	/** sent, delivered, read, failed, … */
	status: string | null;
	/** Why a message of ours was not delivered. */
	failure: DeliveryFailure | null;
	/** `message.received`, `message.status`, or the vendor's name of another event. */
	event: string;
	/** The action node's name, e.g. `wabaPortal`. */
	platform: string;
	/** The same for each delivery of one event. */
	eventId: string | null;
	/** ISO 8601, UTC. */
	occurredAt: string | null;
	/** WhatsApp's business-scoped ID of a customer. */
	userId: string | null;
	username: string | null;
	errors: unknown[] | null;
	/** The vendor's payload, untouched. */
	raw: IDataObject;
}

/**
 * An event with what is known of it.
 *
 * @param platform the action node's name, e.g. `wabaPortal`
 * @param account what identifies our number among those of the platform, as far as the payload says
 */
export function commonEvent(
	platform: string,
	raw: IDataObject,
	parts: Partial<CommonEvent>,
	account: unknown = null,
): CommonEvent {
	const event = { ...emptyEvent(platform, raw), ...parts };
	const { status, errors } = event;
	return {
		...event,
		chatInput: chatInputOf(event),
		sessionId: sessionIdOf(event, textOrNull(account)),
		failure: event.event === STATUS ? deliveryFailure(status, errors) : null,
	};
}

/** An event with more parts, which its `chatInput` then holds, too. */
export function withParts(event: CommonEvent, parts: Partial<CommonEvent>): CommonEvent {
	const whole = { ...event, ...parts };
	return { ...whole, chatInput: chatInputOf(whole) };
}

/** Nothing is known yet. This fixes the order of the keys, which people see in n8n. */
function emptyEvent(platform: string, raw: IDataObject): CommonEvent {
	return {
		text: null,
		phone: null,
		contactName: null,
		type: null,
		button: null,
		media: null,
		form: null,
		order: null,
		location: null,
		chatInput: null,
		sessionId: null,
		messageId: null,
		conversationId: null,
		replyTo: null,
		status: null,
		failure: null,
		event: UNKNOWN,
		platform,
		eventId: null,
		occurredAt: null,
		userId: null,
		username: null,
		errors: null,
		raw,
	};
}

/** Types whose text is all that the customer said. */
const SPOKEN = ['text', 'button', 'interactive'];

/** The text, or what stands for it: "[image] Is this in stock?", "[location] Main Street 1 (52.5, 13.4)". */
function chatInputOf(event: CommonEvent): string | null {
	if (event.event !== RECEIVED) return null;
	const { text, type, media, form, location, button } = event;
	const said = text ?? button?.title ?? null;
	if (form !== null) return labelled('form', formText(form));
	if (location !== null) return labelled('location', locationText(location));
	if (media === null && said !== null && (type === null || SPOKEN.includes(type))) return said;
	return labelled(type ?? 'message', said ?? media?.filename ?? null);
}

function labelled(type: string, content: string | null): string {
	return content === null ? `[${type}]` : `[${type}] ${content}`;
}

/** One line for each answer. Answers that are no text, number or list of them are left to `form`. */
function formText(form: IDataObject): string | null {
	const lines = Object.entries(form)
		.filter(([name]) => name !== 'flow_token')
		.flatMap(([name, value]) => {
			const answers = (Array.isArray(value) ? (value as unknown[]) : [value]).map(scalarText);
			const given = answers.filter((answer) => answer !== null);
			return given.length === 0 ? [] : [`${name}: ${given.join(', ')}`];
		});
	return lines.length === 0 ? null : lines.join('\n');
}

function locationText({ name, address, latitude, longitude }: Location): string | null {
	const point = latitude === null || longitude === null ? null : `(${latitude}, ${longitude})`;
	const known = [name, address, point].filter((part) => part !== null);
	return known.length === 0 ? null : known.join(' ');
}

function scalarText(value: unknown): string | null {
	return typeof value === 'boolean' ? String(value) : textOrNull(value);
}

/** A customer of whom nothing is known shares a memory with nobody: the message stands for the customer. */
function sessionIdOf(event: CommonEvent, account: string | null): string | null {
	if (event.event !== RECEIVED) return null;
	const { platform, phone, userId, conversationId, messageId, eventId } = event;
	const customer = phone ?? userId ?? conversationId ?? messageId ?? eventId;
	return customer === null ? null : `${platform}:${account ?? ''}:${customer}`;
}

/** The vendor's name of an event; our own names stand only for what is known to be a message or a status. */
export function vendorEventName(name: unknown): string {
	const text = textOrNull(name);
	return text === null || [RECEIVED, STATUS, 'other'].includes(text) ? UNKNOWN : text;
}

/** Whether a message's `direction` says that it is one of ours: a workflow that answered it would answer itself. */
export function isOutbound(direction: unknown): boolean {
	return typeof direction === 'string' && /^out/i.test(direction);
}

/** Whether a message's `direction` says that it is a customer's. */
export function isInbound(direction: unknown): boolean {
	return typeof direction === 'string' && /^(in|received)/i.test(direction);
}

/** The ID of a status event: one message has several statuses. */
export function statusEventId(messageId: string | null, status: string | null): string | null {
	return messageId === null || status === null ? messageId : `${messageId}:${status}`;
}

/** Characters. Of a longer one the digest is taken. */
const LONGEST_ID = 200;

/**
 * The same for each delivery of one event, and for no other: a platform may give a message's statuses one ID.
 *
 * @returns null for an event without an ID: it is never taken for another one
 */
export function identityOf({ event, eventId, status }: CommonEvent): string | null {
	if (eventId === null) return null;
	const id = event === STATUS ? `${event}:${eventId}:${status}` : `${event}:${eventId}`;
	// Thousands of them are remembered, also in static data.
	return id.length <= LONGEST_ID ? id : createHash('sha256').update(id).digest('base64');
}

/** The phone number in E.164 with `+`, when the text or number is one, however it is grouped. */
export function phoneOrNull(value: unknown): string | null {
	const digits = (textOrNull(value) ?? '').replace(/[\s().-]/g, '').replace(/^(\+|00)/, '');
	return /^\d{7,15}$/.test(digits) ? `+${digits}` : null;
}

/** The customer's side of a message. What is no number is a business-scoped user ID. */
export function personOf(person: unknown): Pick<CommonEvent, 'phone' | 'userId'> {
	const phone = phoneOrNull(person);
	return { phone, userId: phone === null ? textOrNull(person) : null };
}
