import {
	NodeOperationError,
	sleep,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';

import { buildRequest, type BuiltRequest } from '../form/request';
import { runSettings, type RunSettings } from '../form/run-options';
import { TIME_ZONE, type Batch, type Operation, type Read } from '../operation';
import type { Platform } from '../platform';
import { callBatch, callOperation, type CallContext } from './call';
import { openContext } from './context';
import { inLanes, lanes } from './queue';
import { Outcomes } from './results';

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
): Promise<INodeExecutionData[][]> {
	const operation = chosenOperation(functions, platform);
	return [await new Run(functions, platform, operation).all()];
}

class Run {
	private readonly outcomes: Outcomes;

	constructor(
		private readonly functions: IExecuteFunctions,
		private readonly platform: Platform,
		private readonly operation: Operation,
	) {
		const { length } = functions.getInputData();
		this.outcomes = new Outcomes(functions, platform, operation, length);
	}

	async all(): Promise<INodeExecutionData[]> {
		const settings = runSettings(this.functions, this.platform);
		const requests = await this.buildAll();
		// Nothing has left yet: one bad value stops the whole run rather than the rest of it.
		if (this.outcomes.ended) throw this.outcomes.toError();
		const { ledger, keys } = await this.send(requests, settings);
		if (this.outcomes.ended) throw this.outcomes.toError();
		const output = this.outcomes.toOutput();
		// n8n also tries again when the first item has an `error`, whoever wrote it.
		if (output.some(({ json }) => json.error)) return output;
		ledger.clear();
		keys?.completed();
		return output;
	}

	/** Expressions take their time: between slices n8n must come to answer webhooks, and to hear Stop. */
	private async buildAll(): Promise<Array<BuiltRequest | undefined>> {
		const cancel = this.functions.getExecutionCancelSignal();
		const requests: Array<BuiltRequest | undefined> = [];
		let sliceEnd = Date.now() + SLICE_MILLISECONDS;
		for (let item = 0; item < this.functions.getInputData().length; item += 1) {
			if (Date.now() >= sliceEnd) {
				await sleep(0);
				sliceEnd = Date.now() + SLICE_MILLISECONDS;
			}
			if (cancel?.aborted) break;
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
			this.outcomes.fail(item, error);
			return undefined;
		}
	}

	private async send(
		requests: Array<BuiltRequest | undefined>,
		settings: RunSettings,
	): Promise<CallContext> {
		const cancel = this.functions.getExecutionCancelSignal();
		const halting = new AbortController();
		const halt = () => halting.abort();
		if (cancel?.aborted) halt();
		cancel?.addEventListener('abort', halt, { once: true });
		const signals = { settings, halt: halting.signal, cancel };
		const context = await openContext(this.functions, this.platform, this.operation, signals);
		const { run } = this.operation;
		const batch = typeof run === 'object' ? run : undefined;
		const stopped = () => halting.signal.aborted;
		const bounds = { width: settings.requestsAtOnce, size: batch?.size ?? 1, stopped };
		await inLanes(lanes(requests), bounds, async (items) => {
			const built = items.map((item) => requests[item] as BuiltRequest);
			if (batch) await this.callBatch(context, batch, items, built);
			else await this.call(context, items[0], built[0]);
			// A large run would otherwise hold every body it has sent until its end.
			for (const item of items) requests[item] = undefined;
			if (this.outcomes.ended) halt();
		});
		cancel?.removeEventListener('abort', halt);
		if (cancel?.aborted) {
			this.outcomes.end(
				new NodeOperationError(this.functions.getNode(), 'The execution was cancelled'),
			);
		}
		return context;
	}

	private async call(context: CallContext, item: number, request: BuiltRequest): Promise<void> {
		try {
			this.outcomes.succeed(item, await callOperation(context, item, request));
		} catch (error) {
			this.outcomes.fail(item, error);
		}
	}

	private async callBatch(
		context: CallContext,
		batch: Batch,
		items: number[],
		requests: BuiltRequest[],
	): Promise<void> {
		try {
			const results = await callBatch(context, batch, items, requests);
			items.forEach((item, index) => {
				const result = results[index];
				if (result instanceof Error) this.outcomes.fail(item, result);
				else this.outcomes.succeed(item, result);
			});
		} catch (error) {
			for (const item of items) this.outcomes.fail(item, error);
		}
	}
}

/**
 * The operation that the user chose. n8n adds "Custom API Call" to the menus; it is none.
 * @throws NodeOperationError
 */
function chosenOperation(functions: IExecuteFunctions, { resources }: Platform): Operation {
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
