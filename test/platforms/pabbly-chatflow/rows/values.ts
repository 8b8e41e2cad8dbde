import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Row, RowAnswer, RowRequest } from '../../../support/row';

export const wamid = 'wamid.HBgMOTE5ODc2NTQzMjEwFQIAERgSNTQ1MUEwQTRBRDYz';

/** The recipient, as it is on the wire. */
export const john = 919876543210;

/** The answer of the vendor's page to a send. */
export const sent: IDataObject = {
	status: 'success',
	message: 'Message sent',
	data: {
		to: '919876543210',
		chatId: '67923764346bcdc8aaaaaaaa',
		metaResponse: {
			messaging_product: 'whatsapp',
			contacts: [{ input: '919876543210', wa_id: '919876543210' }],
			messages: [{ id: wamid }],
			status: 200,
		},
	},
};

/** n8n itself refuses an empty required field; what comes out of an expression is for the node to check. */
export const nothing = '={{ "" }}';

/** A picker's value, typed by hand. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });
export const byName = (value: string) => ({ __rl: true, mode: 'name', value });

/** A picker's value, chosen from the list. */
export const fromList = (value: string) => ({ __rl: true, mode: 'list', value });

/** The values of a list that is filled in by hand. */
export const list = (...texts: string[]) => ({ variable: texts.map((text) => ({ text })) });

/** A contact of the samples: the vendor documents that there may be one. */
export const named = { contactName: 'John Maverick' };
export const namedOnWire = { name: 'John Maverick' };

/** A message as the vendor wants it, with the answer of its page. */
export function send(
	operation: string,
	name: string,
	parameters: INodeParameters,
	body: object,
): Row {
	return {
		operation,
		name,
		parameters: { to: '919876543210', ...parameters },
		request: { method: 'POST', path: '/messages', body: { to: john, ...body } },
		answer: { body: sent },
		output: [{ ...sent, messageId: wamid }],
	};
}

/** A value that must be refused before the network. */
export function refused(
	operation: string,
	name: string,
	parameters: Row['parameters'],
	error: string | RegExp,
): Row {
	return { operation, name: `is refused ${name}`, parameters, request: [], error };
}

/** A page of a list, with or without more behind it. */
export const page = (rows: unknown[], key: string, hasNextPage = false): RowAnswer => ({
	body: { status: 'success', data: { [key]: rows, pagination: { hasNextPage } } },
});

export const contactsPage = (rows: unknown[], remainingCount: number): RowAnswer => ({
	body: { status: 'success', data: { contacts: rows, remainingCount, next: null } },
});

export function numbered(from: number, count: number): IDataObject[] {
	return Array.from({ length: count }, (_, index) => ({ n: from + index }));
}

export const read = (path: string, query?: Record<string, string>): RowRequest => ({
	method: 'GET',
	path,
	query,
});

/** What a list with pages does: at most `limit` rows, and page after page for all. */
export function pagedRows(
	operation: string,
	path: string,
	key: string,
	size: number,
	parameters: INodeParameters = {},
): Row[] {
	const ask = (number: number, limit = size) =>
		read(path, { limit: String(limit), page: String(number) });
	return [
		{
			operation,
			parameters: { ...parameters, returnAll: false, limit: 10 },
			request: ask(1, 10),
			answer: page(numbered(0, 10), key, true),
			output: numbered(0, 10),
		},
		{
			operation,
			name: 'returns all pages, one after another',
			parameters: { ...parameters, returnAll: true },
			request: [ask(1), ask(2), ask(3)],
			answer: [
				page(numbered(0, size), key, true),
				page(numbered(size, size), key, true),
				page(numbered(2 * size, 1), key),
			],
			output: numbered(0, 2 * size + 1),
		},
		{
			operation,
			name: 'goes on after a short page, as long as the platform says that there is more',
			parameters: { ...parameters, returnAll: true },
			request: [ask(1), ask(2)],
			answer: [page(numbered(0, 3), key, true), page(numbered(3, 1), key)],
			output: numbered(0, 4),
		},
		{
			operation,
			name: 'does not ask for another page where a full one is the last',
			parameters: { ...parameters, returnAll: true },
			request: [ask(1)],
			answer: [page(numbered(0, size), key)],
			output: numbered(0, size),
		},
	];
}

/** Made-up names of products and rows. */
export const many = (count: number, from = 0) =>
	Array.from({ length: count }, (_, index) => `SKU-${from + index}`);
