import { modes } from '../../shared/fields/common';
import type { Field } from '../../shared/operation';

/** @param as the vendor's name of the hole: `id`, but for the send */
export const conversationId = (as: 'conversationId' | 'id'): Field => ({
	displayName: 'Conversation',
	name: 'conversationId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description:
		'Which conversation. The trigger gives its ID, and the address of the app shows it as conv while it is open.',
	...modes('searchConversations', 'By ID', 'e.g. cv_66f1c0de'),
	in: 'path',
	as,
});
