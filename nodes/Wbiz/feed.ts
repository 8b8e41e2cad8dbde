import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import type { CommonEvent } from '../shared/event';
import { Pace } from '../shared/pace';
import { rowsOf } from '../shared/pagination';
import { platformError } from '../shared/run-error';
import { Transport } from '../shared/transport';
import { firstText, isObject, valueAt } from '../shared/value';
import { toCommonEvent } from './events';
import { NEXT_CURSOR, rowsAt } from './lists';
import { platform } from './platform';
import { wantedEvents } from './registration';

/** What the trigger keeps between polls. */
interface FeedState {
	/** Where to go on reading. */
	cursor?: string;
	/** When the trigger was activated, ISO. Nothing older starts the workflow. */
	startedAt?: string;
	/** Whether the feed was once read to its end: from then on everything is new. */
	caughtUp?: boolean;
	/** Ids of the latest events read, in case the platform gives them again. */
	seen?: string[];
}

const PAGE_SIZE = 50;
/** One poll reads so much at the most, and the next one goes on. */
const MOST_PAGES = 20;
/** A fetch by hand looks for the end of the feed, where the latest events are. */
const MOST_PAGES_BY_HAND = 100;
/** How many events a fetch by hand shows. */
const SHOWN_BY_HAND = 10;
const SEEN = 1000;
const TIMEOUT = 20_000;
const LONGEST_WAIT = 10_000;
const LIST_PLACES = rowsAt('events');

/** When each activation began: all its polls share one context, and no other has it. */
const activations = new WeakMap<IPollFunctions, string>();
/** For a host that does not keep what the first poll of an activation writes. By workflow and node. */
const activatedAt = new Map<string, string>();

/**
 * Reads the events feed on from where the last poll stopped. The first poll of an activation only finds the end of
 * the feed; a restart of n8n is no activation.
 *
 * @returns `null` when there is nothing new: an empty list would start an empty execution
 * @throws NodeApiError; then nothing was moved on, and the next poll reads the same again
 */
export async function pollFeed(functions: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const state = functions.getWorkflowStaticData('node') as FeedState;
	const wanted = wantedEvents(functions);
	const ofInterest = ({ event }: CommonEvent) => wanted.includes(event);
	if (functions.getMode() === 'manual') {
		return output(functions, await latestEvents(functions, ofInterest));
	}
	const { startedAt, caughtUp } = start(functions, state);
	const read = await readFeed(functions, state.cursor, MOST_PAGES);
	const seen = new Set(state.seen);
	const unseen = read.events.filter(({ eventId }) => {
		const before = eventId !== null && seen.has(eventId);
		if (eventId !== null) seen.add(eventId);
		return !before;
	});
	const isNew = (event: CommonEvent) => caughtUp || isSince(event, startedAt);
	const items = output(
		functions,
		unseen.filter((event) => ofInterest(event) && isNew(event)),
	);
	// Last of all, so that nothing that fails above has moved the trigger on.
	Object.assign(state, {
		startedAt,
		cursor: read.cursor,
		caughtUp: caughtUp || read.atEnd,
		seen: [...seen].slice(-SEEN),
	});
	return items;
}

/** From when on events count, and whether the end of the feed was reached since then. */
function start(
	functions: IPollFunctions,
	state: FeedState,
): { startedAt: string; caughtUp: boolean } {
	const trigger = `${functions.getWorkflow().id}:${functions.getNode().id}`;
	const now = new Date().toISOString();
	if (functions.getActivationMode() === 'activate') {
		const began = activations.get(functions) ?? now;
		activations.set(functions, began);
		activatedAt.set(trigger, began);
		// What came while the workflow was not published is not to be caught up with.
		if (state.startedAt !== began) return { startedAt: began, caughtUp: false };
	}
	const startedAt = state.startedAt ?? activatedAt.get(trigger) ?? now;
	return { startedAt, caughtUp: state.caughtUp === true };
}

/** The latest events; where production has stopped reading is a good place to look for them. */
async function latestEvents(
	functions: IPollFunctions,
	ofInterest: (event: CommonEvent) => boolean,
): Promise<CommonEvent[]> {
	const { cursor } = functions.getWorkflowStaticData('node') as FeedState;
	for (const from of cursor === undefined ? [undefined] : [cursor, undefined]) {
		const { events } = await readFeed(functions, from, MOST_PAGES_BY_HAND, ofInterest);
		if (events.length > 0) return events.slice(-SHOWN_BY_HAND);
	}
	return [];
}

/** Until the end of the feed was seen once, only the time tells old from new. */
function isSince({ occurredAt }: CommonEvent, startedAt: string): boolean {
	return occurredAt !== null && occurredAt >= startedAt;
}

/**
 * Up to `pages` pages from the cursor on, in the feed's order.
 *
 * @param keep of which events only the last page's worth is kept; without it all are
 */
async function readFeed(
	functions: IPollFunctions,
	from: string | undefined,
	pages: number,
	keep?: (event: CommonEvent) => boolean,
): Promise<{ events: CommonEvent[]; cursor: string | undefined; atEnd: boolean }> {
	let events: CommonEvent[] = [];
	let cursor = from;
	try {
		const pace = new Pace(0, LONGEST_WAIT);
		const transport = await Transport.open(functions, platform, { timeout: TIMEOUT, pace });
		for (let page = 0; page < pages; page += 1) {
			const since = cursor === undefined ? {} : { since: cursor };
			const query: IDataObject = { limit: PAGE_SIZE, ...since };
			const request = { method: 'GET' as const, path: '/v1/events', query, headers: {} };
			const { body } = await transport.send(request, true);
			const rows = rowsOf(body, LIST_PLACES).filter(isObject) as IDataObject[];
			events.push(...rows.map(toCommonEvent));
			if (keep) events = events.filter(keep).slice(-PAGE_SIZE);
			const next = firstText(...NEXT_CURSOR.map((place) => String(valueAt(body, place) ?? '')));
			const atEnd = rows.length === 0 || next === undefined || next === cursor;
			cursor = next ?? cursor;
			if (atEnd) return { events, cursor, atEnd };
		}
		return { events, cursor, atEnd: false };
	} catch (error) {
		throw platformError(functions.getNode(), platform.name, error);
	}
}

function output(functions: IPollFunctions, events: CommonEvent[]): INodeExecutionData[][] | null {
	if (events.length === 0) return null;
	const simplify = functions.getNodeParameter('simplify', true) as boolean;
	return [events.map((event) => ({ json: simplify ? event : event.raw }))];
}
