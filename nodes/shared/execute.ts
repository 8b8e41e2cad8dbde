import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import { callOperation, type CallContext } from './call';
import { chosenOperation } from './chosen-operation';
import { inLanes, lanes } from './lane';
import { Ledger } from './ledger';
import { isRead, type Operation, type Read } from './operation';
import { Pace } from './pace';
import type { Platform } from './platform';
import { buildRequest, type BuiltRequest } from './request';
import { asItemError, failedItem, withAccepted, type ItemError } from './run-error';
import { runSettings, type RunSettings } from './settings';
import { Transport } from './transport';

/**
 * Runs a platform's node: every input item through the chosen operation, side by side but bounded, in order
 * per recipient; outputs in input order, each paired with its item.
 *
 * @throws NodeOperationError for a value that must not be sent; then nothing at all has been sent
 * @throws NodeApiError for a request that failed, with what had been accepted by then
 */
export async function executeOperations(
	functions: IExecuteFunctions,
	platform: Platform,
): Promise<INodeExecutionData[][]> {
	const operation = chosenOperation(functions, platform);
	return [await new Run(functions, platform, operation).all()];
}

/** One run of the node over its items. What became of each item is kept by the item's index. */
class Run {
	private readonly outputs: INodeExecutionData[][] = [];

	private readonly errors = new Map<number, ItemError>();

	/** The failure that ends the run, unless failures shall not. */
	private fatal?: ItemError;

	constructor(
		private readonly functions: IExecuteFunctions,
		private readonly platform: Platform,
		private readonly operation: Operation,
	) {}

	async all(): Promise<INodeExecutionData[]> {
		const settings = runSettings(this.functions, this.platform);
		const requests = this.functions.getInputData().map((_, item) => this.build(item));
		// Nothing has left yet: one bad value stops the whole run rather than the rest of it.
		if (this.fatal) throw this.fatal;
		const ledger = await this.send(requests, settings);
		if (this.fatal) throw this.withAccepted(this.fatal, requests.length);
		const output = requests.flatMap((_, item) => {
			const error = this.errors.get(item);
			return error ? [failedItem(error, item)] : this.outputs[item];
		});
		// n8n also tries again when the first item has an `error`, whoever wrote it.
		if (!output.some(({ json }) => json.error)) ledger.clear();
		return output;
	}

	/** The item's request; a value that must not be sent becomes the item's error. */
	private build(item: number): BuiltRequest | undefined {
		const read: Read = (name) =>
			this.functions.getNodeParameter(name, item, null, { extractValue: true });
		try {
			return buildRequest(this.operation, read);
		} catch (error) {
			this.fail(item, error);
			return undefined;
		}
	}

	private async send(
		requests: Array<BuiltRequest | undefined>,
		settings: RunSettings,
	): Promise<Ledger> {
		const cancel = this.functions.getExecutionCancelSignal();
		const halting = new AbortController();
		const halt = () => halting.abort();
		if (cancel?.aborted) halt();
		cancel?.addEventListener('abort', halt, { once: true });
		const context = await this.openContext(settings, halting.signal, cancel);
		const stopped = () => halting.signal.aborted;
		await inLanes(lanes(requests), settings.requestsAtOnce, stopped, async (item) => {
			await this.call(context, item, requests[item] as BuiltRequest);
			// A large run would otherwise hold every body it has sent until its end.
			requests[item] = undefined;
			if (this.fatal) halt();
		});
		cancel?.removeEventListener('abort', halt);
		if (cancel?.aborted) this.fatal ??= this.cancelled();
		return context.ledger;
	}

	private async openContext(
		settings: RunSettings,
		halt: AbortSignal,
		cancel: AbortSignal | undefined,
	): Promise<CallContext> {
		const { functions, platform, operation } = this;
		const pace = new Pace(settings.messagesPerSecond, settings.longestWait, halt);
		const options = { timeout: settings.timeout, pace, cancel, halt };
		const transport = await Transport.open(functions, platform, options);
		const runIndex = Number(functions.evaluateExpression('{{ $runIndex }}', 0));
		const ledger = new Ledger(functions.getContext('node'), runIndex);
		return { platform, operation, transport, ledger };
	}

	private async call(context: CallContext, item: number, request: BuiltRequest): Promise<void> {
		try {
			const rows = await callOperation(context, item, request);
			this.outputs[item] = rows.map((json) => ({ json, pairedItem: { item } }));
		} catch (error) {
			this.fail(item, error);
		}
	}

	private fail(item: number, cause: unknown): void {
		const error = asItemError(this.functions.getNode(), this.platform.name, item, cause);
		this.errors.set(item, error);
		if (!this.functions.continueOnFail()) this.fatal ??= error;
	}

	private cancelled(): ItemError {
		return new NodeOperationError(this.functions.getNode(), 'The execution was cancelled');
	}

	/** The error that ends the run, with what had been accepted: of reads there is nothing to tell. */
	private withAccepted(fatal: ItemError, items: number): ItemError {
		if (isRead(this.operation.method)) return fatal;
		const accepted = this.outputs.flatMap((rows, item) => {
			const messageId = this.platform.messageId(rows[0]?.json);
			return [messageId === undefined ? { item } : { item, messageId }];
		});
		return withAccepted(fatal, accepted, items);
	}
}
