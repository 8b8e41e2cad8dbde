import {
	NodeOperationError,
	sleep,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';

import { buildRequest, type BuiltRequest } from '../form/request';
import { runSettings, type RunSettings } from '../form/run-options';
import { TIME_ZONE, type Batch, type Operation, type Read, type Resource } from '../operation';
import type { Platform } from '../platform';
import { batchesOf } from './batches';
import { callBatch, callOperation, type CallContext } from './call';
import { openContext } from './context';
import { queuesOf, runQueues } from './queue';
import { ItemResults } from './results';

const SLICE_MILLISECONDS = 50;

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
	resources: Resource[],
): Promise<INodeExecutionData[][]> {
	const operation = chosenOperation(functions, resources);
	return [await new Run(functions, platform, operation).all()];
}

class Run {
	private readonly results: ItemResults;

	constructor(
		private readonly functions: IExecuteFunctions,
		private readonly platform: Platform,
		private readonly operation: Operation,
	) {
		const { length } = functions.getInputData();
		this.results = new ItemResults(functions, platform, operation, length);
	}

	async all(): Promise<INodeExecutionData[]> {
		const settings = runSettings(this.functions, this.platform);
		const requests = await this.buildAll();
		// Nothing has left yet: one bad value stops the whole run rather than the rest of it.
		if (this.results.ended) throw this.results.toError();
		const { ledger, keys } = await this.send(requests, settings);
		if (this.results.ended) throw this.results.toError();
		const output = this.results.toOutput();
		// n8n also tries again when the first item has an `error`, whoever wrote it.
		if (output.some(({ json }) => json.error)) return output;
		ledger.clear();
		keys?.completed();
		return output;
	}

	/** Expressions take their time: between slices n8n must come to answer webhooks, and to hear Stop. */
	private async buildAll(): Promise<Array<BuiltRequest | undefined>> {
		const cancelSignal = this.functions.getExecutionCancelSignal();
		const requests: Array<BuiltRequest | undefined> = [];
		let sliceEnd = Date.now() + SLICE_MILLISECONDS;
		for (let item = 0; item < this.functions.getInputData().length; item += 1) {
			if (Date.now() >= sliceEnd) {
				await sleep(0);
				sliceEnd = Date.now() + SLICE_MILLISECONDS;
			}
			if (cancelSignal?.aborted) break;
			requests.push(this.build(item));
		}
		return requests;
	}

	/** The item's request; a value that must not be sent becomes the item's error. */
	private build(item: number): BuiltRequest | undefined {
		const read: Read = (name) =>
			name === TIME_ZONE
				? this.functions.getTimezone()
				: this.functions.getNodeParameter(name, item, null, { extractValue: true });
		try {
			return buildRequest(this.operation, read);
		} catch (error) {
			this.results.fail(item, error);
			return undefined;
		}
	}

	private async send(
		requests: Array<BuiltRequest | undefined>,
		settings: RunSettings,
	): Promise<CallContext> {
		const cancelSignal = this.functions.getExecutionCancelSignal();
		const stopping = new AbortController();
		const stop = () => stopping.abort();
		if (cancelSignal?.aborted) stop();
		cancelSignal?.addEventListener('abort', stop, { once: true });
		const signals = { settings, stopSignal: stopping.signal, cancelSignal };
		const context = await openContext(this.functions, this.platform, this.operation, signals);
		const { run } = this.operation;
		const batch = typeof run === 'object' ? run : undefined;
		const stopped = () => stopping.signal.aborted;
		// A batch's calls go one after another.
		const queues = batch ? [batchesOf(batch, requests)] : queuesOf(requests);
		const bounds = { concurrency: settings.requestsAtOnce, stopped };
		await runQueues(queues, bounds, async (items) => {
			const built = items.map((item) => requests[item] as BuiltRequest);
			if (batch) await this.callBatch(context, batch, items, built);
			else await this.call(context, items[0], built[0]);
			// A large run would otherwise hold every body it has sent until its end.
			for (const item of items) requests[item] = undefined;
			if (this.results.ended) stop();
		});
		cancelSignal?.removeEventListener('abort', stop);
		if (cancelSignal?.aborted) {
			this.results.end(
				new NodeOperationError(this.functions.getNode(), 'The execution was cancelled'),
			);
		}
		return context;
	}

	private async call(context: CallContext, item: number, request: BuiltRequest): Promise<void> {
		try {
			this.results.succeed(item, await callOperation(context, item, request));
		} catch (error) {
			this.results.fail(item, error);
		}
	}

	private async callBatch(
		context: CallContext,
		batch: Batch,
		items: number[],
		requests: BuiltRequest[],
	): Promise<void> {
		try {
			const answers = await callBatch(context, batch, items, requests);
			items.forEach((item, index) => {
				const result = answers[index];
				if (result instanceof Error) this.results.fail(item, result);
				else this.results.succeed(item, result);
			});
		} catch (error) {
			for (const item of items) this.results.fail(item, error);
		}
	}
}

/**
 * The operation that the user chose. n8n adds "Custom API Call" to the menus; it is none.
 * @throws NodeOperationError
 */
function chosenOperation(functions: IExecuteFunctions, resources: Resource[]): Operation {
	const resource = functions.getNodeParameter('resource', 0) as string;
	const operation = functions.getNodeParameter('operation', 0) as string;
	const found = resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
	if (found) return found;
	throw new NodeOperationError(
		functions.getNode(),
		`This node has no operation "${operation}" for the resource "${resource}"`,
		{
			description:
				'For any other call to the platform, use the resource API with the operation Request.',
		},
	);
}
