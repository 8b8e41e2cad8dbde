import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { optOutFields, updateContact } from '../shared/arrival/opt-out';
import { joinMessages } from '../shared/arrival/wait-for-more';
import {
	events,
	eventsSubtitle,
	filters,
	messageEvents,
	otherEvents,
	simplify,
} from '../shared/trigger/fields';
import { pollFeed } from './trigger/feed';

export class WbizPollingTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WBIZ Polling Trigger',
		name: 'wbizPollingTrigger',
		icon: { light: 'file:wbiz.svg', dark: 'file:wbiz.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: eventsSubtitle(messageEvents),
		description:
			'Checks WBIZ for new WhatsApp messages and statuses every minute, without a public address',
		defaults: { name: 'WBIZ Polling Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'wbizApi', required: true }],
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
					...filters,
					joinMessages,
					...optOutFields,
					otherEvents('e.g. template.status, contact.created'),
					updateContact('its opt-in'),
				],
			},
		],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollFeed(this);
	}
}
