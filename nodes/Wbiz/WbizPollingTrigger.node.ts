import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { optOutFields, updateContact } from '../shared/arrival/opt-out';
import { joinMessages } from '../shared/arrival/wait-for-more';
import { events, filters, otherEvents, simplify } from '../shared/trigger/fields';
import { pollFeed } from './trigger/feed';

export class WbizPollingTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WBIZ Polling Trigger',
		name: 'wbizPollingTrigger',
		icon: { light: 'file:wbiz.svg', dark: 'file:wbiz.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description:
			'Asks WBIZ for WhatsApp messages and statuses, for an n8n that the internet cannot reach',
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
