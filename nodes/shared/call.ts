import type { IDataObject } from 'n8n-workflow';

import type { Ledger } from './ledger';
import { isRepeatable, type ApiRequest, type Operation } from './operation';
import { readPages } from './pagination';
import type { Platform } from './platform';
import { redact } from './redaction';
import type { BuiltRequest } from './request';
import type { Transport } from './transport';
import { isObject } from './value';

/** What all items of a run share. */
export interface CallContext {
	platform: Platform;
	operation: Operation;
	transport: Transport;
	ledger: Ledger;
}

/**
 * Performs the operation for one item.
 *
 * @returns the output rows: the list's rows, or the one answer; secrets hidden
 * @throws RequestFailure, InvalidValue
 */
export async function callOperation(
	context: CallContext,
	item: number,
	{ request, values }: BuiltRequest,
): Promise<IDataObject[]> {
	const { operation, platform } = context;
	const send = sender(context, item);
	if (operation.run) return toRows(await operation.run({ request, values, send }), platform);
	if (operation.items === undefined) return toRows(await send(request), platform);
	const wanted = values.returnAll === true ? Infinity : Number(values.limit ?? Infinity);
	const rows = await readPages(send, request, operation.items, operation.paginate, wanted);
	return rows.map(toObject);
}

/** Repeatable requests pass the ledger by: sending them again does no harm. */
function sender(
	{ operation, transport, ledger }: CallContext,
	item: number,
): (request: ApiRequest) => Promise<unknown> {
	const repeatable = isRepeatable(operation);
	let step = 0;
	return async (request) => {
		const send = async () =>
			redact((await transport.send(request, repeatable)).body, transport.secrets);
		if (repeatable) return await send();
		step += 1;
		return await ledger.once(item, step - 1, request, send);
	};
}

/** The answer as output rows. A message's id comes to the top, where status events can be matched with it. */
function toRows(result: unknown, platform: Platform): IDataObject[] {
	if (Array.isArray(result)) return result.map(toObject);
	const messageId = platform.messageId(result);
	const row = toObject(result);
	return [messageId === undefined ? row : { ...row, messageId }];
}

function toObject(row: unknown): IDataObject {
	if (isObject(row)) return row as IDataObject;
	// An empty answer with a good status: the platform has nothing to add.
	if (row === '' || row === undefined || row === null) return { success: true };
	return { value: row as IDataObject };
}
