import type { IDataObject } from 'n8n-workflow';

import { additionalBody, defaultCountryCode, options } from '../../shared/fields/common';
import type { Field, OperationCall, Resource } from '../../shared/operation';
import { broadcastMessage, contactListNames, schedule } from '../broadcast-fields';
import { campaignOptions, campaignTemplate, campaignRecipient } from '../campaign-fields';
import { fixed } from '../fields';
import { templateBody } from '../template-body';
import { chosenTemplate } from '../template-form';

/** What a broadcast, and what an API campaign, takes of a template's values. */
const BROADCAST_TAKES = [
	'headerParams',
	'bodyParams',
	'urlVariables',
	'copyCodeParam',
	'link',
	'filename',
];
const CAMPAIGN_TAKES = ['headerParams', 'bodyParams', 'link', 'filename'];

const broadcastName: Field = {
	displayName: 'Broadcast Name',
	name: 'broadcastName',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. summer_promo',
	description: 'What the broadcast is called on the platform',
	in: 'body',
	as: 'name',
};

const campaignName: Field = {
	...broadcastName,
	displayName: 'Campaign Name',
	name: 'campaignName',
	placeholder: 'e.g. summer_campaign',
	description: 'What the API campaign is called on the platform',
};

export const broadcast: Resource = {
	name: 'Broadcast',
	value: 'broadcast',
	operations: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create a broadcast',
			description: 'Send a message to contact lists, now or later',
			method: 'POST',
			path: '/broadcasts',
			fields: [
				fixed('broadcastType', 'broadcast'),
				broadcastName,
				contactListNames,
				...schedule,
				...broadcastMessage,
				options(additionalBody),
			],
			run: createBroadcast,
		},
		{
			name: 'Create API Campaign',
			value: 'createApiCampaign',
			action: 'Create an API campaign',
			description: 'Add a campaign that sends a template to one number at a time',
			method: 'POST',
			path: '/broadcasts',
			fields: [
				fixed('broadcastType', 'api'),
				campaignName,
				chosenTemplate,
				options(additionalBody),
			],
			run: async (call) => await call.send({ ...call.request, body: await templateBody(call, []) }),
		},
		{
			name: 'Send API Campaign',
			value: 'sendApiCampaign',
			action: 'Send an API campaign',
			description: 'Send the template of an API campaign to one number',
			method: 'POST',
			path: '/broadcasts/send',
			fields: [
				{ ...campaignName, as: 'campaignName' },
				...campaignRecipient,
				...campaignTemplate,
				options(additionalBody, defaultCountryCode, ...campaignOptions),
			],
			run: async (call) =>
				await call.send({ ...call.request, body: await templateBody(call, CAMPAIGN_TAKES) }),
		},
	],
};

async function createBroadcast(call: OperationCall): Promise<unknown> {
	const { messageType } = call.request.body as IDataObject;
	if (messageType !== 'template') return await call.send(call.request);
	const body = await templateBody(call, BROADCAST_TAKES);
	return await call.send({ ...call.request, body: withBothCodes(body) });
}

/** The vendor's table has two names for the code, and says of neither which one is read. */
function withBothCodes(body: IDataObject): IDataObject {
	const { copyCodeParam } = body;
	return copyCodeParam === undefined ? body : { copyCode: copyCodeParam, ...body };
}
