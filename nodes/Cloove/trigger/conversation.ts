import type { ConversationSource } from '../../shared/arrival/platform-conversation';
import { pathSegment } from '../../shared/value';
import { platform } from '../platform';

/** The most recent ones, the newest first, `{ id, direction, messageType, text, createdAt }`: documented. */
export const conversation: ConversationSource = {
	platform,
	path: (id) => `/v1/messaging/conversations/${pathSegment(id)}`,
	rows: ['data.messages'],
};
