import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { dropDuplicates, events, simplify } from '../shared/trigger/fields';
import { requireReady } from '../shared/trigger/registration';
import { receive } from '../shared/trigger/webhook';
import { eventOptions } from './trigger/events';
import { byHand, receiver } from './trigger/receiver';

export class PabblyChatflowTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Pabbly Chatflow Trigger',
		name: 'pabblyChatflowTrigger',
		icon: { light: 'file:pabblyChatflow.svg', dark: 'file:pabblyChatflow.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when a WhatsApp message or status arrives at Pabbly Chatflow',
		defaults: { name: 'Pabbly Chatflow Trigger' },
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
					'Pabbly Chatflow takes webhooks by hand only:<ul><li>Set a "Webhook Shared Secret" in the credential: 24 or more letters and digits.</li><li>Copy the "Production URL" above and append ?secret= and the shared secret. Where a header can be set, X-Webhook-Secret with the secret does as well.</li><li>In Pabbly Chatflow open Settings &gt; API &amp; Webhooks, add a webhook with that address, and activate it.</li><li>The "Test URL" is another address: to listen for a test event, add a second webhook with it.</li></ul>A delivery without the secret is refused.',
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
				options: [dropDuplicates],
			},
		],
	};

	webhookMethods = {
		default: {
			// Nothing can be looked for at the platform; so every activation comes to `create`, which checks.
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return false;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await requireReady(this, byHand);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, receiver(this));
	}
}
