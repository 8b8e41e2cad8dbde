import { includeSecret as sharedIncludeSecret, options } from '../../shared/fields/common';
import { httpsUrl } from '../../shared/fields/message';
import { InvalidValue, type Field, type Resource } from '../../shared/operation';

const includeSecret: Field = {
	...sharedIncludeSecret,
	description:
		'Whether to show the signing secret. It is then kept with the execution, for everybody who may see that.',
};

export const webhook: Resource = {
	name: 'Webhook',
	value: 'webhook',
	operations: [
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete the webhook',
			description: "Turn the number's webhook off and clear all of its settings",
			method: 'DELETE',
			path: '/webhook',
			fields: [],
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get the webhook',
			description: "Get where the number's events go",
			method: 'GET',
			path: '/webhook',
			fields: [options(includeSecret)],
		},
		{
			name: 'Test',
			value: 'test',
			action: 'Test the webhook',
			description: 'Let the platform send a test event and say what the receiver answered',
			method: 'POST',
			path: '/webhook/test',
			repeatable: true,
			fields: [],
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update the webhook',
			description:
				"Set where the number's events go. It replaces what is there, a trigger's address too.",
			method: 'PUT',
			path: '/webhook',
			repeatable: true,
			fields: [
				{
					displayName: 'URL',
					name: 'webhookUrl',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://example.com/webhook',
					description:
						'Where to send the events, with https. Leave empty to clear it; that needs Enabled to be off.',
					in: 'body',
					encode: (value, read) => httpsUrl(value) ?? cleared(read('webhookEnabled')),
				},
				{
					displayName: 'Enabled',
					name: 'webhookEnabled',
					type: 'boolean',
					default: true,
					description: 'Whether the platform sends events',
					in: 'body',
				},
				{
					displayName: 'Events',
					name: 'webhookEvents',
					type: 'multiOptions',
					options: [
						{ name: 'Messages', value: 'messages' },
						{ name: 'Statuses', value: 'statuses' },
					],
					default: [],
					description:
						'Which events to send. With none chosen the request names none; the platform does not document what it sends then.',
					in: 'body',
					encode: (value) => (Array.isArray(value) && value.length > 0 ? value : undefined),
				},
				options(includeSecret),
			],
		},
	],
};

/** An empty URL clears the webhook. While it is enabled that is refused: the empty URL may come from a failed expression. */
function cleared(enabled: unknown): string {
	if (enabled === false || enabled === 'false') return '';
	throw new InvalidValue('is empty');
}
