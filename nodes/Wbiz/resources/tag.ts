import { modes } from '../../shared/fields/common';
import type { Field, Resource } from '../../shared/operation';
import { listFields, plainListOf } from '../lists';

const tagName: Field = {
	displayName: 'Tag',
	name: 'tagName',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'Which tag',
	...modes('searchTags', 'By Name', 'e.g. vip'),
	in: 'path',
	as: 'name',
};

export const tag: Resource = {
	name: 'Tag',
	value: 'tag',
	operations: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create a tag',
			description: 'Add a tag to those of the workspace',
			method: 'POST',
			path: '/v1/tags',
			fields: [
				{
					displayName: 'Tag Name',
					name: 'tagName',
					type: 'string',
					required: true,
					default: '',
					placeholder: 'e.g. vip',
					description: 'What the tag is called',
					in: 'body',
					as: 'name',
				},
			],
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete a tag',
			description: 'Delete a tag and take it off every contact',
			method: 'DELETE',
			path: '/v1/tags/{name}',
			fields: [tagName],
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many tags',
			description: 'Get the tags with how many contacts have them',
			method: 'GET',
			path: '/v1/tags',
			...plainListOf('tags'),
			fields: listFields,
		},
	],
};
