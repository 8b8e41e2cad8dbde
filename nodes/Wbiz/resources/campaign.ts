import type { IDataObject } from 'n8n-workflow';

import { additionalBody, modes, options } from '../../shared/fields/common';
import { tags, textList } from '../../shared/fields/contact';
import { futureMoment } from '../../shared/fields/date-time';
import { jsonObject } from '../../shared/form/check';
import {
	type Field,
	type Resource,
	InvalidValue,
	TIME_ZONE,
	type Read,
} from '../../shared/operation';
import { withText } from '../../shared/safeguards/customer-text';
import { templateChoice } from '../../shared/template/choice-fields';
import { templateValues } from '../../shared/template/variables';
import { valueAt } from '../../shared/value';
import { filteredList, listOf, statusFilter } from '../lists';
import { headerKey, withTemplateValues } from '../template/fill';

/** The vendor shows `{ mode: "now" }` only. Assumed, and settings of their own. */
const SCHEDULED_MODE = 'scheduled';

const SCHEDULED_KEY = 'at';

/** Who gets a campaign. The vendor shows the kind `tags` only, so every other kind is JSON. */
const audience: Field[] = [
	{
		displayName: 'Audience',
		name: 'audience',
		type: 'options',
		options: [
			{ name: 'Contacts with Tags', value: 'tags' },
			{ name: 'Using JSON', value: 'json' },
		],
		default: 'tags',
		description: 'Who gets the campaign',
	},
	{
		...tags,
		displayName: 'Audience Tags',
		name: 'audienceTags',
		required: true,
		displayOptions: { show: { audience: ['tags'] } },
		as: 'audience',
		encode: (value) => {
			const names = textList(value);
			if (names === undefined) throw new InvalidValue('is empty');
			return { kind: 'tags', tags: names };
		},
	},
	{
		displayName: 'Audience JSON',
		name: 'audienceJson',
		type: 'json',
		required: true,
		default: '{\n  "kind": "tags",\n  "tags": []\n}',
		description: 'The audience as the platform takes it, as a JSON object',
		displayOptions: { show: { audience: ['json'] } },
		in: 'body',
		as: 'audience',
		encode: jsonObject,
	},
];

/** When a campaign starts. */
const schedule: Field[] = [
	{
		displayName:
			'A campaign goes to all contacts of its audience. The platform does not document whether it leaves out those who have not opted in: Preview Audience shows how many have.',
		name: 'campaignNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Schedule',
		name: 'schedule',
		type: 'options',
		options: [
			{ name: 'At a Time', value: 'at' },
			{ name: 'Choose When to Start', value: '' },
			{ name: 'Now', value: 'now' },
			{ name: 'Using JSON', value: 'json' },
		],
		// A campaign goes to many: it must not start because nobody chose.
		default: '',
		description: 'When the campaign starts',
		in: 'body',
		encode: (value) => {
			if (value === undefined || value === null || String(value).trim() === '') {
				throw new InvalidValue('is empty: choose when the campaign starts');
			}
			return value === 'now' ? { mode: 'now' } : undefined;
		},
	},
	{
		displayName: 'Start At',
		name: 'scheduledAt',
		type: 'dateTime',
		required: true,
		default: '',
		description: "When to start, in the time zone of the workflow's settings",
		displayOptions: { show: { schedule: ['at'] } },
		in: 'body',
		as: 'schedule',
		encode: scheduled,
	},
	{
		displayName: 'Schedule JSON',
		name: 'scheduleJson',
		type: 'json',
		required: true,
		default: '{\n  "mode": "now"\n}',
		description: 'The schedule as the platform takes it, as a JSON object',
		displayOptions: { show: { schedule: ['json'] } },
		in: 'body',
		as: 'schedule',
		encode: jsonObject,
	},
];

/** For *Options*: what the vendor leaves open of a schedule. */
const scheduleOptions: Field[] = [
	{
		displayName: 'Schedule Key',
		name: 'scheduleKey',
		type: 'string',
		default: SCHEDULED_KEY,
		placeholder: 'e.g. at',
		description:
			'Name of the field that holds the time of a scheduled campaign. The platform does not document it.',
	},
	{
		displayName: 'Schedule Mode',
		name: 'scheduleMode',
		type: 'string',
		default: SCHEDULED_MODE,
		placeholder: 'e.g. scheduled',
		description: 'What a scheduled campaign has for its mode. The platform does not document it.',
	},
];

const campaignId: Field = {
	displayName: 'Campaign',
	name: 'campaignId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'Which campaign',
	...modes('searchCampaigns', 'By ID', 'e.g. 66f1c0de'),
	in: 'path',
	as: 'id',
};

export const campaign: Resource = {
	name: 'Campaign',
	value: 'campaign',
	operations: [
		{
			name: 'Cancel',
			value: 'cancel',
			action: 'Cancel a campaign',
			description: 'Cancel a campaign. Messages that were sent stay sent.',
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
				...templateChoice(({ name, language }) => ({ template: { name, language } })),
				// The vendor's sample has none. Assumed: next to the template's name, the same for every recipient.
				...templateValues('template.variables'),
				...audience,
				...schedule,
				options(additionalBody, ...scheduleOptions, headerKey),
			],
			run: async (call) => {
				const body = call.request.body as IDataObject;
				const { name, language, ...more } = body.template as IDataObject;
				const choice = { name: String(name), language: String(language) };
				const filled = await withTemplateValues(call, choice, { name, language, ...more });
				const answer = await call.send({
					...call.request,
					body: { ...body, template: filled.body },
				});
				return withText(answer, filled.text);
			},
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
			description: 'Stop a running campaign until it is resumed',
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
			description: 'Continue a paused campaign',
			method: 'POST',
			path: '/v1/campaigns/{id}/resume',
			fields: [campaignId],
		},
	],
};

function scheduled(value: unknown, read: Read): Record<string, string> {
	const option = (name: string, assumed: string) =>
		String(valueAt(read('options'), name) ?? '').trim() || assumed;
	const key = option('scheduleKey', SCHEDULED_KEY);
	return {
		mode: option('scheduleMode', SCHEDULED_MODE),
		[key]: futureMoment(value, String(read(TIME_ZONE))),
	};
}
