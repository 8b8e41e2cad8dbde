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

export class Badala implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Badala',
		name: 'badala',
		icon: { light: 'file:badala.svg', dark: 'file:badala.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: nodeSubtitle(resources),
		description:
			'Send WhatsApp messages, manage contacts and conversations, and start workflows on what customers write, with Badala',
		defaults: { name: 'Badala' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'badalaApi', required: true }],
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
