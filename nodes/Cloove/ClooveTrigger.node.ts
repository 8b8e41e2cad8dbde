import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { dropDuplicates, events, simplify, tolerance } from '../shared/trigger/fields';
import { requireReady } from '../shared/trigger/registration';
import { receive } from '../shared/trigger/webhook';
import { eventOptions } from './trigger/event-names';
import { byHand, receiver } from './trigger/receiver';

export class ClooveTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Cloove Trigger',
		name: 'clooveTrigger',
		icon: { light: 'file:cloove.svg', dark: 'file:cloove.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when a WhatsApp message or another event arrives at Cloove',
		defaults: { name: 'Cloove Trigger' },
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
					'Webhooks of Cloove are set up by hand:<ul><li>In Cloove open Developer &gt; Webhooks and add an endpoint: a name, the "Production URL" above, the environment, and the events chosen below.</li><li>Copy the signing secret of that environment (whsec_…) into "Webhook Secrets" of the credential. Test and live have a secret each, one per line.</li><li>The "Test URL" is another address: to listen for a test event, add a second endpoint with it.</li></ul>A delivery without a good signature is refused.',
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
					{
						displayName: 'Other Events',
						name: 'otherEvents',
						type: 'string',
						default: '',
						placeholder: 'e.g. payment.refunded, store.created',
						description:
							'Names of further events that start the workflow, separated by commas, for those that are not in the list',
					},
					tolerance,
				],
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
