import type { INodeParameters } from 'n8n-workflow';

import type { Panels } from './panels';

function action(parameters: INodeParameters): Panels['nodes'][string] {
	return { type: 'wbiz', parameters };
}

const nodes: Panels['nodes'] = {
	'Send Template': action({
		resource: 'message',
		operation: 'sendTemplate',
		to: '+919876543210',
		templateName: {
			__rl: true,
			mode: 'list',
			value: 'order_tracking|en_US',
			cachedResultName: 'order_tracking (en_US, UTILITY)',
		},
	}),
	'Send Buttons': action({
		resource: 'message',
		operation: 'sendButtons',
		to: '={{ $json.phone }}',
		text: 'How can we help?',
		buttons: {
			button: [
				{ id: 'sales', title: 'Sales' },
				{ id: 'support', title: 'Support' },
			],
		},
	}),
	'Send List': action({
		resource: 'message',
		operation: 'sendList',
		to: '={{ $json.phone }}',
		text: 'When shall we come?',
		buttonText: 'Choose a time',
		sections: {
			section: [
				{
					title: 'Tomorrow',
					rows: { row: [{ id: 'am', title: 'Morning', description: '9 to 12' }] },
				},
			],
		},
	}),
	'Send Media': action({
		resource: 'message',
		operation: 'sendMedia',
		to: '={{ $json.phone }}',
		mediaType: 'document',
		mediaSource: 'binary',
	}),
	Import: action({
		resource: 'contact',
		operation: 'import',
		contactPhone: '={{ $json.phone }}',
		contactName: '={{ $json.name }}',
		tags: ['lead', 'vip'],
		options: { defaultOptedIn: false, defaultTags: ['imported'] },
	}),
	'Create Campaign': action({
		resource: 'campaign',
		operation: 'create',
		campaignName: 'Diwali offer',
		templateName: { __rl: true, mode: 'list', value: '' },
		audience: 'tags',
		audienceTags: ['customer'],
		schedule: 'at',
		scheduledAt: '2099-01-01T09:30:00',
	}),
	'Create Template': action({ resource: 'template', operation: 'create' }),
	'Create Webhook': action({
		resource: 'webhook',
		operation: 'create',
		options: { includeSecret: false, otherEvents: '' },
	}),
	'WBIZ Trigger': {
		type: 'wbizTrigger',
		parameters: {
			options: { signatureForm: 'detect', signatureHeader: '', otherEvents: '' },
		},
	},
	'WBIZ Polling Trigger': {
		type: 'wbizPollingTrigger',
		parameters: { pollTimes: { item: [{ mode: 'everyMinute' }] }, options: { otherEvents: '' } },
	},
};

export const wbizPanels: Panels = { platform: 'wbiz', credentialType: 'wbizApi', nodes };
