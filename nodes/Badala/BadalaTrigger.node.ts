import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { downloadFiles, downloadFilesFields } from '../shared/arrival/download-files';
import { ignoreWhileHuman, ignoreWhileHumanField } from '../shared/arrival/human';
import { optOut, optOutFields, updateContact } from '../shared/arrival/opt-out';
import { waitForMore, waitOptions } from '../shared/arrival/wait-for-more';
import { executeTrigger } from '../shared/trigger/execute';
import {
	dropDuplicates,
	events,
	eventsSubtitle,
	filters,
	simplify,
	tolerance,
} from '../shared/trigger/fields';
import { manualWebhook } from '../shared/trigger/registration';
import { receive } from '../shared/trigger/webhook';
import { platform } from './platform';
import { hasAssignee } from './trigger/human';
import { noteConsent } from './trigger/opt-out';
import { conversation } from './trigger/conversation';
import { eventOptions } from './trigger/events';
import { findFile } from './trigger/file';
import { receiver, webhook } from './trigger/receiver';

export class BadalaTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Badala Trigger',
		name: 'badalaTrigger',
		icon: { light: 'file:badala.svg', dark: 'file:badala.dark.svg' },
		group: ['trigger'],
		// From version 2 on n8n does not look for a binary option at each delivery, which would take milliseconds.
		version: 2,
		subtitle: eventsSubtitle(eventOptions),
		description:
			'Send WhatsApp messages, manage contacts and conversations, and start workflows on what customers write, with Badala',
		defaults: { name: 'Badala Trigger' },
		// Shown once the workflow is published.
		activationMessage:
			'Now enter the Production URL of the Badala Trigger in Badala, under Settings > Webhooks, if it is not there yet. Messages start the workflow from then on.',
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'badalaApi', required: true }],
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
			{
				displayName:
					'Webhooks of Badala are set up in its app:<ol><li>Copy the "Production URL" above. Badala calls HTTPS addresses only.</li><li>In Badala open Settings &gt; Webhooks &gt; New webhook, enter that address, tick the events that you choose below, and save.</li><li>Badala shows the secret of the webhook once: put it in the credential under "Webhook Secrets", one per line.</li><li>The "Test URL" is another address: to listen for a test event, make a second webhook with it, which has a secret of its own.</li></ol>A delivery that no secret has signed is refused.',
				name: 'registrationNotice',
				type: 'notice',
				default: '',
			},
			{ ...events, options: eventOptions, required: true },
			simplify,
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [
					...downloadFilesFields,
					dropDuplicates,
					{
						displayName: 'Duplicates Known By',
						name: 'duplicatesBy',
						type: 'options',
						options: [
							{ name: 'ID of the Delivery', value: 'delivery' },
							{ name: 'ID of the Message', value: 'message' },
						],
						default: 'delivery',
						description:
							'How a message or status that is delivered again is recognized. The platform does not document whether a delivery keeps its ID when it is sent again.',
					},
					...filters,
					ignoreWhileHumanField('it is assigned to a teammate, also by a rule of the platform'),
					...optOutFields,
					tolerance,
					updateContact('its marketing consent'),
					...waitOptions,
				],
			},
		],
	};

	webhookMethods = { default: manualWebhook(webhook) };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, receiver(this));
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeTrigger(this, [
			optOut(platform, noteConsent),
			ignoreWhileHuman(platform, hasAssignee),
			waitForMore(conversation),
			downloadFiles(platform, findFile),
		]);
	}
}
