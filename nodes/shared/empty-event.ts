import type { IDataObject } from 'n8n-workflow';

import type { CommonEvent } from './event';

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
