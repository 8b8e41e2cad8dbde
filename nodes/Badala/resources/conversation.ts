import { options } from '../../shared/fields/common';
import type { Field, Resource } from '../../shared/operation';
import { conversationId } from '../fields/locators';
import { openList, openListFields } from '../lists';

/** A filter whose name is assumed: the vendor's page says only by what conversations can be filtered. */
const filter = (displayName: string, name: string, placeholder: string): Field => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder,
	description: `Only conversations with this ${displayName.replace(/ID$/, '').trim().toLowerCase()}. The platform does not document the name of this filter; "${name}" is assumed.`,
	in: 'query',
});

const bodyField = (standard: string): Field => ({
	displayName: 'Body Field',
	name: 'bodyField',
	type: 'string',
	default: standard,
	placeholder: `e.g. ${standard}`,
	description: `Name of the field that holds it in the request. The platform does not document it; "${standard}" is assumed.`,
});

const path = '/orgs/{orgId}/conversations/{id}';

export const conversation: Resource = {
	name: 'Conversation',
	value: 'conversation',
	operations: [
		{
			name: 'Assign',
			value: 'assign',
			action: 'Assign a conversation',
			description: 'Give a conversation to a teammate, or take it back',
			method: 'PATCH',
			path: `${path}/assignee`,
			repeatable: true,
			fields: [
				conversationId('id'),
				{
					displayName: 'Unassign',
					name: 'unassign',
					type: 'boolean',
					default: false,
					description: 'Whether to take the conversation back from the teammate who has it',
				},
				{
					displayName: 'Assignee ID',
					name: 'assigneeId',
					type: 'string',
					required: true,
					default: '',
					placeholder: 'e.g. usr_66f1c0de',
					description:
						'ID of the teammate. The platform documents no list of them; Conversation > Get Many may show who has which.',
					displayOptions: { show: { unassign: [false] } },
				},
				options(bodyField('assigneeId')),
			],
			run: async ({ request, values, send }) => {
				const { bodyField: name = 'assigneeId', assigneeId, unassign } = values;
				const body = { [String(name)]: unassign === true ? null : assigneeId };
				return await send({ ...request, body });
			},
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many conversations',
			description: 'Get conversations, all or those that a filter lets through',
			method: 'GET',
			path: '/orgs/{orgId}/conversations',
			...openList('conversations'),
			fields: openListFields(
				filter('Assignee ID', 'assigneeId', 'e.g. usr_66f1c0de'),
				filter('Channel ID', 'channelId', 'e.g. ch_66f1c0de'),
				filter('Status', 'status', 'e.g. OPEN'),
			),
		},
		{
			name: 'Get Messages',
			value: 'getMessages',
			action: 'Get the messages of a conversation',
			description: 'Get the messages of a conversation, in the order of the platform',
			method: 'GET',
			path: `${path}/messages`,
			...openList('messages'),
			fields: [conversationId('id'), ...openListFields()],
		},
		{
			name: 'Set Status',
			value: 'setStatus',
			action: 'Set the status of a conversation',
			description: 'Open or close a conversation',
			method: 'PATCH',
			path: `${path}/status`,
			repeatable: true,
			fields: [
				conversationId('id'),
				{
					displayName: 'Status',
					name: 'status',
					type: 'options',
					options: [
						{ name: 'Closed', value: 'closed' },
						{ name: 'Open', value: 'open' },
					],
					default: 'closed',
					description: 'Whether to open or to close the conversation',
				},
				options(bodyField('status'), {
					displayName: 'Letter Case',
					name: 'letterCase',
					type: 'options',
					options: [
						{ name: 'Lower Case', value: 'lower' },
						{ name: 'Upper Case', value: 'upper' },
					],
					default: 'upper',
					description:
						'How the status is written: open or OPEN. The platform does not document it.',
				}),
			],
			run: async ({ request, values, send }) => {
				const { bodyField: name = 'status', letterCase, status } = values;
				const value = letterCase === 'lower' ? String(status) : String(status).toUpperCase();
				return await send({ ...request, body: { [String(name)]: value } });
			},
		},
	],
};
