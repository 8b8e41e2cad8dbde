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

import { optOut, optOutFields, updateContact } from '../shared/arrival/opt-out';
import { waitForMore, waitOptions } from '../shared/arrival/wait-for-more';
import { executeTrigger } from '../shared/trigger/execute';
import {
	dropDuplicates,
	events,
	eventsSubtitle,
	filters,
	maximumAge,
	messageEvents,
	otherEvents,
	simplify,
} from '../shared/trigger/fields';
import { receive } from '../shared/trigger/webhook';
import { platform } from './platform';
import { noteOptIn } from './trigger/opt-out';
import { conversation } from './trigger/conversation';
import { receiver } from './trigger/receiver';
import { isRegistered, register, unregister } from './trigger/registration';

export class WbizTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WBIZ Trigger',
		name: 'wbizTrigger',
		icon: { light: 'file:wbiz.svg', dark: 'file:wbiz.dark.svg' },
		group: ['trigger'],
		// From version 2 on n8n does not look for a binary option at each delivery, which would take milliseconds.
		version: 2,
		subtitle: eventsSubtitle(messageEvents),
		description:
			'Send WhatsApp messages, run campaigns, manage contacts, and start workflows on what customers write, with WBIZ',
		defaults: { name: 'WBIZ Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'wbizApi', required: true }],
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
			events,
			simplify,
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [
					dropDuplicates,
					...filters,
					maximumAge,
					...optOutFields,
					otherEvents('e.g. template.status, contact.created'),
					{
						displayName: 'Signature Form',
						name: 'signatureForm',
						type: 'options',
						options: [
							{ name: 'Base64 of the Body', value: 'base64' },
							{ name: 'Base64 of Timestamp and Body', value: 'base64WithTimestamp' },
							{ name: 'Found From the First Delivery', value: 'detect' },
							{ name: 'Hex of the Body', value: 'hex' },
							{ name: 'Hex of Timestamp and Body', value: 'hexWithTimestamp' },
							{ name: 'Standard Webhooks', value: 'standardWebhooks' },
							{ name: 'T=…,v1=…', value: 'pairs' },
						],
						default: 'detect',
						description:
							'How deliveries are signed, always by HMAC-SHA256. The platform does not document it. A delivery without a matching signature is refused in any case.',
					},
					{
						displayName: 'Signature Header',
						name: 'signatureHeader',
						type: 'string',
						default: '',
						placeholder: 'e.g. X-WBIZ-Signature',
						description:
							'Name of the header that holds the signature. Left empty, every header whose name ends in "signature" is tried.',
					},
					updateContact('its opt-in'),
					...waitOptions,
				],
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
		return await executeTrigger(this, [optOut(platform, noteOptIn), waitForMore(conversation)]);
	}
}
