import type { IDataObject } from 'n8n-workflow';

import { importResults } from '../../shared/fields/import-results';
import {
	InvalidValue,
	type ApiRequest,
	type BatchCall,
	type BinaryFile,
	type Operation,
} from '../../shared/operation';
import { contactsCsv, partIntoFiles, type ContactCells } from '../contacts-csv';
import { binaryPropertyName, COLUMNS, importFields } from '../import-fields';

/** All items go in one file, or each item has a file of its own. */
export const importContacts: Operation = {
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
