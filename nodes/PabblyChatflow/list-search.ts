import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { withPlatformErrors } from '../shared/errors/node-errors';
import {
	chosenIn,
	editorReader,
	firstRows,
	idText,
	labelled,
	listSearch as searchOf,
	operationOf,
	readRequest,
	searchRows,
} from '../shared/list/list-search';
import { templateVariablesOf } from '../shared/list/template-variables';
import { choiceValue } from '../shared/template/choice';
import { previewRows } from '../shared/template/preview';
import { mapperField } from '../shared/template/variables';
import { firstText, valueAt, pathSegment } from '../shared/value';
import { platform } from './platform';
import { catalog } from './resources/catalog';
import { contact } from './resources/contact';
import { contactList } from './resources/contact-list';
import { template } from './resources/template';
import type { TemplateValue } from './template/definition';
import { findDefinition } from './template/find';

/** Longer samples, mostly addresses of files, are cut. */
const SAMPLE_LENGTH = 60;

export const listSearch = {
	searchCatalogs: searchOf(platform, operationOf(catalog, 'getMany'), {
		search: (text) => ({ search: text }),
		value: ({ catalogId }) => idText(catalogId),
		label: ({ name, productCount }) => labelled(name, `${String(productCount ?? 0)} products`),
	}),
	searchContacts: searchOf(platform, operationOf(contact, 'getMany'), {
		search: (text) =>
			/^\+?[\d\s-]+$/.test(text) ? { mobile: text.replace(/\D/g, '') } : { name: text },
		value: ({ _id }) => idText(_id),
		label: ({ name, mobile }) => labelled(name, mobile),
	}),
	searchProducts,
	searchTemplates: searchOf(platform, operationOf(template, 'getMany'), {
		value: ({ _id, name, language, status }) => {
			if (String(status).toUpperCase() !== 'APPROVED' || typeof name !== 'string') return undefined;
			return choiceValue({ name, language: String(language ?? ''), id: firstText(_id) });
		},
		label: ({ name, language, category }) => labelled(name, language, category),
	}),
	searchTemplatesById: searchOf(platform, operationOf(template, 'getMany'), {
		value: ({ _id }) => idText(_id),
		label: ({ name, language, category, status }) => labelled(name, language, category, status),
	}),
};

async function searchProducts(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const catalogId = await chosenCatalog(this);
	if (catalogId === undefined) return { results: [] };
	const operation = operationOf(catalog, 'getProducts');
	const path = operation.path.replace('{catalogId}', pathSegment(catalogId));
	const entries = {
		search: (text: string) => ({ search: text }),
		value: ({ retailerId }: Record<string, unknown>) => idText(retailerId),
		label: ({ name, retailerId, price, currency }: Record<string, unknown>) =>
			labelled(name, retailerId, [price, currency].filter(Boolean).join(' ')),
	};
	return await searchRows(this, platform, { ...operation, path }, entries, filter, paginationToken);
}

/** The catalog chosen beside the product; without one, that which the number uses. */
async function chosenCatalog(functions: ILoadOptionsFunctions): Promise<string | undefined> {
	const chosen = chosenIn(functions, 'catalogId');
	if (chosen !== undefined) return chosen;
	const read = await editorReader(functions, platform);
	const { path } = operationOf(catalog, 'getMany');
	const answer = await withPlatformErrors(
		functions,
		platform,
		async () => await read(readRequest(path, { page: 1, limit: 1 })),
	);
	return firstText(valueAt(answer, 'data.selectedCatalogId'));
}

/** Broadcasts take lists by name. */
async function getContactLists(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const rows = await firstRows(this, platform, operationOf(contactList, 'getMany'));
	const names = rows.map(({ name }) => String(name)).sort((a, b) => a.localeCompare(b));
	return [
		...names.map((name) => ({ name, value: name })),
		{ name: 'Unassigned', value: 'unassigned', description: 'Contacts that are in no list' },
	];
}

export const loadOptions = { getContactLists };

export const resourceMapping = {
	getTemplateVariables: templateVariablesOf(platform, {
		fields: async (read, choice) => {
			const { template: found, values } = await findDefinition(read, choice);
			return [...previewRows(found), ...values.map(toMapperField)];
		},
		needsLanguage: false,
		otherwise: 'Fields Below or JSON',
	}),
};

function toMapperField({ id, note, example, required, target }: TemplateValue) {
	const sample = (example ?? '').slice(0, SAMPLE_LENGTH);
	const shown = sample === example ? sample : `${sample}…`;
	const label = [id, note, sample && `(e.g. ${shown})`].filter(Boolean).join(' ');
	const type = 'expiry' in target ? ('dateTime' as const) : ('string' as const);
	return mapperField({ id, displayName: label, type, required });
}
