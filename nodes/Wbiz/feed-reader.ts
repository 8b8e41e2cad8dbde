import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { Pace } from '../shared/http/pace';
import { Transport } from '../shared/http/transport';
import { rowsOf } from '../shared/list/pagination';
import type { CommonEvent } from '../shared/trigger/event';
import { isObject } from '../shared/value';
import { nextCursorIn } from './cursor';
import { toCommonEvent } from './events';
import { PAGE_SIZE, rowsAt } from './lists';
import { platform } from './platform';

/** A part of the events feed. */
export interface FeedPart {
	/** In the feed's order. */
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

/**
 * Up to `pages` pages from the cursor on.
 *
 * @param keep of which events only the last page's worth is kept; without it all are
 * @throws RequestFailure
 */
export async function readFeed(
	functions: IPollFunctions,
	from: string | undefined,
	pages: number,
	keep?: (event: CommonEvent) => boolean,
): Promise<FeedPart> {
	let events: CommonEvent[] = [];
	let cursor = from;
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
		const next = nextCursorIn(body);
		const atEnd = rows.length === 0 || next === undefined || next === cursor;
		cursor = next ?? cursor;
		if (atEnd) return { events, cursor, atEnd };
	}
	return { events, cursor, atEnd: false };
}
