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

export class Wbiz implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WBIZ',
		name: 'wbiz',
		icon: { light: 'file:wbiz.svg', dark: 'file:wbiz.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: nodeSubtitle(resources),
		description:
			'Send WhatsApp messages, run campaigns, manage contacts, and start workflows on what customers write, with WBIZ',
		defaults: { name: 'WBIZ' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'wbizApi', required: true }],
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
