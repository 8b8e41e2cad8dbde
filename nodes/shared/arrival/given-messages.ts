import type { IExecuteFunctions } from 'n8n-workflow';

import { wait } from '../http/wait';
import type { CommonEvent } from '../trigger/event';

/** Messages that n8n remembers for each trigger; the oldest go first. Each takes two entries. */
const MOST_ENTRIES = 2000;
const OPTIONS = { mode: 'entries', maxEntries: MOST_ENTRIES } as const;
/** How often to look whether an entry is still there: n8n's store lets two workers overwrite each other. */
const LOOKS = 3;
/** Milliseconds. */
const SHORTEST_PAUSE = 20;
const LONGEST_PAUSE = 80;

let last: Promise<unknown> = Promise.resolve();

/**
 * Notes in n8n's database that these messages go on in one run, and says which of them no other run has.
 *
 * @param run what identifies the run, also when it is tried again
 * @returns all of them when n8n cannot say: twice is better than never. Nor can it say it of one without an ID.
 */
export async function notGivenElsewhere(
	functions: IExecuteFunctions,
	run: string,
	events: CommonEvent[],
): Promise<CommonEvent[]> {
	// One after the other within a process: they write the same row.
	const known = events.filter((event) => idOf(event) !== null);
	const turn = last.then(async () => await claim(functions, run, known));
	last = turn.catch(() => undefined);
	try {
		const own = await turn;
		return events.filter((event) => own.includes(event) || !known.includes(event));
	} catch {
		functions.logger.warn(
			'Wait for More Messages could not note in the database which messages have gone on: another worker may give one a second time',
			{ node: functions.getNode().name },
		);
		return events;
	}
}

async function claim(
	functions: IExecuteFunctions,
	run: string,
	events: CommonEvent[],
): Promise<CommonEvent[]> {
	if (events.length === 0) return events;
	const entry = (event: CommonEvent) => `given ${idOf(event)}`;
	const entryOfRun = (event: CommonEvent) => `given ${idOf(event)} with ${run}`;
	const fresh = await record(functions, [...events.map(entry), ...events.map(entryOfRun)]);
	const isOwn = (event: CommonEvent) => fresh.has(entry(event)) || !fresh.has(entryOfRun(event));
	const own = events.filter(isOwn);
	const foreign = events.filter((event) => !isOwn(event)).map(entryOfRun);
	if (foreign.length > 0) await functions.helpers.removeProcessed(foreign, 'node', OPTIONS);
	const entries = [...own.map(entry), ...own.map(entryOfRun)];
	for (let look = 0; look < LOOKS && entries.length > 0; look += 1) {
		await wait(SHORTEST_PAUSE + Math.random() * (LONGEST_PAUSE - SHORTEST_PAUSE));
		if ((await record(functions, entries)).size === 0) break;
	}
	return own;
}

/** Records what is not there yet, and says what that was. */
async function record(functions: IExecuteFunctions, entries: string[]): Promise<Set<unknown>> {
	const { helpers } = functions;
	let first: unknown;
	for (let attempt = 1; attempt <= 2; attempt += 1) {
		try {
			return new Set((await helpers.checkProcessedAndRecord(entries, 'node', OPTIONS)).new);
		} catch (error) {
			// Two workers may write the trigger's very first entry at once: the second one fails.
			first ??= error;
		}
	}
	throw first;
}

function idOf({ messageId, eventId }: CommonEvent): string | null {
	return messageId ?? eventId;
}
