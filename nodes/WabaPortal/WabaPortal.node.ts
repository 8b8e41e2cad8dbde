import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { nodeProperties, nodeSubtitle } from '../shared/form/description';
import { executeOperations } from '../shared/run/execute';
import { answerQuestion, sendAndWaitWebhooks } from '../shared/send-and-wait/webhook';
import { listSearch, resourceMapping } from './list-search';
import { platform } from './platform';
import { resources } from './resources';

export class WabaPortal implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WABA Portal',
		name: 'wabaPortal',
		icon: { light: 'file:wabaPortal.svg', dark: 'file:wabaPortal.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: nodeSubtitle(resources),
		description:
			'Send WhatsApp messages, manage templates, and start workflows on what customers write, with WABA Portal',
		defaults: { name: 'WABA Portal' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'wabaPortalApi', required: true }],
		webhooks: sendAndWaitWebhooks,
		properties: nodeProperties(resources),
	};

	methods = { listSearch, resourceMapping };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeOperations(this, platform, resources);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await answerQuestion(this);
	}
}
