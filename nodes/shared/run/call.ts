import type { IDataObject } from 'n8n-workflow';

import type { BuiltRequest } from '../form/request';
import { redact } from '../http/redaction';
import type { Transport } from '../http/transport';
import { readPages, type ListOperation } from '../list/pagination';
import {
	type ApiRequest,
	type Batch,
	type BatchCall,
	type BinaryFile,
	type Operation,
	type OperationCall,
	type Send,
	type PreparedOperation,
	isRepeatable,
} from '../operation';
import type { Question } from '../question';
import type { Platform } from '../platform';
import { customerText } from '../safeguards/customer-text';
import { firstText, valueAt } from '../value';
import { bodyWithReplay, type IdempotencyKeys } from './idempotency';
import type { Ledger } from './ledger';
import { recipientOf } from './queue';
import { toRow, toRows, type Row } from './results';

/** Far above the steps of an item's own operation. */
const FIRST_STEP_OF_ANOTHER = 1000;

/** What all items of a run share. */
export interface CallContext {
	platform: Platform;
	operation: Operation;
	transport: Transport;
	ledger: Ledger;
	/** For an operation whose requests carry an `Idempotency-Key`. */
	keys?: IdempotencyKeys;
	binary(item: number, property: string): Promise<BinaryFile>;
	download: OperationCall['download'];
	withFile: OperationCall['withFile'];
	once: OperationCall['once'];
	question(values: IDataObject, to?: string): Question;
	/** @throws InvalidValue, NodeOperationError naming the field */
	build(operation: Operation, item: number): BuiltRequest;
}

/**
 * Performs the operation for one item.
 *
 * @returns the output rows: the list's rows, or the one answer; secrets hidden
 * @throws RequestError, InvalidValue
 */
export async function callOperation(
	context: CallContext,
	item: number,
	built: BuiltRequest,
): Promise<Row[]> {
	const { operation, platform } = context;
	const { request, values, options } = built;
	if (options.doNotSend === true) return await withhold(context, item, built);
	const send = sender(context, [item], built);
	if (typeof operation.run === 'function') {
		const answer = await operation.run(callOf(context, item, built, send));
		return toRows(answer, platform, receiverOf(context, built));
	}
	if (operation.value === 'delete') {
		await send(request);
		// As n8n's guidelines for nodes want it, whatever the platform answers.
		return [{ json: { deleted: true } }];
	}
	if (operation.items === undefined) {
		return toRows(await send(request), platform, receiverOf(context, built));
	}
	const listed = listOf(operation, request, values);
	const wanted = values.returnAll === true ? Infinity : Number(values.limit ?? Infinity);
	const rows = await readPages(send, request, listed, wanted);
	return rows.map(toRow);
}

/** *Do Not Send*: what would leave comes out, and nothing leaves but what is read or made ready before it. */
async function withhold(context: CallContext, item: number, built: BuiltRequest): Promise<Row[]> {
	const { operation, transport } = context;
	const withheld: ApiRequest[] = [];
	const read = sender(context, [item], built);
	const send: Send = async (request, settings) => {
		if (settings?.repeatable) return await read(request, settings);
		withheld.push(request);
		return {};
	};
	const result =
		typeof operation.run === 'function'
			? await operation.run(callOf(context, item, built, send))
			: await send(built.request);
	const text = firstText(valueAt(result, 'text')) ?? customerText(operation, withheld);
	const requests = withheld.map(shownRequest);
	return [{ json: redact({ sent: false, text, requests }, transport.secrets) as IDataObject }];
}

function shownRequest(request: ApiRequest): IDataObject {
	const body = request.body instanceof FormData ? '[a file]' : request.body;
	return { ...request, ...(body && { body }) } as IDataObject;
}

/** What an operation's own `run` gets. */
function callOf(
	context: CallContext,
	item: number,
	built: BuiltRequest,
	send: Send,
): OperationCall {
	const { once, download, withFile } = context;
	return {
		request: built.request,
		values: built.values,
		send,
		hasBegun: () => context.ledger.knows(item, 0),
		binary: async (property) => await context.binary(item, property),
		download,
		withFile,
		once,
		doNotSend: built.options.doNotSend === true,
		messageId: context.platform.messageId,
		question: (to) => context.question(built.values, to),
		prepare: (operation) =>
			prepared(
				{ ...context, operation },
				item,
				built.options.doNotSend === true ? send : undefined,
			),
	};
}

/** Another operation of the item, a step of its own in the ledger. */
function prepared(context: CallContext, item: number, withholding?: Send): PreparedOperation {
	const { operation, ledger } = context;
	const built = context.build(operation, item);
	const send = withholding ?? sender(context, [item], built, FIRST_STEP_OF_ANOTHER);
	return {
		begun: ledger.knows(item, FIRST_STEP_OF_ANOTHER),
		perform: async () => {
			const answer =
				typeof operation.run === 'function'
					? await operation.run(callOf(context, item, built, send))
					: await send(built.request);
			const [{ json }] = toRows(answer, context.platform, receiverOf(context, built));
			return json;
		},
	};
}

/**
 * Whom a message went to: `to` in the form of the triggers' `phone`, or the conversation. With it in the output, the next
 * node need not look back at the input.
 */
function receiverOf(
	{ operation, platform }: Pick<CallContext, 'operation' | 'platform'>,
	{ request, recipient, conversation }: BuiltRequest,
): IDataObject {
	const named = operation.fields.find((field) => field.recipient)?.name === 'to';
	if (named && recipient !== undefined) return { to: recipient.replace(/^(?=\d)/, '+') };
	if (conversation === undefined || !platform.sendsMessage(request)) return {};
	return { conversationId: conversation };
}

/**
 * Performs the operation for many items in one call.
 *
 * @returns each item's output rows, or why it failed, in their order
 */
export async function callBatch(
	context: CallContext,
	{ batch }: Batch,
	items: number[],
	built: BuiltRequest[],
): Promise<Array<Row[] | Error>> {
	const send = sender(context, items, built[0]);
	const requests = built.map(({ request }) => request);
	const values = built.map((entry) => entry.values);
	const binary: BatchCall['binary'] = async (index, property) =>
		await context.binary(items[index], property);
	const results = await batch({ requests, values, send, binary });
	return results.map((result) =>
		result instanceof Error ? result : toRows(result, context.platform),
	);
}

/** Repeatable requests pass the ledger by: sending them again does no harm. Those with a key need it kept. */
function sender(
	{ operation, transport, ledger, keys }: CallContext,
	items: number[],
	built: BuiltRequest,
	firstStep = 0,
): Send {
	const recipient = recipientOf(built);
	const secrets =
		built.values.includeSecret === true ? { ...transport.secrets, keys: [] } : transport.secrets;
	let step = firstStep;
	return async (request, { repeatable = isRepeatable(operation) } = {}) => {
		const send = async (ready: ApiRequest) =>
			redact(bodyWithReplay(await transport.send(ready, repeatable)), secrets);
		if (repeatable && !keys) return await send(request);
		step += 1;
		return await ledger.sendOnce({ items, step: step - 1, request, recipient, keys }, send);
	};
}

/** The operation's list, as this request asks for it. */
function listOf(
	{ items, paginate, beside }: Operation,
	{ query }: ApiRequest,
	{ cursorParameter, includeCursor }: IDataObject,
): ListOperation {
	if (paginate?.type === 'page' && paginate.unless !== undefined && paginate.unless in query) {
		return { items, beside };
	}
	if (paginate?.type !== 'cursor') return { items, paginate, beside };
	// The user may name the parameter for the cursor where the vendor does not.
	const parameter = cursorParameter ? String(cursorParameter) : paginate.parameter;
	const listed = { items, paginate: { ...paginate, parameter }, beside };
	if (includeCursor !== true) return listed;
	return { ...listed, beside: { ...beside, nextCursor: paginate.next } };
}
