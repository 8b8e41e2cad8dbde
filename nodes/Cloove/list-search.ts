import { idText, labelled, listSearch as searchOf, operationOf } from '../shared/list/list-search';
import { platform } from './platform';
import { conversation } from './resources/conversation';

export const listSearch = {
	searchConversations: searchOf(platform, operationOf(conversation, 'getMany'), {
		search: (text) => ({ search: text }),
		value: ({ id }) => idText(id),
		label: ({ customerName, customerPhone, status }) =>
			labelled(customerName, customerPhone, status),
	}),
};
