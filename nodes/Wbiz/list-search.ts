import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	ResourceMapperFields,
} from 'n8n-workflow';

import { withPlatformErrors } from '../shared/errors/node-errors';
import { matches, pickFrom } from '../shared/list/list-search';
import type { ApiRequest } from '../shared/operation';
import { choiceIn, choiceValue, type TemplateChoice } from '../shared/template/choice';
import { mapperField } from '../shared/template/variables';
import { firstText, valueAt } from '../shared/value';
import { nextCursorIn, PAGE_SIZE, rowsAt } from './lists';
import { platform } from './platform';
import { findTemplate, keyOf, labelOf, variablesOf } from './template/variables';

/** Pages read in search of a name before the editor is answered; it asks for more with the cursor. */
const PAGES_AT_ONCE = 5;

/** A list that can be searched. */
interface Picker {
	path: string;
	/** The vendor's name of the rows. */
	resource: string;
	query?: IDataObject;
	/** Query parameter with which the platform searches; without it the names of the rows are compared. */
	search?: string;
	/** The row's entry in the list; `undefined` for a row that cannot be chosen. */
	entry: (row: IDataObject) => INodeListSearchItems | undefined;
}

type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

function searchIn({ path, resource, query = {}, search, entry }: Picker): ListSearch {
	return async function (filter, paginationToken) {
		const asked = search && filter ? { ...query, [search]: filter } : query;
		const wanted = search ? undefined : filter;
		const results: INodeListSearchItems[] = [];
		let cursor = paginationToken;
		for (let page = 0; page < PAGES_AT_ONCE; page += 1) {
			const { rows, body } = await pickFrom(this, platform, path, rowsAt(resource), {
				...asked,
				limit: PAGE_SIZE,
				...(cursor ? { cursor } : {}),
			});
			const entries = rows.flatMap((row) => entry(row) ?? []);
			results.push(...entries.filter(({ name }) => matches(name, wanted)));
			const next = rows.length > 0 ? nextCursorIn(body) : undefined;
			// A platform that does not know the parameter gives its first page for ever.
			cursor = next === cursor ? undefined : next;
			if (cursor === undefined || results.length > 0) break;
		}
		return { results, paginationToken: cursor };
	};
}

/** An entry by the row's id. The vendor does not say what the rows hold, so the likely names are tried. */
function byId(row: IDataObject, ...names: unknown[]): INodeListSearchItems | undefined {
	const value = idOf(row);
	return value === undefined ? undefined : { name: firstText(...names) ?? value, value };
}

function idOf({ id, _id }: IDataObject): string | undefined {
	const found = id ?? _id;
	return typeof found === 'string' || typeof found === 'number' ? String(found) : undefined;
}

/** `name (more, more)`, of what there is. */
function labelled(name: unknown, ...more: unknown[]): string | undefined {
	const details = more.filter((part) => part !== undefined && part !== null && part !== '');
	const title = firstText(name);
	if (title === undefined) return firstText(...details);
	return details.length > 0 ? `${title} (${details.join(', ')})` : title;
}

const templates = { path: '/v1/templates', resource: 'templates' };

export const listSearch: Record<string, ListSearch> = {
	searchCampaigns: searchIn({
		path: '/v1/campaigns',
		resource: 'campaigns',
		entry: (row) => byId(row, labelled(row.name, row.status)),
	}),
	searchContacts: searchIn({
		path: '/v1/contacts',
		resource: 'contacts',
		search: 'search',
		entry: (row) => byId(row, labelled(row.name, row.phone)),
	}),
	searchConversations: searchIn({
		path: '/v1/conversations',
		resource: 'conversations',
		entry: (row) => {
			const name = firstText(row.contactName, valueAt(row, 'contact.name'));
			return byId(row, labelled(name, row.phone ?? valueAt(row, 'contact.phone'), row.status));
		},
	}),
	searchFlows: searchIn({
		path: '/v1/flows',
		resource: 'flows',
		entry: (row) => byId(row, labelled(row.name, row.status)),
	}),
	searchPresets: searchIn({
		path: '/v1/interactive',
		resource: 'presets',
		entry: (row) => byId(row, labelled(row.name ?? row.body, row.kind)),
	}),
	searchTags: searchIn({
		path: '/v1/tags',
		resource: 'tags',
		entry: ({ name }) => (typeof name === 'string' ? { name, value: name } : undefined),
	}),
	searchTemplates: searchIn({
		...templates,
		query: { status: 'approved' },
		entry: ({ name, language, category }) => {
			if (typeof name !== 'string' || typeof language !== 'string') return undefined;
			const label = `${name} (${[language, category].filter(Boolean).join(', ')})`;
			return { name: label, value: choiceValue({ name, language }) };
		},
	}),
	searchTemplatesById: searchIn({
		...templates,
		entry: (row) => byId(row, labelled(row.name, row.language, row.category, row.status)),
	}),
};

/** A field for each variable of the chosen template, with its sample value. */
async function getTemplateVariables(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const choice = chosenTemplate(this);
	if (choice === undefined) {
		return {
			fields: [],
			emptyFieldsNotice:
				'Choose a template from the list. For one that an expression chooses, give the values as a list.',
		};
	}
	const send = async ({ path, query }: ApiRequest) =>
		(await pickFrom(this, platform, path, rowsAt(templates.resource), query)).body;
	const template = await withPlatformErrors(
		this,
		platform,
		async () => await findTemplate(send, choice),
	);
	const fields = variablesOf(template).map((variable) =>
		mapperField({
			id: keyOf(variable),
			displayName: `${labelOf(variable)}${variable.example ? ` (e.g. ${variable.example})` : ''}`,
			type: 'string',
			required: true,
		}),
	);
	return { fields, emptyFieldsNotice: 'This template has no variables.' };
}

/** `undefined` when nothing is chosen, or an expression decides that the editor cannot resolve. */
function chosenTemplate(functions: ILoadOptionsFunctions): TemplateChoice | undefined {
	const read = (name: string): unknown =>
		functions.getNodeParameter(name, '', { extractValue: true });
	try {
		const choice = choiceIn(read('templateName'), read('templateLanguage'));
		return choice.name === '' || choice.language === '' ? undefined : choice;
	} catch {
		return undefined;
	}
}

export const resourceMapping = { getTemplateVariables };
