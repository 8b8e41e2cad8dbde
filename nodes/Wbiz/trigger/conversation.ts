import type { ConversationSource } from '../../shared/arrival/platform-conversation';
import { rowsAt } from '../../shared/list/pagination';
import { pathSegment } from '../../shared/value';
import { PAGE_SIZE } from '../lists';
import { platform } from '../platform';

/** The newest first, with direction, kind and body: documented. Under which keys, and with which ID, is assumed. */
export const conversation: ConversationSource = {
	platform,
	path: (id) => `/v1/conversations/${pathSegment(id)}/messages`,
	query: { limit: PAGE_SIZE },
	rows: rowsAt('messages'),
};
