import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { matches, pickFrom } from '../shared/list/list-search';
import { firstText, valueAt } from '../shared/value';
import { platform } from './platform';

/** The vendor's most in one page. */
const CONVERSATIONS_PER_PAGE = 50;

async function searchConversations(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const query = {
		limit: CONVERSATIONS_PER_PAGE,
		...(paginationToken ? { cursor: paginationToken } : {}),
	};
	const { rows, body } = await pickFrom(this, platform, '/conversations', 'data', query);
	const results = rows.map(({ phoneNumber, contactName }) => ({
		name: contactName ? `${String(contactName)} (${String(phoneNumber)})` : String(phoneNumber),
		value: String(phoneNumber),
	}));
	return {
		results: results.filter(({ name }) => matches(name, filter)),
		paginationToken:
			valueAt(body, 'pagination.hasMore') === false
				? undefined
				: firstText(valueAt(body, 'pagination.nextCursor')),
	};
}

async function searchTemplatesById(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await searchTemplates(this, 'id', filter);
}

async function searchTemplatesByName(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await searchTemplates(this, 'name', filter);
}

async function searchTemplates(
	functions: ILoadOptionsFunctions,
	key: 'id' | 'name',
	filter?: string,
): Promise<INodeListSearchResult> {
	const { rows } = await pickFrom(functions, platform, '/templates', 'data', {});
	const results = rows.map((row) => ({
		name: `${String(row.name)} (${[row.language, row.category, row.status].filter(Boolean).join(', ')})`,
		value: String(row[key]),
	}));
	return { results: results.filter(({ name }) => matches(name, filter)) };
}

export const listSearch = { searchConversations, searchTemplatesById, searchTemplatesByName };
