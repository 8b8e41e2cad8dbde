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
import { listSearch, loadOptions, resourceMapping } from './list-search';
import { platform } from './platform';
import { resources } from './resources';

export class PabblyChatflow implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Pabbly Chatflow',
		name: 'pabblyChatflow',
		icon: { light: 'file:pabblyChatflow.svg', dark: 'file:pabblyChatflow.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: nodeSubtitle(resources),
		description:
			'Send WhatsApp messages, run broadcasts, manage contacts, and start workflows on what customers write, with Pabbly Chatflow',
		defaults: { name: 'Pabbly Chatflow' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'pabblyChatflowApi', required: true }],
		webhooks: sendAndWaitWebhooks,
		properties: nodeProperties(resources),
	};

	methods = { listSearch, loadOptions, resourceMapping };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeOperations(this, platform, resources);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await answerQuestion(this);
	}
}
