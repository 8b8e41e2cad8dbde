import { includeSecret, modes, options } from '../../shared/fields/common';
import { textList } from '../../shared/fields/contact';
import { httpsUrl } from '../../shared/fields/message';
import { InvalidValue, type Field, type Resource } from '../../shared/operation';
import { valueAt } from '../../shared/value';
import { listFields, plainListOf } from '../lists';

const webhookId: Field = {
	displayName: 'Webhook',
	name: 'webhookId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'Which subscription',
	...modes('searchWebhooks', 'By ID', 'e.g. 66f1c0de'),
	in: 'path',
	as: 'id',
};

const url: Field = {
	displayName: 'URL',
	name: 'webhookUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/webhook',
	description: 'Where to send the events, with https',
	in: 'body',
	as: 'url',
	encode: httpsUrl,
};

const events: Field = {
	displayName: 'Events',
	name: 'webhookEvents',
	type: 'multiOptions',
	options: [
		{ name: 'Message Received', value: 'message.received' },
		{ name: 'Message Status', value: 'message.status' },
	],
	default: ['message.received'],
	description: 'Which events to send',
	in: 'body',
	as: 'events',
};

/** The vendor documents two events by name, and has more. */
const otherEvents: Field = {
	displayName: 'Other Events',
	name: 'otherEvents',
	type: 'string',
	default: '',
	placeholder: 'e.g. contact.created, template.approved',
	description: 'Names of further events, with commas between them',
};

export const webhook: Resource = {
	name: 'Webhook',
	value: 'webhook',
	operations: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create a webhook',
			description:
				'Subscribe an address to events. The trigger does this by itself; this is for other receivers.',
			method: 'POST',
			path: '/v1/webhooks',
			fields: [
				{ ...url, required: true },
				{
					...events,
					encode: (value, read) => {
						const all = allEvents(value, valueAt(read('options'), otherEvents.name));
						if (all === undefined) throw new InvalidValue('is empty');
						return all;
					},
				},
				options(includeSecret, otherEvents),
			],
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete a webhook',
			description: "Remove a subscription. If it is a trigger's, that workflow hears nothing more.",
			method: 'DELETE',
			path: '/v1/webhooks/{id}',
			fields: [webhookId],
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get a webhook',
			description: 'Get a subscription',
			method: 'GET',
			path: '/v1/webhooks/{id}',
			fields: [webhookId],
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many webhooks',
			description: 'Get the subscriptions of the account',
			method: 'GET',
			path: '/v1/webhooks',
			...plainListOf('webhooks'),
			fields: listFields,
		},
		{
			name: 'Test',
			value: 'test',
			action: 'Test a webhook',
			description: 'Let the platform send a sample event to the address of a subscription',
			method: 'POST',
			path: '/v1/webhooks/{id}/test',
			repeatable: true,
			fields: [webhookId],
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update a webhook',
			description: 'Change the address or the events of a subscription, or pause it',
			method: 'PATCH',
			path: '/v1/webhooks/{id}',
			repeatable: true,
			fields: [
				webhookId,
				{
					displayName: 'Update Fields',
					name: 'updateFields',
					type: 'collection',
					placeholder: 'Add Field',
					default: {},
					options: [
						{
							displayName: 'Enabled',
							name: 'webhookEnabled',
							type: 'boolean',
							default: true,
							description: 'Whether the platform sends events',
							in: 'body',
							as: 'active',
						},
						{ ...events, encode: (value) => allEvents(value, '') },
						{
							...otherEvents,
							in: 'body',
							as: 'events',
							// Comes after Events, and holds them too: the platform keeps one list.
							encode: (value, read) => allEvents(valueAt(read('updateFields'), events.name), value),
						},
						url,
					],
				},
			],
		},
	],
};

/** The chosen events and those that were typed; `undefined` where there are none. */
function allEvents(chosen: unknown, others: unknown): string[] | undefined {
	return textList([chosen, others]);
}
