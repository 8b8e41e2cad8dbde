import {
	idText,
	labelled,
	listSearch as searchOf,
	operationOf,
	type ListEntries,
} from '../shared/list/list-search';
import { templateVariablesOf } from '../shared/list/template-variables';
import { choiceValue } from '../shared/template/choice';
import { componentsIn, variableField, variablesIn } from '../shared/template/definition';
import { previewRows } from '../shared/template/preview';
import { platform } from './platform';
import { conversation } from './resources/conversation';
import { template } from './resources/template';
import { findTemplate } from './template/find';

const templates = (value: ListEntries['value']) =>
	searchOf(platform, operationOf(template, 'getMany'), {
		value,
		label: ({ name, language, category, status }) => labelled(name, language, category, status),
	});

export const listSearch = {
	searchConversations: searchOf(platform, operationOf(conversation, 'getMany'), {
		value: ({ phoneNumber }) => idText(phoneNumber),
		label: ({ contactName, phoneNumber }) => labelled(contactName, phoneNumber),
	}),
	searchTemplates: templates(({ name, language }) =>
		typeof name === 'string' && typeof language === 'string'
			? choiceValue({ name, language })
			: undefined,
	),
	searchTemplatesById: templates(({ id }) => idText(id)),
	searchTemplatesByName: templates(({ name }) => idText(name)),
};

export const resourceMapping = {
	/** A field for each variable of the chosen template, with its sample value. */
	getTemplateVariables: templateVariablesOf(platform, {
		fields: async (read, choice) => {
			const found = await findTemplate(read, choice);
			return [...previewRows(found), ...variablesIn(componentsIn(found)).map(variableField)];
		},
		needsLanguage: true,
		otherwise: 'List',
	}),
};
