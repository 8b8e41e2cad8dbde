import type { IDataObject } from 'n8n-workflow';

import { firstText, isObject, valueAt } from '../value';

/** What every trigger gives, whatever the platform. Absent values are null. */
export interface CommonEvent extends IDataObject {
	/** The node's name, e.g. `wabaPortal`. */
	platform: string;
	/** `message.received`, `message.status`, or the vendor's name of another event. */
	event: string;
	/** Tells a delivery sent twice from two events. */
	eventId: string | null;
	/** ISO 8601, UTC. */
	occurredAt: string | null;
	/** `+` and E.164 digits; null for a contact known by a user id only. */
	phone: string | null;
	userId: string | null;
	contactName: string | null;
	messageId: string | null;
	conversationId: string | null;
	/** WhatsApp's message type: text, image, button, interactive, order, … */
	type: string | null;
	/** What the customer wrote, tapped or captioned. */
	text: string | null;
	media: {
		id: string | null;
		url: string | null;
		mimeType: string | null;
		filename: string | null;
	} | null;
	button: { id: string | null; title: string | null } | null;
	/** Id of the message that this one answers. */
	replyTo: string | null;
	status: string | null;
	errors: unknown[] | null;
	/** The vendor's payload, untouched. */
	raw: IDataObject;
}

const MEDIA_TYPES = ['image', 'audio', 'video', 'document', 'sticker'];

/** The parts of a common event that a message in Meta's form holds (`{ type, [type]: {…}, context }`). */
export function fromMetaMessage(
	message: Record<string, unknown>,
): Pick<CommonEvent, 'type' | 'text' | 'media' | 'button' | 'replyTo'> {
	const type = textOrNull(message.type);
	const at = (path: string) => valueAt(message, path);
	return {
		type,
		text: messageText(at),
		media: type !== null && MEDIA_TYPES.includes(type) ? mediaOf(message[type]) : null,
		button: buttonOf(at),
		replyTo: textOrNull(at('context.id')),
	};
}

function messageText(at: (path: string) => unknown): string | null {
	const text = firstText(
		at('text.body'),
		at('image.caption'),
		at('video.caption'),
		at('document.caption'),
		at('button.text'),
		at('interactive.button_reply.title'),
		at('interactive.list_reply.title'),
		at('interactive.nfm_reply.body'),
		at('reaction.emoji'),
		at('order.text'),
		at('location.name'),
	);
	return text ?? null;
}

function mediaOf(media: unknown): CommonEvent['media'] {
	if (!isObject(media)) return null;
	return {
		id: textOrNull(media.id),
		url: textOrNull(media.url ?? media.link),
		mimeType: textOrNull(media.mime_type),
		filename: textOrNull(media.filename),
	};
}

/** A tapped button or list row: of a template (`button`) or of an interactive message. */
function buttonOf(at: (path: string) => unknown): CommonEvent['button'] {
	for (const path of ['interactive.button_reply', 'interactive.list_reply']) {
		const reply = at(path);
		if (isObject(reply)) return { id: textOrNull(reply.id), title: textOrNull(reply.title) };
	}
	const button = at('button');
	if (!isObject(button)) return null;
	return { id: textOrNull(button.payload), title: textOrNull(button.text) };
}

/** The phone number in E.164 with `+`, when the text is one; a business-scoped user id is none. */
export function phoneOrNull(value: unknown): string | null {
	const digits = String(value ?? '').replace(/^\+/, '');
	return /^\d{7,15}$/.test(digits) ? `+${digits}` : null;
}

/** Who a message is from, or to. What is no number is a business-scoped user id. */
export function personOf(person: unknown): Pick<CommonEvent, 'phone' | 'userId'> {
	const phone = phoneOrNull(person);
	return { phone, userId: phone === null ? textOrNull(person) : null };
}

/** Text and numbers as text; everything else, and the empty text, as null. */
export function textOrNull(value: unknown): string | null {
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value !== '' ? value : null;
}

/** More seconds since 1970 are a time in the year 5138: such a number counts milliseconds. */
const MILLISECONDS_FROM = 100_000_000_000;

/**
 * The first of several times that is one, as ISO 8601 in UTC: from an ISO text, or from seconds or milliseconds
 * since 1970 (number or text). Null when none is.
 */
export function isoTime(...times: unknown[]): string | null {
	for (const time of times) {
		const found = isoOrNull(time);
		if (found !== null) return found;
	}
	return null;
}

function isoOrNull(value: unknown): string | null {
	const numeric = typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value));
	if (!numeric && typeof value !== 'string') return null;
	const number = Number(value);
	const time = number >= MILLISECONDS_FROM ? number : number * 1000;
	const date = new Date(numeric ? time : (value as string));
	return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** The name of an event of which not even the name is known. */
export const UNKNOWN = 'unknown';

/**
 * A common event that tells nothing yet: every part is null, `event` is `unknown`, `raw` is the payload itself.
 * It fixes the order of the keys, which people see in n8n.
 *
 * @param platform the node's name, e.g. `wabaPortal`
 */
export function emptyEvent(platform: string, payload: IDataObject): CommonEvent {
	return {
		platform,
		event: UNKNOWN,
		eventId: null,
		occurredAt: null,
		phone: null,
		userId: null,
		contactName: null,
		messageId: null,
		conversationId: null,
		type: null,
		text: null,
		media: null,
		button: null,
		replyTo: null,
		status: null,
		errors: null,
		raw: payload,
	};
}
