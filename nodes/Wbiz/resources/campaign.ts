import { additionalBody, options } from '../../shared/fields/common';
import type { Field, Resource } from '../../shared/operation';
import { variableList } from '../../shared/template/variables';
import { audience, schedule, scheduleOptions } from '../campaign-fields';
import { filteredList, listOf, statusFilter } from '../lists';
import { campaignId } from '../locators';
import { templateChoice } from '../template-choice';

/** The vendor's sample has none. Assumed: beside the template's name, the same for every recipient. */
const campaignVariables: Field = {
	...variableList,
	description:
		"The values of the template's variables, for all recipients. The platform does not document them.",
	as: 'template.variables',
};

export const campaign: Resource = {
	name: 'Campaign',
	value: 'campaign',
	operations: [
		{
			name: 'Cancel',
			value: 'cancel',
			action: 'Cancel a campaign',
			description: 'End a campaign for good; what was sent stays sent',
			method: 'POST',
			path: '/v1/campaigns/{id}/cancel',
			fields: [campaignId],
		},
		{
			name: 'Create',
			value: 'create',
			action: 'Create a campaign',
			description: 'Send a template to many contacts, now or later',
			method: 'POST',
			path: '/v1/campaigns',
			fields: [
				{
					displayName: 'Campaign Name',
					name: 'campaignName',
					type: 'string',
					required: true,
					default: '',
					placeholder: 'e.g. Diwali offer',
					description: 'What the campaign is called on the platform',
					in: 'body',
					as: 'name',
				},
				...templateChoice('template.name', 'template.language'),
				...audience,
				...schedule,
				options(additionalBody, ...scheduleOptions, campaignVariables),
			],
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get a campaign',
			description: 'Get a campaign with how many messages were sent, delivered, read and failed',
			method: 'GET',
			path: '/v1/campaigns/{id}',
			fields: [campaignId],
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many campaigns',
			description: 'Get campaigns with their status',
			method: 'GET',
			path: '/v1/campaigns',
			...listOf('campaigns'),
			fields: filteredList(statusFilter('running')),
		},
		{
			name: 'Pause',
			value: 'pause',
			action: 'Pause a campaign',
			description: 'Halt a running campaign until it is resumed',
			method: 'POST',
			path: '/v1/campaigns/{id}/pause',
			fields: [campaignId],
		},
		{
			name: 'Preview Audience',
			value: 'previewAudience',
			action: 'Preview the audience of a campaign',
			description: 'Get how many contacts an audience has, how many of them opted in, and a sample',
			method: 'POST',
			path: '/v1/campaigns/audience-preview',
			repeatable: true,
			fields: audience,
		},
		{
			name: 'Resume',
			value: 'resume',
			action: 'Resume a campaign',
			description: 'Let a paused campaign go on',
			method: 'POST',
			path: '/v1/campaigns/{id}/resume',
			fields: [campaignId],
		},
	],
};
