import type { INodeExecutionData, IPollFunctions, IDataObject } from 'n8n-workflow';

import { withPolledChoices } from '../../shared/arrival/opt-out';
import { joinTexts } from '../../shared/arrival/joined-event';
import { withPlatformErrors } from '../../shared/errors/node-errors';
import { Transport } from '../../shared/http/transport';
import { rowsAt, rowsOf } from '../../shared/list/pagination';
import { withoutAnswers } from '../../shared/send-and-wait/resume';
import { identityOf, type CommonEvent } from '../../shared/trigger/event';
import { eventFilter } from '../../shared/trigger/fields';
import { isObject } from '../../shared/value';
import { isCursorRefused, nextCursorIn, PAGE_SIZE } from '../lists';
import { platform } from '../platform';
import { noteOptIn } from './opt-out';
import { toCommonEvent } from './events';

/** What the trigger keeps between polls. Times are ISO, UTC. */
interface FeedState {
	/** Where to go on reading. */
	cursor?: string;
	/** When the activation began that wrote this. */
	activation?: string;
	/** Until the end of the feed is reached, older events do not count. */
	since?: string;
	/** Whether the end of the feed was reached: from then on everything is new. */
	caughtUp?: boolean;
	/** When the feed was last read. */
	readAt?: string;
	/** The latest events read, in case the platform gives them again. */
	seen?: string[];
}

type Start = Required<Pick<FeedState, 'since' | 'caughtUp'>> & Pick<FeedState, 'activation'>;

/** One poll reads so much at the most, and the next one goes on. */
const MOST_PAGES = 20;
/** A manual fetch looks for the end of the feed, where the latest events are. */
const MOST_PAGES_MANUAL = 100;
/** A manual fetch shows one event: a test of the workflow must not write to ten customers. */
const SHOWN_MANUAL = 1;
const SEEN = 1000;

/** When each activation began: all its polls share one context, and no other has it. */
const activations = new WeakMap<IPollFunctions, string>();
/** Those with a poll under way: n8n starts the next one by the clock, and two *Poll Times* may fall together. */
const reading = new WeakSet<IPollFunctions>();
/** For a host that does not keep what the first poll of an activation writes. By workflow and node. */
const activatedAt = new Map<string, string>();
/** Where a trigger of this process has stopped reading, and under which name. By workflow and node. */
const lastStates = new Map<string, { name: string; state: FeedState }>();

/**
 * Reads the events feed on from where the last poll stopped. The first poll of an activation only finds the end of
 * the feed; a restart of n8n is no activation.
 *
 * @returns `null` when there is nothing new, as an empty list would start an empty execution; and while a poll before
 * this one still reads, as both would read the same
 * @throws NodeApiError; then nothing was moved on, and the next poll reads the same again
 */
export async function pollFeed(functions: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	if (reading.has(functions)) return null;
	reading.add(functions);
	try {
		return await poll(functions);
	} finally {
		reading.delete(functions);
	}
}

async function poll(functions: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const ofInterest = eventFilter(functions);
	const itemsOf = async (events: CommonEvent[]) =>
		output(functions, await withPolledChoices(functions, platform, events, noteOptIn));
	return await withPlatformErrors(functions, platform, async () => {
		if (functions.getMode() === 'manual') {
			return await itemsOf(await latestEvents(functions, ofInterest));
		}
		const { events, next } = await newEvents(functions);
		const items = await itemsOf(await withoutAnswers(functions, events.filter(ofInterest)));
		// Last of all, so that nothing that fails above has moved the trigger on.
		Object.assign(functions.getWorkflowStaticData('node'), next);
		lastStates.set(triggerOf(functions), { name: functions.getNode().name, state: next });
		return items;
	});
}

/** @returns also what the trigger is to keep once they have gone on */
async function newEvents(
	functions: IPollFunctions,
): Promise<{ events: CommonEvent[]; next: FeedState }> {
	const state = stateOf(functions);
	const readAt = new Date().toISOString();
	const { part, lost } = await readOn(functions, state);
	const begun = start(functions, state, readAt);
	const { since, caughtUp, activation } = lost ? startAgain(begun, state) : begun;
	const seen = new Set(state.seen);
	const events = part.events.filter((event) => {
		const id = identityOf(event);
		const before = id !== null && seen.has(id);
		if (id !== null) seen.add(id);
		return !before && (caughtUp || isSince(event, since));
	});
	const next: FeedState = {
		activation,
		since,
		readAt,
		cursor: part.cursor,
		caughtUp: caughtUp || part.atEnd,
		seen: [...seen].slice(-SEEN),
	};
	return { events, next };
}

/** n8n keeps static data by the name of a node: what it was called before knows where it has stopped reading. */
function stateOf(functions: IPollFunctions): FeedState {
	const state = functions.getWorkflowStaticData('node') as FeedState;
	const last = lastStates.get(triggerOf(functions));
	const isRenamed = last !== undefined && last.name !== functions.getNode().name;
	return isRenamed && (state.readAt ?? '') < (last.state.readAt ?? '') ? last.state : state;
}

function triggerOf(functions: IPollFunctions): string {
	return `${functions.getWorkflow().id}:${functions.getNode().id}`;
}

/** From the last cursor on; from the start when the platform does not know it any more. */
async function readOn(
	functions: IPollFunctions,
	{ cursor }: FeedState,
): Promise<{ part: FeedPart; lost: boolean }> {
	let refusal: unknown;
	try {
		return { part: await readFeed(functions, cursor, MOST_PAGES), lost: false };
	} catch (error) {
		refusal = error;
	}
	if (cursor === undefined || !isCursorRefused(refusal)) throw refusal;
	functions.logger.warn('The cursor of the events feed is not known any more: reading it anew', {
		node: functions.getNode().name,
	});
	return { part: await readFeed(functions, undefined, MOST_PAGES), lost: true };
}

/** From when on events count, and whether the end of the feed was reached since then. */
function start(functions: IPollFunctions, state: FeedState, now: string): Start {
	const trigger = triggerOf(functions);
	const { activation, since, caughtUp = false } = state;
	let began = activatedAt.get(trigger) ?? '';
	let isFromBefore = began > (activation ?? '');
	if (functions.getActivationMode() === 'activate') {
		began = activations.get(functions) ?? now;
		activations.set(functions, began);
		activatedAt.set(trigger, began);
		isFromBefore = began !== activation;
	}
	// What came while the workflow was not published is not to be caught up with.
	if (isFromBefore) return { activation: began, since: began, caughtUp: false };
	return { activation, since: since ?? now, caughtUp };
}

/** Without the cursor, the time of the last reading separates old events from new ones. */
function startAgain(begun: Start, { readAt = begun.since }: FeedState): Start {
	return { ...begun, since: readAt > begun.since ? readAt : begun.since, caughtUp: false };
}

/** The latest events; where production has stopped reading is a good place to look for them. */
async function latestEvents(
	functions: IPollFunctions,
	ofInterest: (event: CommonEvent) => boolean,
): Promise<CommonEvent[]> {
	const { cursor } = functions.getWorkflowStaticData('node') as FeedState;
	const read = async (from: string | undefined) =>
		(await readFeed(functions, from, MOST_PAGES_MANUAL, ofInterest)).events;
	const events = cursor === undefined ? [] : await read(cursor);
	return (events.length > 0 ? events : await read(undefined)).slice(-SHOWN_MANUAL);
}

/** Until the end of the feed was reached, only the time separates old events from new ones. */
function isSince({ occurredAt }: CommonEvent, since: string): boolean {
	return occurredAt !== null && occurredAt >= since;
}

function output(functions: IPollFunctions, events: CommonEvent[]): INodeExecutionData[][] | null {
	if (events.length === 0) return null;
	const simplify = functions.getNodeParameter('simplify', true) as boolean;
	if (!simplify) return [events.map(({ raw }) => ({ json: raw }))];
	const isJoined = functions.getNodeParameter('options.joinMessages', false) === true;
	return [(isJoined ? joinTexts(events) : events).map((json) => ({ json }))];
}

/** A part of the events feed. */
export interface FeedPart {
	/** In the order in which they happened, as far as they say when. */
	events: CommonEvent[];
	/** Where to go on reading. */
	cursor: string | undefined;
	/** Whether the feed held no more. */
	atEnd: boolean;
}

/** Milliseconds. */
const TIMEOUT = 20_000;
const LONGEST_WAIT = 10_000;
const LIST_PLACES = rowsAt('events');
/** So many pages in a row without events are the end of the feed, also where the cursor always moves on. */
const EMPTY_AT_END = 2;

/**
 * Up to `pages` pages from the cursor on.
 *
 * @param keep of which events only the last page's worth is kept; without it all are
 * @throws RequestError
 */
export async function readFeed(
	functions: IPollFunctions,
	from: string | undefined,
	pages: number,
	keep?: (event: CommonEvent) => boolean,
): Promise<FeedPart> {
	let events: CommonEvent[] = [];
	let cursor = from;
	let empty = 0;
	const bounds = { timeout: TIMEOUT, longestWait: LONGEST_WAIT };
	const transport = await Transport.open(functions, platform, bounds);
	for (let page = 0; page < pages; page += 1) {
		const since = cursor === undefined ? {} : { since: cursor };
		const query: IDataObject = { limit: PAGE_SIZE, ...since };
		const request = { method: 'GET' as const, path: '/v1/events', query, headers: {} };
		const { body } = await transport.send(request, true);
		const rows = rowsOf(body, LIST_PLACES).filter(isObject) as IDataObject[];
		events.push(...rows.map(toCommonEvent));
		if (keep) events = events.filter(keep).slice(-PAGE_SIZE);
		const next = nextCursorIn(body);
		empty = rows.length === 0 ? empty + 1 : 0;
		const atEnd = empty === EMPTY_AT_END || next === undefined || next === cursor;
		cursor = next ?? cursor;
		if (atEnd) return { events: chronological(events), cursor, atEnd };
	}
	return { events: chronological(events), cursor, atEnd: false };
}

/** As they happened, where all of them say when. In which order the platform gives them is not documented. */
function chronological(events: CommonEvent[]): CommonEvent[] {
	const timeOf = ({ occurredAt }: CommonEvent) => Date.parse(occurredAt ?? '');
	if (events.length < 2 || events.some((event) => Number.isNaN(timeOf(event)))) return events;
	const isNewestFirst = timeOf(events[0]) > timeOf(events[events.length - 1]);
	const ascending = isNewestFirst ? [...events].reverse() : [...events];
	return ascending.sort((one, other) => timeOf(one) - timeOf(other));
}
