import { wait } from '../http/wait';
import type { CommonEvent } from '../trigger/event';

/** Milliseconds. */
export interface BatchTimes {
	/** How long nothing may arrive before a batch ends. */
	quiet: number;
	/** How long a batch may take in all. */
	longest: number;
}

/** A message whose execution waits. */
export interface WaitingMessage {
	event: CommonEvent;
	/** Its execution, the same for a retry of it. */
	execution: string;
	/** n8n counts the executions as it stores them, which is before it begins them. */
	storedAs: number;
	/** Ends the waiting: the execution was stopped. */
	signal: AbortSignal;
	/** When the execution has come to its end, where that can be known. */
	ended?: Promise<void>;
	/** Whether the executions of the messages before this one are to end after the one that has gone on with them. */
	isHeld?: boolean;
}

interface Member extends WaitingMessage {
	/** The order in which the executions have begun. */
	number: number;
}

/** The messages that a customer wrote one after the other, in that order, and the execution of the last one. */
type Settle<T> = (events: CommonEvent[], execution: string) => Promise<T>;

interface Batch {
	members: Member[];
	/** By `performance.now()`, which nobody can set back. */
	begun: number;
	ends: number;
	/** Ends the waiting before its time. */
	readonly closing: AbortController;
	closed: Promise<void>;
	/** Somebody is dealing with the messages; it ends with whether that came to its end. */
	settling?: Promise<boolean>;
	/** When the execution that deals with them has come to its end. */
	ended?: Promise<void>;
}

/** Milliseconds. How long an execution stays after its message has gone on in another one. */
const LONGEST_HOLD = 60_000;
/** Whatever the times say, a batch ends with so many messages. */
const MOST_MESSAGES = 100;

/** Batches whose executions wait in this process, by trigger and customer. None outlives its executions. */
const batches = new Map<string, Batch>();
let arrived = 0;

/**
 * Waits until the customer has written nothing for a while. Of all executions that wait for the same, one deals with
 * the messages: that of the latest one which has not been stopped. A stopped one's message stays: the customer has
 * written it.
 *
 * All of them wait until it has, and some until its execution has ended: an n8n that is killed meanwhile leaves each
 * message with an execution that did not succeed, and that can be retried.
 *
 * @param key trigger and customer
 * @returns what `settle` gives; `undefined` for the executions of the other messages, and for a stopped one
 */
export async function inBatch<T>(
	key: string,
	message: WaitingMessage,
	times: BatchTimes,
	settle: Settle<T>,
): Promise<T | undefined> {
	const batch = join(key, times);
	const member = { ...message, number: (arrived += 1) };
	const { signal } = member;
	batch.members.push(member);
	if (batch.members.length >= MOST_MESSAGES) close(key);
	await Promise.race([batch.closed, aborted(signal)]);
	while (!signal.aborted) {
		if (batch.settling === undefined) {
			if (inCharge(batch) === member) return await settled(batch, settle);
			// The one in charge has been stopped, and the next one begins.
			await wait(TURN, signal);
		} else if (await Promise.race([batch.settling, aborted(signal)])) {
			if (member.isHeld) await hold(batch, signal);
			return undefined;
		} else {
			await wait(TURN, signal);
		}
	}
	return undefined;
}

/** Milliseconds. */
const TURN = 20;

async function hold(batch: Batch, signal: AbortSignal): Promise<void> {
	const over = new AbortController();
	const bounds = AbortSignal.any([signal, over.signal]);
	await Promise.race([batch.ended, wait(LONGEST_HOLD, bounds)]);
	over.abort();
}

async function settled<T>(batch: Batch, settle: Settle<T>): Promise<T | undefined> {
	const { signal, ended } = inCharge(batch) as Member;
	batch.ended = ended;
	const { execution } = sorted(batch.members).at(-1) as Member;
	const result = settle(inOrder(batch.members), execution);
	batch.settling = result.then(
		() => !signal.aborted,
		() => false,
	);
	try {
		return await result;
	} finally {
		// A failed execution fails the next one, too: each of them then keeps its message.
		if (!(await batch.settling)) batch.settling = undefined;
	}
}

/** Ends the waiting for further messages: the batch goes on with what it has. */
export function close(key: string): void {
	const batch = batches.get(key);
	batches.delete(key);
	batch?.closing.abort();
}

function join(key: string, { quiet, longest }: BatchTimes): Batch {
	const now = performance.now();
	const batch = batches.get(key) ?? begin(key, now);
	batch.ends = Math.min(now + quiet, batch.begun + longest);
	return batch;
}

function begin(key: string, now: number): Batch {
	const batch: Batch = {
		members: [],
		begun: now,
		ends: now,
		closing: new AbortController(),
		closed: Promise.resolve(),
	};
	batches.set(key, batch);
	batch.closed = untilQuiet(key, batch);
	return batch;
}

async function untilQuiet(key: string, batch: Batch): Promise<void> {
	const { signal } = batch.closing;
	// The first look comes after the first message has set the end.
	await Promise.resolve();
	for (let left = leftOf(batch); left > 0 && !signal.aborted; left = leftOf(batch)) {
		await wait(left, signal);
	}
	if (batches.get(key) === batch) batches.delete(key);
}

const leftOf = ({ ends }: Batch): number => ends - performance.now();

function inCharge({ members }: Batch): Member | undefined {
	return sorted(members.filter(({ signal }) => !signal.aborted)).at(-1);
}

/** Each message once: a platform may deliver one twice. */
function inOrder(members: Member[]): CommonEvent[] {
	const events = new Map<unknown, CommonEvent>();
	for (const { event, number } of sorted(members)) {
		events.set(event.messageId ?? event.eventId ?? number, event);
	}
	return [...events.values()];
}

/** By the platform's time, which has whole seconds on some; within a second as n8n has stored them. */
function sorted(members: Member[]): Member[] {
	const timeOf = ({ event }: Member) => event.occurredAt ?? '';
	return [...members].sort((one, other) => {
		const [a, b] = [timeOf(one), timeOf(other)];
		if (a !== '' && b !== '' && a !== b) return a < b ? -1 : 1;
		return one.storedAs - other.storedAs || one.number - other.number;
	});
}

async function aborted(signal: AbortSignal): Promise<boolean> {
	if (signal.aborted) return false;
	return await new Promise((resolve) => {
		signal.addEventListener('abort', () => resolve(false), { once: true });
	});
}
