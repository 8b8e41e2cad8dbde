import { randomUUID } from 'node:crypto';

import type { INode, INodeParameters } from 'n8n-workflow';

import type { CredentialReference } from '../n8n/credentials';
import type { WorkflowDefinition } from '../n8n/workflows';

const PACKAGE = 'n8n-nodes-whatsapp-hub';

/** The panels of WBIZ's nodes as their users fill them in, by the name of the node. */
const PANELS: Record<string, { type: string; parameters: INodeParameters }> = {
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
		type: `${PACKAGE}.wbizTrigger`,
		parameters: {
			options: { signatureForm: 'detect', signatureHeader: '', otherEvents: '' },
		},
	},
	'WBIZ Polling Trigger': {
		type: `${PACKAGE}.wbizPollingTrigger`,
		parameters: { pollTimes: { item: [{ mode: 'everyMinute' }] }, options: { otherEvents: '' } },
	},
};

function action(parameters: INodeParameters): { type: string; parameters: INodeParameters } {
	return { type: `${PACKAGE}.wbiz`, parameters };
}

/** The names of the panels with the names of their pictures. */
export const wbizPictures: Record<string, string> = Object.fromEntries(
	Object.keys(PANELS).map((name) => [name, `wbiz-${name.toLowerCase().replaceAll(' ', '-')}`]),
);

/** A workflow that only shows nodes, three in a row. */
export function wbizPanels(credential: CredentialReference): WorkflowDefinition {
	const nodes = Object.entries(PANELS).map(([name, { type, parameters }], index): INode => ({
		id: randomUUID(),
		name,
		type,
		typeVersion: 1,
		position: [(index % 4) * 260, Math.floor(index / 4) * 220],
		parameters,
		credentials: { wbizApi: credential },
		...(type.endsWith('wbizTrigger') ? { webhookId: randomUUID() } : {}),
	}));
	return { name: 'WBIZ: all panels', nodes, connections: {} };
}
