import {
	NodeOperationError,
	type IExecuteFunctions,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';

import { watchForStop } from '../run/cancellation';
import { executionKey } from '../run/ledger-memory';
import { RECEIVED, type CommonEvent } from '../trigger/event';
import { wasReceivedHere, type Arrival, type ArrivalStep } from '../trigger/execute';
import { eventFilter } from '../trigger/fields';
import { numberOrNull } from '../value';
import { customerOf, joinedEvent } from './joined-event';
import { kindOf } from './message-kind';
import { isChoice } from './opt-out';
import type { ConversationSource } from './platform-conversation';
import { messagesOfThisRun } from './several-processes';
import { close, inBatch } from './waiting-batches';

const MOST_SECONDS = 60;
const PRODUCTION = ['webhook', 'trigger', 'retry'];
/** A customer who never pauses is answered after so many times the set seconds. */
const LONGEST_TIMES = 5;
/** The part of the workflow's own time-out that waiting may take. */
const PART_OF_TIMEOUT = 0.5;

const KINDS: INodePropertyOptions[] = [
	{ name: 'Buttons and List Rows', value: 'buttons' },
	{ name: 'Contact Cards', value: 'contactCards' },
	{ name: 'Files', value: 'files', description: 'Images, videos, audio, documents, stickers' },
	{ name: 'Locations', value: 'locations' },
];

/** The trigger's options. */
export const waitOptions: INodeProperties[] = [
	{
		displayName: 'Wait for More Messages (Seconds)',
		name: 'waitForMoreMessages',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: MOST_SECONDS, numberPrecision: 0 },
		default: 0,
		placeholder: 'e.g. 8',
		description:
			'How long a customer must have written nothing before the workflow goes on, with all texts as one: text and chatInput have a line for each, messages lists them. 0 means that each message starts the workflow by itself. Every message is an execution that waits; all but one end empty.',
		displayOptions: { show: { '/simplify': [true] } },
	},
	{
		displayName: 'Also Wait For',
		name: 'alsoWaitFor',
		type: 'multiOptions',
		options: KINDS,
		default: [],
		description:
			'What is waited for like texts, where Wait for More Messages is set. Everything else goes on at once; a message of the same customer then lets the texts before it go on, too.',
		displayOptions: { show: { '/simplify': [true] } },
	},
];

/** For a trigger that asks the platform from time to time: what it gets at once needs no waiting. */
export const joinMessages: INodeProperties = {
	displayName: 'Join Messages',
	name: 'joinMessages',
	type: 'boolean',
	default: false,
	description:
		'Whether the texts that a customer wrote one after the other, and that come with the same poll, are one item: text and chatInput have a line for each, messages lists them',
	displayOptions: { show: { '/simplify': [true] } },
};

/**
 * *Wait for More Messages*: the texts that a customer writes one after the other start one run.
 *
 * @param conversation where the platform has what the customer wrote, for several workers, and for a retry
 */
export function waitForMore(conversation?: ConversationSource): ArrivalStep {
	return async (functions, arrival) => {
		const { event } = arrival;
		const seconds = event.event === RECEIVED ? secondsOf(functions) : 0;
		if (seconds === 0) return arrival;
		const alone = { ...arrival, event: joinedEvent([event]) };
		const customer = customerOf(event);
		if (customer === undefined) return alone;
		const key = keyOf(functions, customer);
		if (!kindsOf(functions).includes(kindOf(event))) {
			// A reaction says nothing new: the customer may go on writing.
			if (event.type !== 'reaction') close(key);
			return alone;
		}
		// A test takes one message: no other would come.
		if (!PRODUCTION.includes(functions.getMode())) return alone;
		return await joined(functions, arrival, { key, seconds, conversation });
	};
}

interface Waiting {
	key: string;
	seconds: number;
	conversation?: ConversationSource;
}

async function joined(
	functions: IExecuteFunctions,
	arrival: Arrival,
	{ key, seconds, conversation }: Waiting,
): Promise<Arrival | undefined> {
	const { event } = arrival;
	const isRetry = functions.getMode() === 'retry';
	const isHere = !isRetry && wasReceivedHere(event);
	// A process that receives messages also stops their executions: no need to look at the execution's row for it.
	const watch = isHere ? undefined : watchForStop(functions);
	const ended = endOf(functions);
	const signal = untilEnd(watch?.signal ?? functions.getExecutionCancelSignal(), ended);
	const execution = isHere ? '' : executionKey(functions);
	const storedAs = Number(functions.getExecutionId()) || 0;
	const settle = async (events: CommonEvent[], run: string) => {
		if (isHere) return events;
		const longest = seconds * LONGEST_TIMES;
		const settings = { seconds, longest, run, isJoined: filterOf(functions), isRetry, signal };
		return await messagesOfThisRun(functions, events, { ...settings, conversation });
	};
	// A retry finds the earlier messages in the conversation, where the platform has one and n8n's workers need it anyway.
	const isAlone = functions.getInputData().length === 1;
	const isHeld = isAlone && (isHere || conversation === undefined);
	try {
		const times = { quiet: seconds * 1000, longest: longestOf(functions, seconds) };
		const events = isRetry
			? await settle([event], execution)
			: await inBatch(key, { event, execution, storedAs, signal, isHeld, ended }, times, settle);
		if (events === undefined || events.length === 0 || signal.aborted) return undefined;
		return { ...arrival, event: joinedEvent(events) };
	} finally {
		watch?.end();
	}
}

/** Older versions of n8n do not have it. */
type WithFinish = IExecuteFunctions & { onExecutionFinish?(handler: () => unknown): void };

/**
 * An execution that goes on to wait for something does not end; n8n has then stored what it has.
 *
 * @returns `undefined` in an n8n that does not say it
 */
function endOf(functions: WithFinish): Promise<void> | undefined {
	if (functions.onExecutionFinish === undefined) return undefined;
	return new Promise((resolve) => functions.onExecutionFinish?.(() => resolve()));
}

/** Aborts when the execution is stopped, and when it has failed for another event of the same delivery. */
function untilEnd(stopped: AbortSignal | undefined, ended: Promise<void> | undefined): AbortSignal {
	const over = new AbortController();
	void ended?.then(() => over.abort());
	return AbortSignal.any(stopped === undefined ? [over.signal] : [stopped, over.signal]);
}

/** Milliseconds. n8n ends an execution that takes longer than the workflow's *Timeout Workflow* allows. */
function longestOf(functions: IExecuteFunctions, seconds: number): number {
	const longest = seconds * LONGEST_TIMES;
	const { executionTimeout = 0 } = functions.getWorkflowSettings();
	const allowed = executionTimeout > 0 ? executionTimeout * PART_OF_TIMEOUT : longest;
	return Math.min(longest, allowed) * 1000;
}

/** Another customer, trigger, workflow or number of ours is another conversation. */
function keyOf(functions: IExecuteFunctions, customer: string): string {
	return JSON.stringify([functions.getWorkflow().id, functions.getNode().id, customer]);
}

/** @throws NodeOperationError: the execution fails, and can be retried once the option is right */
function secondsOf(functions: IExecuteFunctions): number {
	// Without *Simplify* the platform's payloads come out as they are: they cannot be joined.
	if (functions.getNodeParameter('simplify', 0, true) !== true) return 0;
	const value = functions.getNodeParameter('options.waitForMoreMessages', 0, 0);
	const seconds = value === '' || value === null ? 0 : numberOrNull(value);
	if (seconds !== null && seconds >= 0 && seconds <= MOST_SECONDS) return seconds;
	throw new NodeOperationError(
		functions.getNode(),
		`Wait for More Messages (Seconds) must be a number from 0 to ${MOST_SECONDS}`,
		{ description: 'Correct it and retry this execution: it keeps the message.' },
	);
}

function kindsOf(functions: IExecuteFunctions): string[] {
	const chosen = functions.getNodeParameter('options.alsoWaitFor', 0, []);
	return ['texts', ...(Array.isArray(chosen) ? chosen.map(String) : [])];
}

/** Whether a message would have started this workflow, and waited. */
function filterOf(functions: IExecuteFunctions): (event: CommonEvent) => boolean {
	const kinds = kindsOf(functions);
	const starts = eventFilter({
		getNodeParameter: (name, fallback) => functions.getNodeParameter(name, 0, fallback),
	});
	// "STOP" goes on at once, by itself.
	const waits = (event: CommonEvent) =>
		kinds.includes(kindOf(event)) && !isChoice(functions, event);
	return (event) => waits(event) && starts(event);
}
