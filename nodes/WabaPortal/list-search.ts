import { labelled, listSearch as searchOf, idText, operationOf } from '../shared/list/list-search';
import { platform } from './platform';
import { conversation } from './resources/conversation';
import { template } from './resources/template';

const templates = (key: 'id' | 'name') =>
	searchOf(platform, operationOf(template, 'getMany'), {
		value: (row) => idText(row[key]),
		label: ({ name, language, category, status }) => labelled(name, language, category, status),
	});

export const listSearch = {
	searchConversations: searchOf(platform, operationOf(conversation, 'getMany'), {
		value: ({ phoneNumber }) => idText(phoneNumber),
		label: ({ contactName, phoneNumber }) => labelled(contactName, phoneNumber),
	}),
	searchTemplatesById: templates('id'),
	searchTemplatesByName: templates('name'),
};
