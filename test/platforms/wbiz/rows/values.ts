import type { INodeParameters } from 'n8n-workflow';

import type { Row, RowAnswer, RowRequest } from '../../../support/row';

export const wamid = 'wamid.HBgLOTE4ODk5MzMyMjExFQIAERgSM0VCMDA';

/** The recipient of the vendor's samples. */
export const gaurav = '+918899332211';

/** What a send answers; the vendor documents only that the message's id is in it. */
export const accepted = { messageId: wamid, status: 'accepted' };

/** n8n itself refuses an empty required field; what comes out of an expression is for the node to check. */
export const nothing = '={{ "" }}';

/** A picker's value, typed by hand. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });
export const byKey = (value: string) => ({ __rl: true, mode: 'key', value });
export const byName = (value: string) => ({ __rl: true, mode: 'name', value });

/** A picker's value, chosen from the list. */
export const fromList = (value: string) => ({ __rl: true, mode: 'list', value });

export const page = (rows: unknown[], nextCursor: string | null = null): RowAnswer => ({
	body: { data: rows, nextCursor },
});

export function numbered(from: number, count: number) {
	return Array.from({ length: count }, (_, index) => ({ n: from + index }));
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

/** A read, or a write without a body, of one thing: its answer is the output. */
export function plain(
	operation: string,
	method: RowRequest['method'],
	path: string,
	parameters: INodeParameters = {},
): Row {
	const body = { id: 'x1', name: 'One' };
	return { operation, parameters, request: { method, path }, answer: { body }, output: [body] };
}

/** A delete: n8n's own answer is the output, whatever the platform says. */
export function deletes(operation: string, path: string, parameters: INodeParameters): Row {
	return {
		operation,
		parameters,
		request: { method: 'DELETE', path },
		answer: { body: { success: true } },
		output: [{ deleted: true }],
	};
}

/** What a list does for which the page shows no limit: none is asked for, and only an answer's cursor is followed. */
export function plainListRows(operation: string, path: string): Row[] {
	const read = (query: Record<string, string>): RowRequest => ({ method: 'GET', path, query });
	return [
		{
			operation,
			name: 'asks for no limit, and keeps to that of the form',
			parameters: { returnAll: false, limit: 2 },
			request: read({}),
			answer: page(numbered(0, 3)),
			output: numbered(0, 2),
		},
		{
			operation,
			name: 'returns all pages, if there are any',
			parameters: { returnAll: true },
			request: [read({}), read({ cursor: 'a' })],
			answer: [page(numbered(0, 50), 'a'), page(numbered(50, 2))],
			output: numbered(0, 52),
		},
	];
}

/** What every list does: at most `limit` rows, and page after page for all. */
export function listRows(operation: string, path: string, parameters: INodeParameters = {}): Row[] {
	const read = (query: Record<string, string>): RowRequest => ({ method: 'GET', path, query });
	return [
		{
			operation,
			parameters: { ...parameters, returnAll: false, limit: 20 },
			request: read({ limit: '20' }),
			answer: page(numbered(0, 3)),
			output: numbered(0, 3),
		},
		{
			operation,
			name: 'returns all pages',
			parameters: { ...parameters, returnAll: true },
			request: [read({ limit: '50' }), read({ limit: '50', cursor: 'a' })],
			answer: [page(numbered(0, 50), 'a'), page(numbered(50, 2))],
			output: numbered(0, 52),
		},
	];
}
