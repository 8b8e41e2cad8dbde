import type { IDataObject } from 'n8n-workflow';

import { isoTime, type CommonEvent } from '../shared/event';

/** The name of an event of which not even the name is known. */
export const UNKNOWN = 'unknown';
/** A message of our own, reported back. Never `message.received`: a workflow that answers would answer itself. */
export const OWN_MESSAGE = 'message.sent';

export function emptyEvent(payload: IDataObject): CommonEvent {
	return {
		platform: 'pabblyChatflow',
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

/** The first of several times that is one: ISO, or since 1970 in seconds (Meta's) or milliseconds. */
export function momentOf(...times: unknown[]): string | null {
	for (const time of times) {
		const number = typeof time === 'boolean' ? NaN : Number(time ?? NaN);
		const found = isoTime(number > 1e11 ? Math.floor(number / 1000) : time);
		if (found !== null) return found;
	}
	return null;
}
