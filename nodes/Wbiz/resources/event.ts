import { limit, options, returnAll } from '../../shared/fields/common';
import type { Resource } from '../../shared/operation';
import { listOf } from '../lists';

export const event: Resource = {
	name: 'Event',
	value: 'event',
	operations: [
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many events',
			description:
				'Get what webhooks would have delivered. To start workflows from it, use the WBIZ Polling Trigger, which remembers where it was.',
			method: 'GET',
			path: '/v1/events',
			...listOf('events', 'since'),
			fields: [
				returnAll,
				limit,
				options({
					displayName: 'Since',
					name: 'since',
					type: 'string',
					default: '',
					description: 'Cursor that an earlier answer gave as nextCursor: only events after it',
					in: 'query',
				}),
			],
		},
	],
};
