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
import { listSearch } from './list-search';
import { platform } from './platform';
import { resources } from './resources';

export class Cloove implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Cloove',
		name: 'cloove',
		icon: { light: 'file:cloove.svg', dark: 'file:cloove.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: nodeSubtitle(resources),
		description:
			'Send WhatsApp messages, read conversations, and start workflows on messages and other events, with Cloove',
		defaults: { name: 'Cloove' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'clooveApi', required: true }],
		webhooks: sendAndWaitWebhooks,
		properties: nodeProperties(resources),
	};

	methods = { listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeOperations(this, platform, resources);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await answerQuestion(this);
	}
}
