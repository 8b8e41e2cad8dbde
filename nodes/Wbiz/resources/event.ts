import { limit, options, returnAll } from '../../shared/fields/common';
import { readPages, rowsOf } from '../../shared/list/pagination';
import type { ApiRequest, OperationCall, Resource } from '../../shared/operation';
import { isObject } from '../../shared/value';
import { listOf, nextCursorIn } from '../lists';

const feed = listOf('events', 'since');

export const event: Resource = {
	name: 'Event',
	value: 'event',
	operations: [
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many events',
			description:
				'Get what webhooks would have delivered. Each event comes with nextCursor, from which you can read on later with Since. To start workflows from events, use the WBIZ Polling Trigger, which remembers where it was.',
			method: 'GET',
			path: '/v1/events',
			...feed,
			fields: [
				returnAll,
				limit,
				options({
					displayName: 'Since',
					name: 'since',
					type: 'string',
					default: '',
					placeholder: 'e.g. evt_66f1c0de',
					description: 'The nextCursor of an earlier event: only events after it are read',
					in: 'query',
				}),
			],
			run: readEvents,
		},
	],
};

/** The events, each with the cursor behind the last of them, which the vendor's page says to save. */
async function readEvents({ request, values, send }: OperationCall): Promise<unknown[]> {
	const events: unknown[] = [];
	let { since: nextCursor } = request.query;
	const read = async (page: ApiRequest) => {
		const body = await send(page);
		// Also what goes beyond the limit: the cursor stands behind it, so it would never be read again.
		events.push(...rowsOf(body, feed.items));
		nextCursor = nextCursorIn(body) ?? nextCursor;
		return body;
	};
	const wanted = values.returnAll === true ? Infinity : Number(values.limit);
	await readPages(read, request, feed, wanted);
	if (nextCursor === undefined) return events;
	return events.map((event) => (isObject(event) ? { ...event, nextCursor } : event));
}
