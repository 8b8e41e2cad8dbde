import type { INodeParameters } from 'n8n-workflow';

import type { Panels } from './panels';

function action(parameters: INodeParameters): Panels['nodes'][string] {
	return { type: 'cloove', parameters };
}

const nodes: Panels['nodes'] = {
	'Send Text': action({
		resource: 'message',
		operation: 'sendText',
		conversationId: {
			__rl: true,
			mode: 'list',
			value: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
			cachedResultName: 'Ada Lovelace (+2348012345678, open)',
		},
		text: 'Your order is on its way.',
		options: { idempotencyKey: '=order-{{ $json.order }}-shipped' },
	}),
	'Send Template': action({
		resource: 'message',
		operation: 'sendTemplate',
		businessWhatsappNumberId: '6f9619ff-8b86-4011-b42d-00c04fc964ff',
		to: '={{ $json.phone }}',
		templateName: 'order_shipped',
		templateVariables: {
			variable: [
				{ name: 'order_id', value: '={{ $json.order }}' },
				{ name: 'eta', value: 'Friday' },
			],
		},
	}),
	'Get Many': action({
		resource: 'conversation',
		operation: 'getMany',
		filters: { assigned: 'unassigned', mode: 'human', search: 'Ada', status: 'open' },
		options: { pageSize: 50 },
	}),
	'Get Messages': action({ resource: 'conversation', operation: 'getMessages' }),
	'Cloove Trigger': {
		type: 'clooveTrigger',
		parameters: { options: { fetchConversation: true, otherEvents: '', tolerance: 300 } },
	},
};

export const cloovePanels: Panels = { platform: 'cloove', credentialType: 'clooveApi', nodes };
