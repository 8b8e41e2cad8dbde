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
import { optOut, optOutFields, updateContact } from '../shared/arrival/opt-out';
import { waitForMore, waitOptions } from '../shared/arrival/wait-for-more';
import { executeTrigger } from '../shared/trigger/execute';
import {
	dropDuplicates,
	events,
	eventsSubtitle,
	filters,
	simplify,
} from '../shared/trigger/fields';
import { manualWebhook } from '../shared/trigger/registration';
import { receive } from '../shared/trigger/webhook';
import { platform } from './platform';
import { noteOptIn } from './trigger/opt-out';
import { eventOptions } from './trigger/events';
import { findFile } from './trigger/file';
import { receiver, webhook } from './trigger/receiver';

export class PabblyChatflowTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Pabbly Chatflow Trigger',
		name: 'pabblyChatflowTrigger',
		icon: { light: 'file:pabblyChatflow.svg', dark: 'file:pabblyChatflow.dark.svg' },
		group: ['trigger'],
		// From version 2 on n8n does not look for a binary option at each delivery, which would take milliseconds.
		version: 2,
		subtitle: eventsSubtitle(eventOptions),
		description:
			'Send WhatsApp messages, run broadcasts, manage contacts, and start workflows on what customers write, with Pabbly Chatflow',
		defaults: { name: 'Pabbly Chatflow Trigger' },
		// Shown once the workflow is published.
		activationMessage:
			'Now enter the Production URL of the Pabbly Chatflow Trigger, with ?secret= and your shared secret at its end, in Pabbly Chatflow, under Settings > API & Webhooks, if it is not there yet. Messages start the workflow from then on.',
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'pabblyChatflowApi', required: true }],
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
					'Webhooks of Pabbly Chatflow are set up in its app:<ol><li>Set a "Webhook Shared Secret" in the credential: 24 or more letters and digits.</li><li>Copy the "Production URL" above and append ?secret= and the shared secret. Where a header can be set, X-Webhook-Secret with the secret does as well.</li><li>In Pabbly Chatflow open Settings &gt; API &amp; Webhooks, add a webhook with that address, and activate it.</li><li>The "Test URL" is another address: to listen for a test event, add a second webhook with it.</li></ol>A delivery without the secret is refused.',
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
					...filters,
					...optOutFields,
					updateContact('its opt-in'),
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
			optOut(platform, noteOptIn),
			waitForMore(),
			downloadFiles(platform, findFile),
		]);
	}
}
