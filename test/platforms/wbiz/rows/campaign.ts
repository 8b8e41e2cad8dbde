import type { Row } from '../../../support/row';
import { byId, byName, fromList, listRows, nothing, page, plain, refused } from './values';

const path = '/v1/campaigns';
const diwali = {
	campaignName: 'Diwali offer',
	templateName: fromList('diwali_offer|en_US'),
	audienceTags: ['customer'],
	specifyVariables: 'list',
	schedule: 'now',
};
const body = (schedule: unknown, more: Record<string, unknown> = {}) => ({
	name: 'Diwali offer',
	template: { name: 'diwali_offer', language: 'en_US' },
	audience: { kind: 'tags', tags: ['customer'] },
	schedule,
	...more,
});
const create = (schedule: unknown, more?: Record<string, unknown>) => ({
	method: 'POST' as const,
	path,
	body: body(schedule, more),
});
const campaignId = byId('cmp_1');
const readTemplates = {
	method: 'GET' as const,
	path: '/v1/templates',
	query: { status: 'approved', limit: '50' },
};

const createRows: Row[] = [
	{
		operation: 'campaign.create',
		name: 'makes the sample "Create campaign"',
		parameters: {
			campaignName: 'Diwali offer',
			templateName: byName('diwali_offer'),
			templateLanguage: 'en_US',
			specifyVariables: 'list',
			audience: 'tags',
			audienceTags: ['customer'],
			schedule: 'now',
		},
		request: {
			method: 'POST',
			path,
			body: {
				name: 'Diwali offer',
				template: { name: 'diwali_offer', language: 'en_US' },
				audience: { kind: 'tags', tags: ['customer'] },
				schedule: { mode: 'now' },
			},
		},
	},
	{
		operation: 'campaign.create',
		name: 'sends a time as UTC, in a form that is assumed',
		parameters: { ...diwali, schedule: 'at', scheduledAt: '2199-11-08T09:00:00+05:30' },
		request: create({ mode: 'scheduled', at: '2199-11-08T03:30:00.000Z' }),
	},
	{
		operation: 'campaign.create',
		name: 'reads a time without an offset in the time zone of the workflow',
		parameters: { ...diwali, schedule: 'at', scheduledAt: '2199-11-08T09:00:00' },
		timezone: 'Asia/Kolkata',
		request: create({ mode: 'scheduled', at: '2199-11-08T03:30:00.000Z' }),
	},
	{
		operation: 'campaign.create',
		name: 'takes a time that an expression made',
		parameters: {
			...diwali,
			schedule: 'at',
			scheduledAt: '={{ DateTime.fromISO("2199-07-01T09:00", { zone: "Europe/Berlin" }) }}',
		},
		timezone: 'Asia/Kolkata',
		request: create({ mode: 'scheduled', at: '2199-07-01T07:00:00.000Z' }),
	},
	{
		operation: 'campaign.create',
		name: 'sends audience and schedule in JSON as they are',
		parameters: {
			...diwali,
			audience: 'json',
			audienceJson: '{ "kind": "all" }',
			schedule: 'json',
			scheduleJson: { mode: 'scheduled', at: '2199-01-01T00:00:00Z' },
		},
		request: create(
			{ mode: 'scheduled', at: '2199-01-01T00:00:00Z' },
			{ audience: { kind: 'all' } },
		),
	},
	{
		operation: 'campaign.create',
		name: 'puts the same variables beside the template, which is assumed',
		parameters: { ...diwali, variableList: { variable: [{ text: '20%' }, { text: 'Friday' }] } },
		request: create(
			{ mode: 'now' },
			{ template: { name: 'diwali_offer', language: 'en_US', variables: ['20%', 'Friday'] } },
		),
	},
	{
		operation: 'campaign.create',
		name: 'puts the mapped variables and the media of the header beside the template',
		parameters: {
			...diwali,
			specifyVariables: 'fields',
			templateVariables: {
				mappingMode: 'defineBelow',
				value: { 'Header Image': 'media_1', 'Body {{2}}': 'Friday', 'Body {{1}}': '20%' },
			},
		},
		request: [
			readTemplates,
			create(
				{ mode: 'now' },
				{
					template: {
						name: 'diwali_offer',
						language: 'en_US',
						variables: ['20%', 'Friday'],
						header: { type: 'image', mediaId: 'media_1' },
					},
				},
			),
		],
		answer: [
			page([
				{
					name: 'diwali_offer',
					language: 'en_US',
					components: [
						{ type: 'HEADER', format: 'IMAGE' },
						{ type: 'BODY', text: '{{1}} off until {{2}}' },
					],
				},
			]),
			{ status: 201, body: { id: 'cmp_1' } },
		],
		output: [{ text: '[image] media_1\n20% off until Friday', id: 'cmp_1' }],
	},
	{
		operation: 'campaign.create',
		name: 'fails, with nothing sent to anybody, when a variable has no value',
		parameters: {
			...diwali,
			specifyVariables: 'fields',
			templateVariables: { mappingMode: 'defineBelow', value: { 'Body {{1}}': '20%' } },
		},
		request: readTemplates,
		answer: page([
			{
				name: 'diwali_offer',
				language: 'en_US',
				components: [{ type: 'BODY', text: '{{1}} off until {{2}}' }],
			},
		]),
		error: '"Template Variables" has no value for Body {{2}}',
	},
	refused(
		'campaign.create',
		'while nobody has chosen when it starts',
		{ ...diwali, schedule: '' },
		'"Schedule" is empty: choose when the campaign starts',
	),
	refused(
		'campaign.create',
		'for a time in the past',
		{ ...diwali, schedule: 'at', scheduledAt: '2020-01-01T00:00:00' },
		'"Start At" must be in the future, but is 2020-01-01T00:00:00',
	),
	refused(
		'campaign.create',
		'for a time that is none',
		{ ...diwali, schedule: 'at', scheduledAt: 'tomorrow' },
		'"Start At" is not a date and time: "tomorrow"',
	),
	refused(
		'campaign.create',
		'without a time',
		{ ...diwali, schedule: 'at', scheduledAt: nothing },
		'"Start At" is empty',
	),
	refused(
		'campaign.create',
		'without a tag',
		{ ...diwali, audienceTags: '={{ ["", " , "] }}' },
		'"Audience Tags" is empty',
	),
	refused(
		'campaign.create',
		'with an audience that is a list',
		{ ...diwali, audience: 'json', audienceJson: '["customer"]' },
		'"Audience JSON" must be a JSON object',
	),
	refused(
		'campaign.create',
		'with a schedule that is no JSON',
		{ ...diwali, schedule: 'json', scheduleJson: '{ mode: now }' },
		'"Schedule JSON" is not valid JSON',
	),
	refused(
		'campaign.create',
		'with a typed template and no language',
		{ ...diwali, templateName: byName('diwali_offer') },
		'"Language" is empty',
	),
	refused(
		'campaign.create',
		'without a name',
		{ ...diwali, campaignName: nothing },
		'"Campaign Name" is empty',
	),
	{
		operation: 'campaign.create',
		name: 'is not sent again after an unclear outcome, as it would go to everybody twice',
		parameters: diwali,
		request: create({ mode: 'now' }),
		answer: { status: 500 },
		error: /did not confirm the request.*may have been delivered/s,
	},
];

export const campaignRows: Row[] = [
	...createRows,
	plain('campaign.get', 'GET', `${path}/cmp_1`, { campaignId }),
	...listRows('campaign.getMany', path),
	{
		operation: 'campaign.getMany',
		name: 'filters by status',
		parameters: { returnAll: true, filters: { status: 'running' } },
		request: { method: 'GET', path, query: { status: 'running', limit: '50' } },
		answer: page([]),
	},
	plain('campaign.pause', 'POST', `${path}/cmp_1/pause`, { campaignId }),
	plain('campaign.resume', 'POST', `${path}/cmp_1/resume`, { campaignId }),
	plain('campaign.cancel', 'POST', `${path}/cmp_1/cancel`, { campaignId }),
	{
		operation: 'campaign.previewAudience',
		name: 'makes the sample "Audience preview"',
		parameters: { audience: 'tags', audienceTags: ['customer'] },
		request: {
			method: 'POST',
			path: `${path}/audience-preview`,
			body: { audience: { kind: 'tags', tags: ['customer'] } },
		},
		answer: { body: { total: 3, optedIn: 2, sample: [] } },
		output: [{ total: 3, optedIn: 2, sample: [] }],
	},
	refused(
		'campaign.previewAudience',
		'without a tag',
		{ audience: 'tags', audienceTags: [] },
		'"Audience Tags" is empty',
	),
];
