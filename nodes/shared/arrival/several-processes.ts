import type { IExecuteFunctions } from 'n8n-workflow';

import { wait } from '../http/wait';
import type { CommonEvent } from '../trigger/event';
import { notGivenElsewhere } from './given-messages';
import {
	readConversation,
	type ConversationMessage,
	type ConversationSource,
} from './platform-conversation';

/** Milliseconds. How much later than its message another worker's run may begin, and look at the conversation. */
const GRACE = 5_000;
/** How often a customer may go on writing on other workers before this run stops waiting for theirs. */
const MOST_ROUNDS = 10;

interface Settings {
	/** The execution that goes on with them, the same for a retry of it. */
	run: string;
	/** Messages belong together that follow each other sooner. */
	seconds: number;
	/** And together take no longer. */
	longest: number;
	/** Whether a message of the conversation would have started this workflow, and waited. */
	isJoined(event: CommonEvent): boolean;
	/** Somebody has retried the execution: it goes on without waiting. */
	isRetry: boolean;
	signal: AbortSignal;
	conversation?: ConversationSource;
}

/**
 * The messages with which this run goes on, where other workers may have some of the customer's, or where this process
 * has not been there all the time. The platform's conversation says what was written before and after.
 *
 * Where a newer message belongs to it, the newest one's run takes all of them. This one waits until it should have, and
 * then asks n8n's database whether it has: if not, because the run has not come or is waiting for a free worker, this one
 * takes them all, and that one will find nothing left. So a message is never lost, and seldom there twice.
 *
 * @param events those that have waited in this process, the oldest first
 * @returns none where another run has them
 */
export async function messagesOfThisRun(
	functions: IExecuteFunctions,
	events: CommonEvent[],
	settings: Settings,
): Promise<CommonEvent[]> {
	const { conversation, signal } = settings;
	const own = events[events.length - 1];
	// Without a list of what the customer wrote each process goes on with what it has.
	if (conversation === undefined || own.conversationId === null) return events;
	const read = async () => await readConversation(functions, conversation, own, signal);
	let messages = await read();
	let waitedUntil: number | undefined;
	for (let round = 0; round < MOST_ROUNDS && !settings.isRetry; round += 1) {
		const newest = messages === undefined ? undefined : newestAfter(messages, own, settings);
		if (newest === undefined || newest.time === waitedUntil) break;
		const since = waitedUntil ?? newest.since - GRACE;
		await wait(newest.time - since, signal);
		if (signal.aborted) return events;
		waitedUntil = newest.time;
		messages = await read();
	}
	const { run } = settings;
	const free = await notGivenElsewhere(functions, run, events);
	if (free.length === 0 || messages === undefined) return free;
	const others = othersAround(messages, events, settings, waitedUntil !== undefined);
	if (others.length > 0) free.push(...(await notGivenElsewhere(functions, run, others)));
	const found = messages;
	return free.sort((one, other) => indexOf(found, one) - indexOf(found, other));
}

/** When this message was written, and the newest one that belongs to it; `undefined` where there is no newer one. */
function newestAfter(
	messages: ConversationMessage[],
	own: CommonEvent,
	settings: Settings,
): { since: number; time: number } | undefined {
	const [first, ...others] = messages.slice(indexOf(messages, own));
	const time = chain(first, others, settings).at(-1)?.time;
	return first.time === null || typeof time !== 'number' ? undefined : { since: first.time, time };
}

/** What the customer wrote before and between, on other workers; and after, where the run that was to take it has not come. */
function othersAround(
	messages: ConversationMessage[],
	events: CommonEvent[],
	settings: Settings,
	isAfterToo: boolean,
): CommonEvent[] {
	const index = indexOf(messages, events[events.length - 1]);
	const before = chain(messages[index], messages.slice(0, index).reverse(), settings);
	const after = isAfterToo ? chain(messages[index], messages.slice(index + 1), settings) : [];
	const here = new Set(events.map(({ messageId }) => messageId));
	return [...before, ...after]
		.map(({ event }) => event)
		.filter(({ messageId }) => !here.has(messageId));
}

/**
 * The others of the customer's messages that belong to the first one: each follows the one before it soon enough, and no
 * message of another kind stands between. What we wrote meanwhile changes nothing.
 *
 * @param others from the first one on, in either direction of time
 */
function chain(
	first: ConversationMessage,
	others: ConversationMessage[],
	{ seconds, longest, isJoined }: Settings,
): ConversationMessage[] {
	const found: ConversationMessage[] = [];
	let { time } = first;
	for (const message of others) {
		const { event, isOurs } = message;
		if (isOurs || event.type === 'reaction') continue;
		const isNear =
			isWithin(message.time, time, seconds) && isWithin(message.time, first.time, longest);
		if (!isNear || !isJoined(event)) break;
		found.push(message);
		time = message.time;
	}
	return found;
}

function isWithin(time: number | null, other: number | null, seconds: number): boolean {
	return time !== null && other !== null && Math.abs(time - other) < seconds * 1000;
}

function indexOf(messages: ConversationMessage[], { messageId }: CommonEvent): number {
	return messages.findIndex(({ event }) => event.messageId === messageId);
}
