import { options } from '../../shared/fields/common';
import type { Resource } from '../../shared/operation';
import { listFields, pagedList } from '../lists';
import { isPlatformId, templateIdentifier } from '../fields/locators';

export const template: Resource = {
	name: 'Template',
	value: 'template',
	operations: [
		{
			name: 'Get',
			value: 'get',
			action: 'Get a template',
			description: 'Get a template with its components and its variables with sample values',
			method: 'GET',
			path: '/templates/{identifier}',
			fields: [
				templateIdentifier,
				{
					displayName: 'By',
					name: 'by',
					type: 'hidden',
					default: 'name',
					description: 'What the identifier is',
					in: 'query',
					encode: (_value, read) => (isPlatformId(read('templateIdentifier')) ? 'id' : undefined),
				},
			],
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many templates',
			description: 'Get templates with their status',
			method: 'GET',
			path: '/templates',
			...pagedList('templates'),
			fields: [
				...listFields(),
				options({
					displayName: 'All in One Page',
					name: 'all',
					type: 'boolean',
					default: false,
					description:
						'Whether to ask the platform for all templates at once instead of page by page',
					in: 'query',
					encode: (value) => (value === true ? 'true' : undefined),
				}),
			],
		},
	],
};
