import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type JsonObject,
} from 'n8n-workflow';

import { InvalidValue } from '../operation';
import type { Platform } from '../platform';
import { adviceFor } from './advice';
import { RequestError } from './request-error';

export type ItemError = NodeApiError | NodeOperationError;

/** A request of a run that the platform accepted. */
export interface Accepted extends IDataObject {
	item: number;
	messageId?: string;
}

/** How many the text names; `context.accepted` of the error holds all message ids. */
const NAMED_IN_TEXT = 20;

/** The item that failed, and its run. */
interface FailedItem {
	node: INode;
	platformName: string;
	item: number;
	/** How many items the run has. The error of the only one does not speak of numbers. */
	items: number;
	/** Whether the operation only reads: then nothing can have been delivered. */
	reading: boolean;
}

/** The item's error, whatever it was. */
export function asItemError(failed: FailedItem, error: unknown): ItemError {
	if (error instanceof RequestError) return requestError(failed, error);
	if (error instanceof InvalidValue) return inputError(failed, error);
	if (error instanceof NodeOperationError || error instanceof NodeApiError) return error;
	return new NodeOperationError(failed.node, error as Error, { itemIndex: failed.item });
}

/** The error of one item that a platform refused, or of which it is not known whether it took it. */
function requestError(
	{ node, platformName, item, items, reading }: FailedItem,
	failure: RequestError,
): NodeApiError {
	const { message: reason, kind } = failure;
	const mayHaveBeenDelivered = kind === 'unknown' && !reading;
	const subject = items === 1 ? 'the request' : `item ${item}`;
	const message = {
		refused: `${platformName} refused ${subject}: ${reason}`,
		notSent: `${capitalized(subject)} was not sent to ${platformName}: ${reason}`,
		unknown: `${platformName} did not confirm ${subject}: ${reason}`,
	}[kind];
	const error = apiError(node, failure, message, item);
	error.description = adviceFor(failure, mayHaveBeenDelivered);
	error.context.reason = reason;
	error.context.mayHaveBeenDelivered = mayHaveBeenDelivered;
	return error;
}

/** The error of a request that belongs to no item: a list search's, a trigger's. Other errors pass as they are. */
function platformError(node: INode, platformName: string, error: unknown): Error {
	if (!(error instanceof RequestError)) return error as Error;
	return apiError(node, error, `${platformName}: ${error.message}`);
}

function apiError(
	node: INode,
	failure: RequestError,
	message: string,
	itemIndex?: number,
): NodeApiError {
	const { message: reason, status, body } = failure;
	const error = new NodeApiError(
		node,
		// The answer only: the error that n8n's request function throws holds the key.
		{ message: reason, body: (body ?? null) as JsonObject },
		{ message, httpCode: status === undefined ? undefined : String(status), itemIndex },
	);
	// n8n puts reason of its own in the place of texts that hold an error code, and of a missing description.
	error.message = message;
	error.description = adviceFor(failure, false);
	return error;
}

/** The error of a value that was refused before the network. */
function inputError(
	{ node, item, items }: FailedItem,
	{ field, message: reason }: InvalidValue,
): NodeOperationError {
	const place = items === 1 ? 'the item' : `item ${item}`;
	const ofItem = items === 1 ? '' : ` of ${place}`;
	const subject = field === undefined ? capitalized(place) : `"${field}"${ofItem}`;
	return new NodeOperationError(node, `${subject} ${reason}`, {
		itemIndex: item,
		description: items === 1 ? 'Nothing was sent.' : 'Nothing was sent for this item.',
	});
}

function capitalized(text: string): string {
	return `${text[0].toUpperCase()}${text.slice(1)}`;
}

/**
 * A failed item on the output, in the shape that n8n's error output recognises: these three keys and no other.
 * The item's own `error` property stays empty: with it n8n would keep only the message.
 */
export function failedItem(error: ItemError, item: number): INodeExecutionData {
	const { message, description, context } = error;
	const details: IDataObject = {
		advice: description ?? '',
		status: error instanceof NodeApiError && error.httpCode ? Number(error.httpCode) : null,
		mayHaveBeenDelivered: context.mayHaveBeenDelivered === true,
	};
	return {
		json: { error: message, message: String(context.reason ?? message), details },
		pairedItem: { item },
	};
}

/** What is known of a run's items when it ends. */
export interface RunSummary {
	accepted: Accepted[];
	/** Failed items of which a part had been accepted, such as the first half of a long text. */
	partly: Accepted[];
	/** Items that may have been accepted. */
	unclear: number[];
	/** How many items the run has. */
	items: number;
}

/**
 * Adds to the error that ends a run what had been accepted by then, and what may have been: nobody must have
 * to guess.
 */
export function withSummary(error: ItemError, summary: RunSummary): ItemError {
	const { accepted, partly, unclear } = summary;
	error.description = [error.description, summaryOf(summary)].filter(Boolean).join(' ');
	error.context.accepted = [...accepted, ...partly].filter(
		({ messageId }) => messageId !== undefined,
	);
	error.context.unclear = unclear;
	return error;
}

/** The summary for a person; empty where the one item's own error says all. */
export function summaryOf(summary: RunSummary): string {
	return summary.items === 1 ? summaryOfOne(summary) : summaryOfMany(summary);
}

function summaryOfOne({ accepted, partly, unclear }: RunSummary): string {
	const ids = [...accepted, ...partly].flatMap(({ messageId }) => messageId ?? []);
	if (accepted.length > 0) return `It had been accepted${listed(ids)}.`;
	if (partly.length > 0) return `A part of it had been accepted${listed(ids)}.`;
	return unclear.length > 0 ? 'It may have been delivered.' : '';
}

function summaryOfMany({ accepted, partly, unclear, items }: RunSummary): string {
	const summary = [
		`${accepted.length} of ${items} items had been accepted${listed(named(accepted))}.`,
	];
	if (unclear.length > 0) {
		const others = unclear.map((item) => `item ${item}`);
		summary.push(`${unclear.length} more may have been delivered${listed(others)}.`);
	}
	if (partly.length > 0) {
		summary.push(
			`Of ${partly.length} failed items a part had been accepted${listed(named(partly))}.`,
		);
	}
	return summary.join(' ');
}

function named(accepted: Accepted[]): string[] {
	return accepted.map(({ item, messageId }) =>
		messageId === undefined ? `item ${item}` : `${messageId} (item ${item})`,
	);
}

function listed(names: string[]): string {
	if (names.length === 0) return '';
	const rest = names.length - NAMED_IN_TEXT;
	return `: ${names.slice(0, NAMED_IN_TEXT).join(', ')}${rest > 0 ? `, and ${rest} more` : ''}`;
}

/**
 * Does work that belongs to no item: a list search's, a trigger's. A request that fails in it becomes an error as n8n
 * shows it; other errors pass as they are.
 * @throws NodeApiError
 */
export async function withPlatformErrors<T>(
	functions: { getNode(): INode },
	platform: Platform,
	work: () => Promise<T>,
): Promise<T> {
	try {
		return await work();
	} catch (error) {
		throw platformError(functions.getNode(), platform.name, error);
	}
}
