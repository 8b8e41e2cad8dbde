import type {
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
} from 'n8n-workflow';

import { isNothing } from '../errors/answer-problem';
import {
	asItemError,
	failedItem,
	summaryOf,
	withSummary,
	type ItemError,
	type RunSummary,
} from '../errors/node-errors';
import { RequestError } from '../errors/request-error';
import { FILE_ROW, type RowWithFile } from '../operation';
import type { Platform } from '../platform';
import { firstText, isObject } from '../value';
import type { LedgerItem } from './ledger';

/** An output item, but for its pairing. */
export type Row = { json: IDataObject; binary?: IBinaryKeyData };

/** What became of each item of a run, by the item's index. */
export class ItemResults {
	private readonly outputs: INodeExecutionData[][] = [];

	private readonly errors = new Map<number, ItemError>();

	/** The first reason to end the run. */
	private ending?: ItemError;

	/** An item that an earlier try left unknown. It fails the run, but does not keep other items from being sent. */
	private earlier?: ItemError;

	/** Whether the operation only reads: then nothing can have been sent. */
	reading = false;

	constructor(
		private readonly functions: IExecuteFunctions,
		private readonly platform: Platform,
		private readonly items: number,
	) {}

	succeed(item: number, rows: Row[]): void {
		this.outputs[item] = rows.map((row) => ({ ...row, pairedItem: { item } }));
	}

	/** The item's failure ends the run too, unless the user wants to go on. */
	fail(item: number, cause: unknown): void {
		const error = this.asError(item, cause);
		this.errors.set(item, error);
		if (this.functions.continueOnFail()) return;
		if (cause instanceof RequestError && cause.fromEarlierTry) this.earlier ??= error;
		else this.end(error);
	}

	/** The run cannot begin, or not go on: every item without a result fails, as n8n would let it out as a success. */
	failRest(cause: unknown): void {
		const error = this.asError(0, cause);
		for (let item = 0; item < this.items; item += 1) {
			if (!this.outputs[item] && !this.errors.has(item)) this.errors.set(item, error);
		}
		if (!this.functions.continueOnFail()) this.end(error);
	}

	/** The first reason to end the run is the one that the user reads. */
	end(error: ItemError): void {
		this.ending ??= error;
	}

	/** Whether no further item may be sent. */
	get ended(): boolean {
		return this.ending !== undefined;
	}

	/** Whether the run fails. */
	get failed(): boolean {
		return this.ended || this.earlier !== undefined;
	}

	/** The output items in input order; failed items in the places of what they did not give. */
	toOutput(): INodeExecutionData[] {
		return Array.from({ length: this.items }, (_, item) => {
			const error = this.errors.get(item);
			return error ? [failedItem(error, item)] : this.outputs[item];
		}).flat();
	}

	/**
	 * The error that ends the run, with what had been accepted and what may have been; of reads there is nothing to say.
	 * @param ledger of all tries of this execution
	 */
	toError(ledger: Map<number, LedgerItem>): ItemError {
		const error = (this.ending ?? this.earlier) as ItemError;
		return this.reading ? error : withSummary(error, this.summary(ledger, error));
	}

	/** The same in a sentence, for the log. */
	inWords(ledger: Map<number, LedgerItem>): string {
		return summaryOf(this.summary(ledger)) || 'Nothing had been accepted.';
	}

	/** @param ending the error that ends the run; its message already names its own item */
	private summary(ledger: Map<number, LedgerItem>, ending?: ItemError): RunSummary {
		const summary: RunSummary = { accepted: [], partly: [], unclear: [], items: this.items };
		for (let item = 0; item < this.items; item += 1) {
			const error = this.errors.get(item);
			const unknown = error?.context.mayHaveBeenDelivered === true;
			const { state, answers = [], gathered } = ledger.get(item) ?? {};
			if (unknown || state === 'unknown') {
				if (!unknown || error !== ending) summary.unclear.push(item);
			} else if (this.outputs[item] || (answers.length > 0 && !(error && gathered))) {
				const ids = answers.map((body) => this.platform.messageId(body));
				const messageId = firstText(...ids, this.outputs[item]?.[0]?.json.messageId);
				const sent = messageId === undefined ? { item } : { item, messageId };
				(error ? summary.partly : summary.accepted).push(sent);
			}
		}
		return summary;
	}

	private asError(item: number, cause: unknown): ItemError {
		const { functions, platform, items, reading } = this;
		const failed = { node: functions.getNode(), platformName: platform.name, item, items, reading };
		return asItemError(failed, cause);
	}
}

/**
 * The answer as output rows. A message's id comes to the top, where status events can be matched with it.
 * @param receiver is added to the one row of an answer that does not have it
 */
export function toRows(result: unknown, platform: Platform, receiver: IDataObject = {}): Row[] {
	if (Array.isArray(result)) return result.map(toRow);
	const row = withoutEmptyError(toRow(result));
	const messageId = platform.messageId(result);
	const json = { ...receiver, ...row.json, ...(messageId !== undefined && { messageId }) };
	return [{ ...row, json }];
}

/** n8n takes `error: 0` and `error: ''` of the first item for a failure, and tries again. */
function withoutEmptyError(row: Row): Row {
	if (!Object.hasOwn(row.json, 'error') || !isNothing(row.json.error)) return row;
	const json = { ...row.json };
	delete json.error;
	return { ...row, json };
}

export function toRow(row: unknown): Row {
	if (isFileRow(row)) return { json: row.json, binary: row.binary };
	if (isObject(row)) return { json: row as IDataObject };
	// An empty answer with a good status: the platform has nothing to add.
	if (row === '' || row === undefined || row === null) return { json: { success: true } };
	return { json: { value: row as IDataObject } };
}

function isFileRow(row: unknown): row is RowWithFile {
	return typeof row === 'object' && row !== null && FILE_ROW in row;
}
