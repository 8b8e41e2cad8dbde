import {
	NodeOperationError,
	sleep,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';

import type { BuiltRequest } from '../form/request';
import { runSettings } from '../form/run-options';
import { isRead, type Batch, type Operation, type Resource } from '../operation';
import type { Platform } from '../platform';
import { MessageCount } from '../safeguards/safeguards';
import { waitTillOf } from '../send-and-wait/wait';
import { batchesOf } from './batches';
import { callBatch, callOperation, type CallContext } from './call';
import { watchForStop, type StopWatch } from './cancellation';
import { checkedRequest, openContext } from './context';
import { Ledger } from './ledger';
import { executionKey } from './ledger-memory';
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
	return [await new Run(functions, platform).all(resources)];
}

/** n8n's own rule: an empty text and 0 are errors, too. */
function isErrorForN8n(error: unknown): boolean {
	return error !== undefined && error !== null && error !== false;
}

class Run {
	private readonly results: ItemResults;

	private readonly ledger: Ledger;

	private readonly messages: MessageCount;

	/** Items that earlier tries have sent, or may have. */
	private readonly earlier: Set<number>;

	/** For *Send and Wait for Response*. */
	private waitTill: Date | undefined;

	constructor(
		private readonly functions: IExecuteFunctions,
		private readonly platform: Platform,
	) {
		this.results = new ItemResults(functions, platform, functions.getInputData().length);
		const runIndex = Number(functions.evaluateExpression('{{ $runIndex }}', 0));
		const execution = executionKey(functions);
		this.ledger = new Ledger(functions.getContext('node'), runIndex, execution);
		this.messages = new MessageCount(execution);
		this.earlier = new Set(this.ledger.items().keys());
	}

	async all(resources: Resource[]): Promise<INodeExecutionData[]> {
		const { results, ledger, functions } = this;
		const stop = watchForStop(functions);
		let context: CallContext | undefined;
		try {
			context = await this.work(chosenOperation(functions, resources), stop);
		} catch (error) {
			// n8n would let all items out as successes where the user goes on after errors.
			results.failRest(error);
		} finally {
			stop.end();
		}
		if (stop.signal.aborted) this.sayStopped();
		const sent = [...ledger.items().keys()].filter((item) => !this.earlier.has(item));
		this.messages.sent(sent.length);
		try {
			if (results.failed) throw results.toError(ledger.items());
			const output = results.toOutput();
			// n8n also tries again when the first item has an `error`, no matter who wrote it.
			if (!output.some(({ json }) => isErrorForN8n(json.error))) {
				ledger.clear();
				context?.keys?.completed();
				if (this.waitTill) await functions.putExecutionToWait(this.waitTill);
			}
			return output;
		} finally {
			ledger.close();
		}
	}

	/** n8n keeps no error of an execution that was stopped. The log says what the user would ask. */
	private sayStopped(): void {
		const { results, functions, platform, ledger } = this;
		results.end(new NodeOperationError(functions.getNode(), 'The execution was cancelled'));
		if (results.reading) return;
		const summary = results.inWords(ledger.items());
		functions.logger.warn(`${platform.name}: the execution was stopped. ${summary}`);
	}

	private async work(operation: Operation, stop: StopWatch): Promise<CallContext | undefined> {
		this.results.reading = isRead(operation.method) && operation.repeatable !== false;
		const settings = runSettings(this.functions);
		this.waitTill = waitTillOf(this.functions, operation);
		const requests = await this.buildAll(operation, stop.signal);
		// Nothing has left yet: one bad value stops the whole run rather than the rest of it.
		if (this.results.ended || stop.signal.aborted) return undefined;
		const stopping = new AbortController();
		const end = () => stopping.abort();
		stop.signal.addEventListener('abort', end, { once: true });
		const context = await openContext(this.functions, this.platform, operation, {
			settings,
			ledger: this.ledger,
			stopSignal: stopping.signal,
			cancelSignal: stop.signal,
		});
		const { run } = operation;
		const batch = typeof run === 'object' ? run : undefined;
		const stopped = () => stopping.signal.aborted;
		// A batch's calls go one after another.
		const queues = batch ? [batchesOf(batch, requests)] : queuesOf(requests);
		const { limiter } = context.transport;
		// Two more than may be under way: the limiter must know that more are wanted.
		const concurrency = () => Math.min(settings.requestsAtOnce, limiter.concurrency + 2);
		await runQueues(queues, { concurrency, stopped }, async (items) => {
			const built = items.map((item) => requests[item] as BuiltRequest);
			if (batch) await this.callBatch(context, batch, items, built);
			else await this.call(context, items[0], built[0]);
			// A large run would otherwise hold every body it has sent until its end.
			for (const item of items) requests[item] = undefined;
			if (this.results.ended) end();
		});
		stop.signal.removeEventListener('abort', end);
		return context;
	}

	/** Expressions take their time: between slices n8n must come to answer webhooks, and to hear Stop. */
	private async buildAll(
		operation: Operation,
		cancelSignal: AbortSignal,
	): Promise<Array<BuiltRequest | undefined>> {
		const requests: Array<BuiltRequest | undefined> = [];
		let sliceEnd = Date.now() + SLICE_MILLISECONDS;
		for (let item = 0; item < this.functions.getInputData().length; item += 1) {
			if (Date.now() >= sliceEnd) {
				await sleep(0);
				sliceEnd = Date.now() + SLICE_MILLISECONDS;
			}
			if (cancelSignal.aborted) break;
			requests.push(this.build(operation, item));
		}
		return requests;
	}

	/** The item's request; a value that must not be sent becomes the item's error. */
	private build(operation: Operation, item: number): BuiltRequest | undefined {
		try {
			const built = checkedRequest(this.functions, operation, item);
			if (!this.earlier.has(item)) this.messages.reserve(built.options);
			return built;
		} catch (error) {
			this.results.fail(item, error);
			return undefined;
		}
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
