import { createHash } from 'node:crypto';

import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { resumeByTap } from '../send-and-wait/resume';
import { isObject } from '../value';
import type { CommonEvent } from './event';

/** An event on its way to the workflow, with its files. */
export interface Arrival {
	event: CommonEvent;
	binary?: INodeExecutionData['binary'];
}

/**
 * Something that takes time: asking the platform, downloading, waiting. It runs in the stored execution: nothing is
 * lost when it fails, and *Retry* in the list of executions does it again.
 *
 * @returns `undefined` for an event that must not go on
 * @throws NodeApiError, NodeOperationError: the execution fails
 */
export type ArrivalStep = (
	functions: IExecuteFunctions,
	arrival: Arrival,
) => Promise<Arrival | undefined>;

/** The trigger's `execute()`, which n8n calls with the items that `webhook()` gave, before the nodes behind it. */
export async function executeTrigger(
	functions: IExecuteFunctions,
	steps: ArrivalStep[] = [],
): Promise<INodeExecutionData[][]> {
	const simplify = functions.getNodeParameter('simplify', 0, true) === true;
	const items = functions.getInputData();
	const arrivals = await throughSteps(
		functions,
		items.map(({ json, binary }) => (isCommonEvent(json) ? { event: json, binary } : undefined)),
		[answer, ...steps],
	);
	const outputs = items.flatMap((item, index) => {
		const pairedItem = { item: index };
		// An item of another origin, e.g. an empty one when the workflow is started without an event.
		if (!isCommonEvent(item.json)) return [{ ...item, pairedItem }];
		const arrival = arrivals[index];
		if (arrival === undefined) return [];
		const { event, binary } = arrival;
		const files = binary === undefined ? {} : { binary };
		return [{ json: simplify ? event : event.raw, ...files, pairedItem }];
	});
	return [outputs];
}

/** A tap that answers a question of *Send and Wait for Response* goes there, and starts nothing here. */
const answer: ArrivalStep = async (functions, arrival) =>
	(await resumeByTap(functions, arrival.event)) ? undefined : arrival;

/**
 * All events of a delivery take one step after the other together. So a step that fails for one of them fails the
 * execution before the next step begins: one that waits has not yet sent the texts of other executions on with it.
 */
async function throughSteps(
	functions: IExecuteFunctions,
	arrivals: Array<Arrival | undefined>,
	steps: ArrivalStep[],
): Promise<Array<Arrival | undefined>> {
	let current = arrivals;
	for (const step of steps) {
		current = await Promise.all(
			current.map(async (arrival) => arrival && (await step(functions, arrival))),
		);
	}
	return current;
}

/** Deliveries that this process has received; the oldest are forgotten. */
const MOST_RECEIVED = 10_000;
const received = new Set<string>();

export function noteReceived(events: CommonEvent[]): void {
	for (const event of events) received.add(receiptOf(event));
	for (const oldest of received) {
		if (received.size <= MOST_RECEIVED) return;
		received.delete(oldest);
	}
}

/** Whether this process has received an event itself: then n8n is one process, which knows of all the others, too. */
export function wasReceivedHere(event: CommonEvent): boolean {
	return received.has(receiptOf(event));
}

function receiptOf({ platform, event, eventId, messageId }: CommonEvent): string {
	const text = JSON.stringify([platform, event, eventId, messageId]);
	return createHash('sha256').update(text).digest('base64');
}

function isCommonEvent(json: IDataObject): json is CommonEvent {
	return typeof json.event === 'string' && typeof json.platform === 'string' && isObject(json.raw);
}
