import type { IDataObject } from 'n8n-workflow';

import {
	additionalBody,
	defaultCountryCode,
	filtersOf,
	limit,
	modes,
	options,
	returnAll,
} from '../../shared/fields/common';
import { contactName, email, tags } from '../../shared/fields/contact';
import { importResults } from '../../shared/fields/import-results';
import { rowsAt } from '../../shared/list/pagination';
import {
	InvalidValue,
	type ApiRequest,
	type BatchCall,
	type BinaryFile,
	type Field,
	type Operation,
	type Resource,
} from '../../shared/operation';
import { contactPhone, externalId, marketingConsent } from '../fields/contact';
import { binaryPropertyName, COLUMNS, importFields } from '../fields/contact-import';
import { PAGE_SIZE } from '../lists';

const contactId: Field = {
	displayName: 'Contact',
	name: 'contactId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'Which contact',
	...modes('searchContacts', 'By ID', 'e.g. ct_66f1c0de'),
	in: 'path',
};

const updateFields: Field = {
	displayName: 'Update Fields',
	name: 'updateFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: [email, externalId, marketingConsent, contactName, tags],
};

const upsert: Operation = {
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update a contact',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	method: 'POST',
	path: '/orgs/{orgId}/contacts',
	// The vendor matches contacts by their phone.
	repeatable: true,
	fields: [
		contactPhone,
		contactName,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [email, externalId, marketingConsent, tags],
		},
		options(additionalBody, defaultCountryCode),
	],
};

const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update a contact',
	description: 'Change parts of a contact',
	method: 'PATCH',
	path: '/orgs/{orgId}/contacts/{contactId}',
	repeatable: true,
	fields: [contactId, updateFields, options(additionalBody)],
};

/** All items go in one file, or each item has a file of its own. */
const importContacts: Operation = {
	name: 'Import',
	value: 'import',
	action: 'Import contacts',
	description:
		'Create or update many contacts at once: those of all input items, or those in CSV files. Items that fill different fields go in different files.',
	method: 'POST',
	path: '/orgs/{orgId}/contacts/import',
	// The vendor matches contacts by their external ID, else by their phone: nothing comes twice.
	repeatable: true,
	fields: importFields,
	run: { size: Infinity, batch: importBatch },
};

export const contact: Resource = {
	name: 'Contact',
	value: 'contact',
	operations: [
		upsert,
		{
			name: 'Get',
			value: 'get',
			action: 'Get a contact',
			description: 'Get a contact with its conversations',
			method: 'GET',
			path: '/orgs/{orgId}/contacts/{contactId}',
			fields: [contactId],
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many contacts',
			description: 'Get contacts, all or those that a search finds',
			method: 'GET',
			path: '/orgs/{orgId}/contacts',
			items: rowsAt('contacts'),
			paginate: {
				type: 'offset',
				parameter: 'skip',
				sizeParameter: 'take',
				maxSize: PAGE_SIZE,
				maxSizeUnknown: true,
			},
			fields: [
				returnAll,
				limit,
				filtersOf({
					displayName: 'Search',
					name: 'search',
					type: 'string',
					default: '',
					placeholder: 'e.g. Yousef',
					description: 'Only contacts that hold this text, as the platform searches',
					in: 'query',
				}),
			],
		},
		importContacts,
		update,
	],
};

/** A contact's cells by the names of their columns, in the order of the columns. */
type ContactCells = Record<string, string>;

/**
 * Contacts as CSV by RFC 4180, with a line of headings.
 * @param contacts with the same columns, in the same order
 */
function contactsCsv(contacts: ContactCells[]): string {
	const lines = [Object.keys(contacts[0]), ...contacts.map((cells) => Object.values(cells))];
	return lines.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
}

function quoted(cell: string): string {
	return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/**
 * Parts contacts into files, so that those of a file fill the same columns: the vendor does not say whether an empty
 * cell leaves what a contact has, or removes it.
 *
 * @param most contacts in a file; 0 for any number
 * @returns the contacts' positions, file by file
 */
function partIntoFiles(contacts: ContactCells[], most: number): number[][] {
	const alike = new Map<string, number[]>();
	contacts.forEach((cells, index) => {
		const columns = JSON.stringify(Object.keys(cells));
		const group = alike.get(columns);
		if (group) group.push(index);
		else alike.set(columns, [index]);
	});
	const size = most > 0 ? most : contacts.length;
	return [...alike.values()].flatMap((group) =>
		Array.from({ length: Math.ceil(group.length / size) }, (_, part) =>
			group.slice(part * size, (part + 1) * size),
		),
	);
}

async function importBatch(call: BatchCall): Promise<unknown[]> {
	const results: unknown[] = [];
	const contacts = new Map<number, ContactCells>();
	for (const [index, values] of call.values.entries()) {
		if (values.importSource !== 'binary') contacts.set(index, cellsOf(values));
	}
	await sendContacts(call, contacts, results);
	for (const index of call.values.keys()) {
		if (!contacts.has(index))
			results[index] = await resultOf(async () => await sendFile(call, index));
	}
	return results;
}

/** A file that fails does not hold up the others. */
async function resultOf<T>(work: () => Promise<T>): Promise<T | Error> {
	try {
		return await work();
	} catch (error) {
		return error as Error;
	}
}

async function sendContacts(
	call: BatchCall,
	contacts: Map<number, ContactCells>,
	results: unknown[],
): Promise<void> {
	const indexes = [...contacts.keys()];
	const all = [...contacts.values()];
	const { rowsPerFile = 0 } = call.values[0];
	for (const positions of partIntoFiles(all, Number(rowsPerFile))) {
		const rows = positions.map((position) => all[position]);
		const first = indexes[positions[0]];
		const answer = await resultOf(async () => {
			const request = withFile(call, first, {
				data: Buffer.from(contactsCsv(rows)),
				mimeType: 'text/csv',
				fileName: String(call.values[first].filename ?? 'contacts.csv'),
			});
			return await call.send(request);
		});
		const phones = rows.map(({ phone }) => phone);
		const outcome =
			answer instanceof Error ? rows.map(() => answer) : importResults(answer, phones);
		positions.forEach((position, row) => {
			results[indexes[position]] = outcome[row];
		});
	}
}

async function sendFile(call: BatchCall, index: number): Promise<unknown> {
	const file = await call.binary(index, String(call.values[index].binaryPropertyName));
	if (file.data.length === 0)
		throw new InvalidValue('names an empty file', binaryPropertyName.displayName);
	return await call.send(withFile(call, index, file));
}

function withFile(
	{ requests, values }: BatchCall,
	index: number,
	{ data, mimeType, fileName }: BinaryFile,
): ApiRequest {
	const body = new FormData();
	const part = String(values[index].multipartField ?? 'file');
	body.append(part, new Blob([data], { type: mimeType }), fileName);
	return { ...requests[index], body };
}

/** The cells of a contact: only those that say something. */
function cellsOf({ additionalColumns, ...own }: IDataObject): ContactCells {
	const all = [
		...COLUMNS.map((column) => [column, own[column]] as const),
		...Object.entries((additionalColumns ?? {}) as IDataObject),
	];
	const filled = all.filter(([, cell]) => cell !== undefined && cell !== null && cell !== '');
	return Object.fromEntries(filled.map(([column, cell]) => [column, String(cell)]));
}
