import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import type { CommonEvent } from '../shared/event';
import { Pace } from '../shared/pace';
import { rowsOf } from '../shared/pagination';
import { platformError } from '../shared/run-error';
import { Transport } from '../shared/transport';
import { firstText, isObject, valueAt } from '../shared/value';
import { toCommonEvent } from './events';
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

/** One poll reads so much at the most, and the next one goes on. */
const PAGE_SIZE = 50;
const MOST_PAGES = 20;
const SEEN = 1000;
/** How many events a fetch by hand shows. */
const SHOWN_BY_HAND = 10;
const TIMEOUT = 20_000;
const LONGEST_WAIT = 10_000;
const LIST_PLACES = ['', 'data', 'events', 'items', 'results'];
const CURSOR_PLACES = ['nextCursor', 'data.nextCursor', 'pagination.nextCursor', 'meta.nextCursor'];

/**
 * Reads the events feed on from where the last poll stopped. The first poll only finds the end of the feed.
 *
 * @returns `null` when there is nothing new: an empty list would start an empty execution
 * @throws NodeApiError; then nothing was moved on, and the next poll reads the same again
 */
export async function pollFeed(functions: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const state = functions.getWorkflowStaticData('node') as FeedState;
	const byHand = functions.getMode() === 'manual';
	const startedAt = state.startedAt ?? new Date().toISOString();
	const read = await readFeed(functions, byHand ? undefined : state.cursor);
	const wanted = wantedEvents(functions);
	const ofInterest = (event: CommonEvent) => wanted.includes(event.event);
	if (byHand) return output(functions, read.events.filter(ofInterest).slice(-SHOWN_BY_HAND));
	const seen = new Set(state.seen);
	const unseen = read.events.filter(({ eventId }) => {
		const before = eventId !== null && seen.has(eventId);
		if (eventId !== null) seen.add(eventId);
		return !before;
	});
	const isNew = (event: CommonEvent) => state.caughtUp || isSince(event, startedAt);
	const fresh = unseen.filter((event) => ofInterest(event) && isNew(event));
	const items = output(functions, fresh);
	// Last of all, so that nothing that fails above has moved the trigger on.
	Object.assign(state, {
		startedAt,
		cursor: read.cursor,
		caughtUp: state.caughtUp === true || read.atEnd,
		seen: [...seen].slice(-SEEN),
	});
	return items;
}

/** Until the end of the feed was seen once, only the time tells old from new. */
function isSince({ occurredAt }: CommonEvent, startedAt: string): boolean {
	return occurredAt !== null && occurredAt >= startedAt;
}

/** Up to {@link MOST_PAGES} pages from the cursor on, in the feed's order. */
async function readFeed(
	functions: IPollFunctions,
	from: string | undefined,
): Promise<{ events: CommonEvent[]; cursor: string | undefined; atEnd: boolean }> {
	const events: CommonEvent[] = [];
	let cursor = from;
	try {
		const pace = new Pace(0, LONGEST_WAIT);
		const transport = await Transport.open(functions, platform, { timeout: TIMEOUT, pace });
		for (let page = 0; page < MOST_PAGES; page += 1) {
			const query: IDataObject = {
				limit: PAGE_SIZE,
				...(cursor === undefined ? {} : { since: cursor }),
			};
			const request = { method: 'GET' as const, path: '/v1/events', query, headers: {} };
			const { body } = await transport.send(request, true);
			const rows = rowsOf(body, LIST_PLACES).filter(isObject) as IDataObject[];
			events.push(...rows.map(toCommonEvent));
			const next = firstText(...CURSOR_PLACES.map((place) => String(valueAt(body, place) ?? '')));
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
