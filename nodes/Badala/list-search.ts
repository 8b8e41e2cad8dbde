import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { matches, pickFrom } from '../shared/list/list-search';
import { firstText, valueAt } from '../shared/value';
import { PAGE_SIZE, rowsAt } from './lists';
import { platform } from './platform';

/** The editor's token is the number of contacts that came before. */
async function searchContacts(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const skip = Number(paginationToken ?? 0);
	const search = filter?.trim() ? { search: filter.trim() } : {};
	const query = { ...search, take: PAGE_SIZE, skip };
	const { rows } = await pickFrom(
		this,
		platform,
		'/orgs/{orgId}/contacts',
		rowsAt('contacts'),
		query,
	);
	return {
		results: rows.flatMap((row) => entryOf(row, labelled(row.name, row.phone ?? row.email))),
		// The vendor names no most for a page: only an empty one is the last.
		paginationToken: rows.length > 0 ? String(skip + rows.length) : undefined,
	};
}

/** The vendor documents no search here, and no pages. */
async function searchConversations(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const path = '/orgs/{orgId}/conversations';
	const { rows } = await pickFrom(this, platform, path, rowsAt('conversations'), {});
	const results = rows.flatMap((row) => {
		const at = (...paths: string[]) => firstText(...paths.map((place) => valueAt(row, place)));
		const name = at('contact.name', 'contactName', 'name');
		return entryOf(row, labelled(name, at('contact.phone', 'phone'), row.status));
	});
	return { results: results.filter(({ name }) => matches(name, filter)) };
}

/** An entry by the row's id; none for a row that cannot be chosen. */
function entryOf({ id }: IDataObject, name: string | undefined): INodeListSearchItems[] {
	if (typeof id !== 'string' && typeof id !== 'number') return [];
	return [{ name: name ?? String(id), value: String(id) }];
}

/** `name (more, more)`, of what there is. */
function labelled(name: unknown, ...more: unknown[]): string | undefined {
	const details = more.filter((part) => firstText(part) !== undefined);
	const title = firstText(name);
	if (title === undefined) return details.length > 0 ? details.join(', ') : undefined;
	return details.length > 0 ? `${title} (${details.join(', ')})` : title;
}

export const listSearch = { searchContacts, searchConversations };
