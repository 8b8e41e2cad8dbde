import { tags, textList } from '../shared/fields/contact';
import { futureMoment } from '../shared/fields/date-time';
import { jsonObject } from '../shared/form/check';
import { InvalidValue, TIME_ZONE, type Field, type Read } from '../shared/operation';
import { valueAt } from '../shared/value';

/** The vendor shows `{ mode: "now" }` only. Assumed, and settings of their own. */
const SCHEDULED_MODE = 'scheduled';
const SCHEDULED_KEY = 'at';

/** Whom a campaign goes to. The vendor shows the kind `tags` only, so that every other one is JSON. */
export const audience: Field[] = [
	{
		displayName: 'Audience',
		name: 'audience',
		type: 'options',
		options: [
			{ name: 'Contacts with Tags', value: 'tags' },
			{ name: 'Using JSON', value: 'json' },
		],
		default: 'tags',
		description: 'Whom the campaign goes to',
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
export const schedule: Field[] = [
	{
		displayName: 'Schedule',
		name: 'schedule',
		type: 'options',
		options: [
			{ name: 'At a Time', value: 'at' },
			{ name: 'Now', value: 'now' },
			{ name: 'Using JSON', value: 'json' },
		],
		default: 'now',
		description: 'When the campaign starts',
		in: 'body',
		encode: (value) => (value === 'now' ? { mode: 'now' } : undefined),
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
export const scheduleOptions: Field[] = [
	{
		displayName: 'Schedule Key',
		name: 'scheduleKey',
		type: 'string',
		default: SCHEDULED_KEY,
		description:
			'Name of the field that holds the time of a scheduled campaign. The platform does not document it.',
	},
	{
		displayName: 'Schedule Mode',
		name: 'scheduleMode',
		type: 'string',
		default: SCHEDULED_MODE,
		description: 'What a scheduled campaign has for its mode. The platform does not document it.',
	},
];

function scheduled(value: unknown, read: Read): Record<string, string> {
	const option = (name: string, assumed: string) =>
		String(valueAt(read('options'), name) ?? '').trim() || assumed;
	const key = option('scheduleKey', SCHEDULED_KEY);
	return {
		mode: option('scheduleMode', SCHEDULED_MODE),
		[key]: futureMoment(value, String(read(TIME_ZONE))),
	};
}
