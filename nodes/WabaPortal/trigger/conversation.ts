import type { ConversationSource } from '../../shared/arrival/platform-conversation';
import { pathSegment } from '../../shared/value';
import { platform } from '../platform';

/** The newest first, `{ waMessageId, direction, type, content, timestamp }`: documented. */
export const conversation: ConversationSource = {
	platform,
	path: (id) => `/conversations/${pathSegment(id)}/messages`,
	query: { limit: 100 },
	rows: ['data'],
};
