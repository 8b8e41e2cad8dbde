import { labelled, listSearch as searchOf, idText, operationOf } from '../shared/list/list-search';
import { valueAt } from '../shared/value';
import { platform } from './platform';
import { contact } from './resources/contact';
import { conversation } from './resources/conversation';

export const listSearch = {
	searchContacts: searchOf(platform, operationOf(contact, 'getMany'), {
		search: (text) => ({ search: text }),
		value: ({ id }) => idText(id),
		label: ({ name, phone, email }) => labelled(name, phone ?? email),
	}),
	// The vendor documents no search here.
	searchConversations: searchOf(platform, operationOf(conversation, 'getMany'), {
		value: ({ id }) => idText(id),
		label: (row) =>
			labelled(
				valueAt(row, 'contact.name') ?? row.contactName ?? row.name,
				valueAt(row, 'contact.phone') ?? row.phone,
				row.status,
			),
	}),
};
