import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Row, RowAnswer, RowRequest } from '../../../support/row';

/** The credential's organization. */
export const org = 'org_1';

/** n8n itself refuses an empty required field; what comes out of an expression is for the node to check. */
export const nothing = '={{ "" }}';

/** A picker's value, typed by hand. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** A picker's value, chosen from the list. */
export const fromList = (value: string) => ({ __rl: true, mode: 'list', value });

/** The values of a template's variables, one after another. */
export const list = (...texts: string[]) => ({ variable: texts.map((text) => ({ text })) });

/** An answer to a send, as the contract assumes it. */
export const sent: IDataObject = {
	id: 'msg_1',
	wamid: 'wamid.HBgLOTY1Njc2NjYxNTYVAgARGBIwRkM5',
	conversationId: 'cv_1',
	direction: 'OUTBOUND',
	type: 'TEXT',
	status: 'SENT',
};

/** A value that must be refused before the network. */
export function refused(
	operation: string,
	name: string,
	parameters: INodeParameters,
	error: string | RegExp,
): Row {
	return { operation, name: `is refused ${name}`, parameters, request: [], error };
}

export function numbered(from: number, count: number): IDataObject[] {
	return Array.from({ length: count }, (_, index) => ({ n: from + index }));
}

export const read = (path: string, query?: Record<string, string>): RowRequest => ({
	method: 'GET',
	path,
	query,
});

/** Where the rows of a list may sit: the vendor shows no list. */
export const shapes = (rows: unknown[], resource: string): RowAnswer[] => [
	{ body: rows },
	...['data', 'items', 'results', resource].map((key) => ({ body: { [key]: rows, total: 99 } })),
	...['items', 'results', resource].map((key) => ({ body: { data: { [key]: rows, total: 99 } } })),
];
