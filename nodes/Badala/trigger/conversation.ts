import type { ConversationSource } from '../../shared/arrival/platform-conversation';
import { rowsAt } from '../../shared/list/pagination';
import { pathSegment } from '../../shared/value';
import { platform } from '../platform';

/** The vendor documents no more than that there is a history. Its order, pages and keys are assumed. */
export const conversation: ConversationSource = {
	platform,
	path: (id) => `/orgs/{orgId}/conversations/${pathSegment(id)}/messages`,
	rows: rowsAt('messages'),
};
