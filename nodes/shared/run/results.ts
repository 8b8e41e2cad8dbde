import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { asItemError, failedItem, withAccepted, type ItemError } from '../errors/node-errors';
import { type Operation, isRead } from '../operation';
import type { Platform } from '../platform';
import type { Row } from './call';

/** What became of each item of a run, by the item's index. */
export class ItemResults {
	private readonly outputs: INodeExecutionData[][] = [];

	private readonly errors = new Map<number, ItemError>();

	private fatal?: ItemError;

	constructor(
		private readonly functions: IExecuteFunctions,
		private readonly platform: Platform,
		private readonly operation: Operation,
		private readonly items: number,
	) {}

	succeed(item: number, rows: Row[]): void {
		this.outputs[item] = rows.map((row) => ({ ...row, pairedItem: { item } }));
	}

	/** The item's failure ends the run too, unless the user wants to go on. */
	fail(item: number, cause: unknown): void {
		const reading = isRead(this.operation.method);
		const node = this.functions.getNode();
		const error = asItemError(node, this.platform.name, item, cause, reading);
		this.errors.set(item, error);
		if (!this.functions.continueOnFail()) this.end(error);
	}

	/** The first reason to end the run is the one to be told. */
	end(error: ItemError): void {
		this.fatal ??= error;
	}

	get ended(): boolean {
		return this.fatal !== undefined;
	}

	/** The output items in input order; failed items in the places of what they did not give. */
	toOutput(): INodeExecutionData[] {
		return Array.from({ length: this.items }, (_, item) => {
			const error = this.errors.get(item);
			return error ? [failedItem(error, item)] : this.outputs[item];
		}).flat();
	}

	/** The error that ends the run, with what had been accepted: of reads there is nothing to tell. */
	toError(): ItemError | undefined {
		if (!this.fatal || isRead(this.operation.method)) return this.fatal;
		const accepted = this.outputs.flatMap((rows, item) => {
			const messageId = this.platform.messageId(rows[0]?.json);
			return [messageId === undefined ? { item } : { item, messageId }];
		});
		const unclear = [...this.errors]
			.filter(([, error]) => error !== this.fatal && error.context.mayHaveBeenDelivered === true)
			.map(([item]) => item);
		return withAccepted(this.fatal, { accepted, unclear }, this.items);
	}
}
