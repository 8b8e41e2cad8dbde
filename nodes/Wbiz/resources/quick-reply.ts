import { modes } from '../../shared/fields/common';
import type { Field, Resource } from '../../shared/operation';
import { listFields, plainListOf } from '../lists';

const quickReplyId: Field = {
	displayName: 'Quick Reply',
	name: 'quickReplyId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'Which saved answer',
	...modes('searchQuickReplies', 'By ID', 'e.g. 66f1c0de'),
	in: 'path',
	as: 'id',
};

const shortcut: Field = {
	displayName: 'Shortcut',
	name: 'shortcut',
	type: 'string',
	default: '',
	placeholder: 'e.g. /hours',
	description: 'What people type to get the reply',
	in: 'body',
};

const title: Field = {
	displayName: 'Title',
	name: 'title',
	type: 'string',
	default: '',
	placeholder: 'e.g. Store hours',
	description: 'What the reply is called',
	in: 'body',
};

const text: Field = {
	displayName: 'Text',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	placeholder: 'e.g. Thanks for writing, we answer within an hour',
	description: 'What the reply says',
	in: 'body',
	as: 'body',
};

const required = (field: Field): Field => ({ ...field, required: true });

export const quickReply: Resource = {
	name: 'Quick Reply',
	value: 'quickReply',
	operations: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create a quick reply',
			description: 'Save an answer for the people who work in the inbox',
			method: 'POST',
			path: '/v1/quick-replies',
			fields: [shortcut, title, text].map(required),
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete a quick reply',
			description: 'Delete a saved answer',
			method: 'DELETE',
			path: '/v1/quick-replies/{id}',
			fields: [quickReplyId],
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many quick replies',
			description: 'Get the saved answers with their shortcuts',
			method: 'GET',
			path: '/v1/quick-replies',
			...plainListOf('quickReplies'),
			fields: listFields,
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update a quick reply',
			description: 'Change parts of a saved answer',
			method: 'PATCH',
			path: '/v1/quick-replies/{id}',
			fields: [
				quickReplyId,
				{
					displayName: 'Update Fields',
					name: 'updateFields',
					type: 'collection',
					placeholder: 'Add Field',
					default: {},
					options: [shortcut, text, title],
				},
			],
		},
	],
};
