import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type IHookFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { optOut, optOutFields } from '../shared/arrival/opt-out';
import { executeTrigger } from '../shared/trigger/execute';
import {
	dropDuplicates,
	events,
	eventsSubtitle,
	filters,
	maximumAge,
	simplify,
} from '../shared/trigger/fields';
import { receive } from '../shared/trigger/webhook';
import { platform } from './platform';
import { waitForMore, waitOptions } from '../shared/arrival/wait-for-more';
import { conversation } from './trigger/conversation';
import { eventOptions } from './trigger/events';
import { receiver } from './trigger/receiver';
import { isRegistered, register, unregister } from './trigger/registration';

export class WabaPortalTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WABA Portal Trigger',
		name: 'wabaPortalTrigger',
		icon: { light: 'file:wabaPortal.svg', dark: 'file:wabaPortal.dark.svg' },
		group: ['trigger'],
		// From version 2 on n8n does not look for a binary option at each delivery, which would take milliseconds.
		version: 2,
		subtitle: eventsSubtitle(eventOptions),
		description:
			'Send WhatsApp messages, manage templates, and start workflows on what customers write, with WABA Portal',
		defaults: { name: 'WABA Portal Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'wabaPortalApi', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				// n8n then answers with what `webhook()` gives, once the execution is stored.
				responseData: '',
				path: 'webhook',
			},
		],
		properties: [
			{ ...events, options: eventOptions, required: true },
			{
				displayName: 'Replace Existing Webhook',
				name: 'replaceExistingWebhook',
				type: 'boolean',
				default: false,
				description:
					'Whether to take the place of a webhook that is already set for the number. As far as its page shows, WABA Portal has only one. What was there is put back on deactivation, or when a test ends.',
			},
			simplify,
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [dropDuplicates, ...filters, maximumAge, ...optOutFields, ...waitOptions],
			},
		],
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await isRegistered(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await register(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await unregister(this);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, receiver(this));
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeTrigger(this, [optOut(platform), waitForMore(conversation)]);
	}
}
