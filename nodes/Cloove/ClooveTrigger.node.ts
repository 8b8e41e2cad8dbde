import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { ignoreWhileHuman, ignoreWhileHumanField } from '../shared/arrival/human';
import { optOut, optOutFields } from '../shared/arrival/opt-out';
import { waitForMore, waitOptions } from '../shared/arrival/wait-for-more';
import { executeTrigger } from '../shared/trigger/execute';
import {
	dropDuplicates,
	events,
	eventsSubtitle,
	filters,
	otherEvents,
	simplify,
	tolerance,
} from '../shared/trigger/fields';
import { manualWebhook } from '../shared/trigger/registration';
import { receive } from '../shared/trigger/webhook';
import { platform } from './platform';
import { fetchConversation, isInHumanMode } from './trigger/conversation-reader';
import { conversation } from './trigger/conversation';
import { eventOptions } from './trigger/event-names';
import { receiver, webhook } from './trigger/receiver';

export class ClooveTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Cloove Trigger',
		name: 'clooveTrigger',
		icon: { light: 'file:cloove.svg', dark: 'file:cloove.dark.svg' },
		group: ['trigger'],
		// From version 2 on n8n does not look for a binary option at each delivery, which would take milliseconds.
		version: 2,
		subtitle: eventsSubtitle(eventOptions),
		description:
			'Send WhatsApp messages, read conversations, and start workflows on messages and other events, with Cloove',
		defaults: { name: 'Cloove Trigger' },
		// Shown once the workflow is published.
		activationMessage:
			'Now enter the Production URL of the Cloove Trigger in Cloove, under Developer > Webhooks, if it is not there yet. Messages start the workflow from then on.',
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'clooveApi', required: true }],
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
					'Webhooks of Cloove are set up in its app:<ol><li>In Cloove open Developer &gt; Webhooks and add an endpoint: a name, the "Production URL" above, the environment, and the events chosen below.</li><li>Copy the signing secret of that environment (whsec_…) into "Webhook Secrets" of the credential. Test and live have a secret each, one per line.</li><li>The "Test URL" is another address: to listen for a test event, add a second endpoint with it.</li></ol>A delivery without a good signature is refused.',
				name: 'registrationNotice',
				type: 'notice',
				default: '',
			},
			{ ...events, options: eventOptions },
			simplify,
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [
					dropDuplicates,
					{
						displayName: 'Fetch Conversation',
						name: 'fetchConversation',
						type: 'boolean',
						default: false,
						description:
							'Whether to read the conversation that an event names, with its most recent messages. It fills what the event itself leaves open: phone, name, and the text or status of its message. The platform does not document what its messaging events hold. The key needs the scope messaging:messages:read.',
						displayOptions: { show: { '/simplify': [true] } },
					},
					...filters,
					ignoreWhileHumanField('its mode is human, and not ai'),
					...optOutFields,
					otherEvents('e.g. payment.refunded, store.created'),
					tolerance,
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
			fetchConversation,
			optOut(platform),
			ignoreWhileHuman(platform, isInHumanMode),
			waitForMore(conversation),
		]);
	}
}
