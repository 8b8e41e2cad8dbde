import type { IDataObject, ResourceMapperField } from 'n8n-workflow';

import {
	idText,
	labelled,
	listSearch as searchOf,
	operationOf,
	type ListEntries,
} from '../shared/list/list-search';
import { templateVariablesOf } from '../shared/list/template-variables';
import type { Resource } from '../shared/operation';
import { choiceValue } from '../shared/template/choice';
import { FILENAME_ID, mediaId, variableField } from '../shared/template/definition';
import { previewRows } from '../shared/template/preview';
import { mapperField } from '../shared/template/variables';
import { valueAt } from '../shared/value';
import { platform } from './platform';
import { campaign } from './resources/campaign';
import { contact } from './resources/contact';
import { conversation } from './resources/conversation';
import { customField } from './resources/custom-field';
import { flow } from './resources/flow';
import { preset } from './resources/preset';
import { quickReply } from './resources/quick-reply';
import { tag } from './resources/tag';
import { template } from './resources/template';
import { webhook } from './resources/webhook';
import { definitionOf } from './template/definition';
import { findTemplate } from './template/find';

/** The vendor shows no list, so the likely keys are tried. */
const rowsOf = (resource: Resource, entries: Omit<ListEntries, 'value'> & Partial<ListEntries>) =>
	searchOf(platform, operationOf(resource, 'getMany'), {
		value: ({ id, _id }) => idText(id ?? _id),
		...entries,
	});

const nameAndStatus = ({ name, status }: IDataObject) => labelled(name, status);

export const listSearch = {
	searchCampaigns: rowsOf(campaign, { label: nameAndStatus }),
	searchContacts: rowsOf(contact, {
		search: (text) => ({ search: text }),
		label: ({ name, phone }) => labelled(name, phone),
	}),
	searchConversations: rowsOf(conversation, {
		label: (row) =>
			labelled(
				row.contactName ?? valueAt(row, 'contact.name'),
				row.phone ?? valueAt(row, 'contact.phone'),
				row.status,
			),
	}),
	searchCustomFields: rowsOf(customField, {
		value: ({ key }) => idText(key),
		label: ({ label, key, type }) => labelled(label ?? key, type),
	}),
	searchFlows: rowsOf(flow, { label: nameAndStatus }),
	searchPresets: rowsOf(preset, { label: ({ name, body, kind }) => labelled(name ?? body, kind) }),
	searchQuickReplies: rowsOf(quickReply, {
		label: ({ shortcut, title }) => labelled(shortcut, title),
	}),
	searchTags: rowsOf(tag, { value: ({ name }) => idText(name), label: ({ name }) => idText(name) }),
	searchTemplates: rowsOf(template, {
		query: { status: 'approved' },
		value: ({ name, language }) =>
			typeof name === 'string' && typeof language === 'string'
				? choiceValue({ name, language })
				: undefined,
		label: ({ name, language, category }) => labelled(name, language, category),
	}),
	searchTemplatesById: rowsOf(template, {
		label: ({ name, language, category, status }) => labelled(name, language, category, status),
	}),
	searchWebhooks: rowsOf(webhook, {
		label: ({ url, events }) => labelled(url, ...(Array.isArray(events) ? events : [])),
	}),
};

export const resourceMapping = {
	/** A field for each variable of the chosen template, with its sample value, and for the media in its header. */
	getTemplateVariables: templateVariablesOf(platform, {
		fields: async (read, choice) => mapperFieldsOf(await findTemplate(read, choice)),
		needsLanguage: true,
		otherwise: 'List',
	}),
};

function mapperFieldsOf(found: IDataObject): ResourceMapperField[] {
	const { variables, media } = definitionOf(found);
	const optional = (id: string, displayName: string) =>
		mapperField({ id, displayName, type: 'string', required: false });
	return [
		...previewRows(found),
		...(media ? [optional(mediaId(media), `${mediaId(media)} (URL or media ID)`)] : []),
		...(media === 'document' ? [optional(FILENAME_ID, FILENAME_ID)] : []),
		...variables.map(variableField),
	];
}
