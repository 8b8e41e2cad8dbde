import type { Resource } from '../../shared/operation';
import { listFields } from '../lists';

export const tag: Resource = {
	name: 'Tag',
	value: 'tag',
	operations: [
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many tags',
			description: 'Get the tags that contacts can have',
			method: 'GET',
			path: '/settings/tags',
			items: 'data.tags',
			fields: listFields(),
		},
	],
};
