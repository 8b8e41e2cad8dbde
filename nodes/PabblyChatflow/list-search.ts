import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodePropertyOptions,
	ResourceMapperFields,
} from 'n8n-workflow';

import { withPlatformErrors } from '../shared/errors/node-errors';
import { matches, pickFrom, readForPicker } from '../shared/list/list-search';
import type { ApiRequest } from '../shared/operation';
import { choiceIn, choiceValue, type TemplateChoice } from '../shared/template/choice';
import { mapperField } from '../shared/template/variables';
import { firstText, valueAt } from '../shared/value';
import { PAGE_SIZES } from './lists';
import { platform } from './platform';
import type { TemplateValue } from './template/definition';
import { findDefinition } from './template/find';

/** Pages read in search of a name before the editor is answered; it asks for more with the page's number. */
const PAGES_AT_ONCE = 5;
/** Longer samples, mostly addresses of files, are cut. */
const SAMPLE_LENGTH = 60;

/** A list that can be searched. */
interface Picker {
	rows: keyof typeof PAGE_SIZES;
	path: string;
	/** Query with which the platform searches; without it the names of the rows are compared. */
	search?: (filter: string) => IDataObject;
	/** The row's entry in the list; `undefined` for a row that cannot be chosen. */
	entry: (row: IDataObject) => INodeListSearchItems | undefined;
}

type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

function searchIn(picker: Picker): ListSearch {
	return async function (filter, paginationToken) {
		return await searchPages(this, picker, filter, paginationToken);
	};
}

async function searchPages(
	functions: ILoadOptionsFunctions,
	{ rows: name, path, search, entry }: Picker,
	filter = '',
	paginationToken = '1',
): Promise<INodeListSearchResult> {
	const wanted = search ? '' : filter;
	const results: INodeListSearchItems[] = [];
	let page = Number(paginationToken);
	for (let read = 0; read < PAGES_AT_ONCE; read += 1) {
		const { rows, body } = await pickFrom(functions, platform, path, `data.${name}`, {
			...(search && filter !== '' ? search(filter) : {}),
			limit: PAGE_SIZES[name],
			page,
		});
		const entries = rows.flatMap((row) => entry(row) ?? []);
		results.push(...entries.filter((candidate) => matches(candidate.name, wanted)));
		if (rows.length === 0 || !hasMore(body)) return { results };
		page += 1;
		if (results.length > 0) break;
	}
	return { results, paginationToken: String(page) };
}

function hasMore(body: unknown): boolean {
	const next = valueAt(body, 'data.pagination.hasNextPage');
	return next === true || Number(valueAt(body, 'data.remainingCount') ?? 0) > 0;
}

/** `name (more, more)`, of what there is. */
function labelled(name: unknown, ...more: unknown[]): string {
	const details = more.filter((part) => part !== undefined && part !== null && part !== '');
	const title = firstText(name);
	if (title === undefined) return details.join(', ');
	return details.length > 0 ? `${title} (${details.join(', ')})` : title;
}

const templates = { rows: 'templates', path: '/templates' } as const;

async function searchProducts(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const catalog = await chosenCatalog(this);
	if (catalog === undefined) return { results: [] };
	const picker: Picker = {
		rows: 'products',
		path: `/catalogs/${encodeURIComponent(catalog)}/products`,
		search: (wanted) => ({ search: wanted }),
		entry: ({ name, retailerId, price, currency }) => ({
			name: labelled(name, retailerId, [price, currency].filter(Boolean).join(' ')),
			value: String(retailerId),
		}),
	};
	return await searchPages(this, picker, filter, paginationToken);
}

/** The catalog chosen beside the product; without one, that which the number uses. */
async function chosenCatalog(functions: ILoadOptionsFunctions): Promise<string | undefined> {
	const chosen = parameter(functions, 'catalogId');
	if (chosen !== undefined) return chosen;
	const answer = await readForPicker(functions, platform, '/catalogs', { page: 1, limit: 1 });
	return firstText(valueAt(answer, 'data.selectedCatalogId'));
}

/** `undefined` when nothing is chosen, or an expression decides that the editor cannot resolve. */
function parameter(functions: ILoadOptionsFunctions, name: string): string | undefined {
	try {
		return firstText(functions.getNodeParameter(name, '', { extractValue: true }));
	} catch {
		return undefined;
	}
}

export const listSearch: Record<string, ListSearch> = {
	searchCatalogs: searchIn({
		rows: 'catalogs',
		path: '/catalogs',
		search: (filter) => ({ search: filter }),
		entry: ({ name, catalogId, productCount }) => ({
			name: labelled(name, `${String(productCount ?? 0)} products`),
			value: String(catalogId),
		}),
	}),
	searchContacts: searchIn({
		rows: 'contacts',
		path: '/contacts',
		search: (filter) =>
			/^\+?[\d\s-]+$/.test(filter)
				? { mobile: filter.replace(/\D/g, '') }
				: { name: filter.trim() },
		entry: ({ _id, name, mobile }) => ({ name: labelled(name, mobile), value: String(_id) }),
	}),
	searchProducts,
	searchTemplates: searchIn({
		...templates,
		entry: ({ _id, name, language, category, status }) => {
			if (String(status).toUpperCase() !== 'APPROVED' || typeof name !== 'string') return undefined;
			const choice = { name, language: String(language ?? ''), id: firstText(_id) };
			return { name: labelled(name, language, category), value: choiceValue(choice) };
		},
	}),
	searchTemplatesById: searchIn({
		...templates,
		entry: ({ _id, name, language, category, status }) => ({
			name: labelled(name, language, category, status),
			value: String(_id),
		}),
	}),
};

/** Broadcasts take lists by name. */
async function getContactLists(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { rows } = await pickFrom(this, platform, '/contacts/lists', 'data.lists', {});
	const names = rows.map(({ name }) => String(name)).sort((a, b) => a.localeCompare(b));
	return [
		...names.map((name) => ({ name, value: name })),
		{ name: 'Unassigned', value: 'unassigned', description: 'Contacts that are in no list' },
	];
}

export const loadOptions = { getContactLists };

/** A field for everything that the chosen template leaves open, with its sample value. */
async function getTemplateVariables(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const choice = chosenTemplate(this);
	if (choice === undefined) {
		return {
			fields: [],
			emptyFieldsNotice:
				'Choose a template from the list. For one that an expression chooses, use the fields below or JSON.',
		};
	}
	const read = async ({ path, query }: ApiRequest) =>
		await readForPicker(this, platform, path, query);
	const { values } = await withPlatformErrors(
		this,
		platform,
		async () => await findDefinition(read, choice),
	);
	return { fields: values.map(toMapperField), emptyFieldsNotice: 'This template needs no values.' };
}

function toMapperField({ key, label, example, required, place }: TemplateValue) {
	const sample = (example ?? '').slice(0, SAMPLE_LENGTH);
	return mapperField({
		id: key,
		displayName:
			sample === '' ? label : `${label} (e.g. ${sample}${sample === example ? '' : '…'})`,
		type: 'expiry' in place ? 'dateTime' : 'string',
		required,
	});
}

function chosenTemplate(functions: ILoadOptionsFunctions): TemplateChoice | undefined {
	const choice = choiceIn(
		parameter(functions, 'templateName'),
		parameter(functions, 'templateLanguage'),
	);
	return choice.name === '' ? undefined : choice;
}

export const resourceMapping = { getTemplateVariables };
