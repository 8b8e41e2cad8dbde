import type { IDataObject } from 'n8n-workflow';

import type { Row } from '../../../support/row';
import { nothing, refused } from './values';

const create = { method: 'POST', path: '/contacts', query: { onDuplicate: 'skip' } } as const;
const first = '919769786543';
const second = '919769786544';
const third = '919769786545';

/** What the platform made of a list of contacts. */
const answered = (created: IDataObject[], failed: IDataObject[] = []) => ({
	body: {
		status: 'success',
		message: `${created.length} contact saved successfully`,
		data: { createdContacts: created, failedCount: failed.length, failedContacts: failed },
	},
});
/** Items with a number, and what to do with a duplicate. */
const people = (...rows: Array<[phone: string, onDuplicate?: string]>) =>
	rows.map(([phone, onDuplicate = 'skip']) => ({ json: { phone, onDuplicate } }));
const each = { contactPhone: '={{ $json.phone }}', onDuplicate: '={{ $json.onDuplicate }}' };
const goOn = { onError: 'continueRegularOutput' } as const;
const failed = (error: string, advice = ''): IDataObject => ({
	error,
	message: error.replace(/^.*item \d+: /, ''),
	details: { advice, status: null, mayHaveBeenDelivered: advice !== '' },
});

export const createContactRows: Row[] = [
	{
		operation: 'contact.create',
		name: 'makes the sample "Create Contacts", a list, and reads its answer',
		parameters: {
			contactPhone: '+91 79897-00000',
			contactName: 'Alex cron',
			additionalFields: {
				optedIn: true,
				incomingBlocked: false,
				tags: ['indian', 'vegetarian', 'engineer'],
				attributes: { attribute: [{ name: 'city', value: 'bhopal' }] },
			},
		},
		request: {
			...create,
			body: [
				{
					mobile: '917989700000',
					name: 'Alex cron',
					optin: true,
					incomingBlocked: false,
					tags: ['indian', 'vegetarian', 'engineer'],
					attributes: [{ name: 'city', value: 'bhopal' }],
				},
			],
		},
		output: [
			{
				mobile: '917989700000',
				name: 'Alex cron',
				optin: true,
				incomingBlocked: false,
				tags: ['indian', 'vegetarian', 'engineer'],
				attributes: [{ name: 'city', value: 'bhopal' }],
				source: 'api',
				list: ['all', 'sups'],
				result: 'saved',
			},
		],
	},
	{
		operation: 'contact.create',
		name: 'overwrites, with the number alone',
		parameters: { contactPhone: 919769786543, onDuplicate: 'overwrite' },
		request: { ...create, query: { onDuplicate: 'overwrite' }, body: [{ mobile: first }] },
		answer: answered([]),
		output: [{ mobile: first, result: 'unknown' }],
	},
	{
		operation: 'contact.create',
		name: 'makes a call for each value of On Duplicate',
		parameters: each,
		items: people([first, 'overwrite'], [second], [third, 'overwrite']),
		request: [
			{
				...create,
				query: { onDuplicate: 'overwrite' },
				body: [{ mobile: first }, { mobile: third }],
			},
			{ ...create, body: [{ mobile: second }] },
		],
		answer: [answered([{ mobile: third }, { mobile: first }]), answered([{ mobile: second }])],
		output: [first, second, third].map((mobile) => ({ mobile, result: 'saved' })),
	},
	{
		operation: 'contact.create',
		name: 'gathers the items in one call, and gives each its own result',
		parameters: each,
		items: people([first], [second], [third]),
		options: goOn,
		request: { ...create, body: [{ mobile: first }, { mobile: second }, { mobile: third }] },
		answer: answered(
			[{ mobile: third, list: ['all'] }],
			[{ mobile: first, error: 'Tag does not exist' }],
		),
		output: [
			failed('Pabbly Chatflow refused item 0: Tag does not exist'),
			{ mobile: second, result: 'skipped' },
			{ mobile: third, list: ['all'], result: 'saved' },
		],
	},
	{
		operation: 'contact.create',
		name: 'puts no more in a call than the batch size',
		parameters: { contactPhone: '={{ $json.phone }}', options: { batchSize: 2 } },
		items: people([first], [second], [third]),
		request: [
			{ ...create, body: [{ mobile: first }, { mobile: second }] },
			{ ...create, body: [{ mobile: third }] },
		],
		answer: [answered([{ mobile: first }, { mobile: second }]), answered([{ mobile: third }])],
	},
	{
		operation: 'contact.create',
		name: 'puts a number once in a call, the later item in a later one',
		parameters: each,
		items: people([first], [second], [first, 'overwrite'], [first], [second]),
		request: [
			{ ...create, body: [{ mobile: first }, { mobile: second }] },
			{ ...create, query: { onDuplicate: 'overwrite' }, body: [{ mobile: first }] },
			{ ...create, body: [{ mobile: first }, { mobile: second }] },
		],
		answer: [
			answered([{ mobile: first }, { mobile: second }]),
			answered([{ mobile: first }]),
			answered([]),
		],
		output: ['saved', 'saved', 'saved', 'skipped', 'skipped'].map((result, index) => ({
			mobile: [first, second, first, first, second][index],
			result,
		})),
	},
	{
		operation: 'contact.create',
		name: 'has a reason for each where all are refused',
		parameters: each,
		items: people([first], [second]),
		options: goOn,
		request: { ...create, body: [{ mobile: first }, { mobile: second }] },
		answer: answered(
			[],
			[
				{ mobile: second, error: 'No such tag' },
				{ mobile: first, message: 'No such attribute' },
			],
		),
		output: [
			failed('Pabbly Chatflow refused item 0: No such attribute'),
			failed('Pabbly Chatflow refused item 1: No such tag'),
		],
	},
	{
		operation: 'contact.create',
		name: 'fails those of which an answer that counts a failure does not say whether they are it',
		parameters: each,
		items: people([first], [second]),
		options: goOn,
		request: { ...create, body: [{ mobile: first }, { mobile: second }] },
		answer: {
			body: {
				status: 'success',
				data: { createdContacts: [{ mobile: second }], failedCount: 1, failedContacts: [] },
			},
		},
		output: [
			failed(
				'Pabbly Chatflow did not confirm item 0: the answer does not say what became of this contact',
				'It may have been delivered: look at the conversation before sending it again.',
			),
			{ mobile: second, result: 'saved' },
		],
	},
	{
		operation: 'contact.create',
		name: 'fails by an answer 200 that counts a failure without a reason',
		parameters: { contactPhone: first },
		request: { ...create, body: [{ mobile: first }] },
		answer: { body: { data: { createdContacts: [], failedCount: 1, failedContacts: [] } } },
		error: 'refused the request: 1 contacts were refused',
	},
	...['skip', 'overwrite'].map((onDuplicate): Row => ({
		operation: 'contact.create',
		name: `with ${onDuplicate} is sent again after an answer 503`,
		parameters: { contactPhone: first, onDuplicate },
		request: [1, 2].map(() => ({
			...create,
			query: { onDuplicate },
			body: [{ mobile: first }],
		})),
		answer: [{ status: 503, body: {} }, answered([{ mobile: first }])],
		output: [{ mobile: first, result: 'saved' }],
	})),
	{
		operation: 'contact.create',
		name: 'that must fail on a duplicate is not sent again after an answer 503',
		parameters: { contactPhone: first, onDuplicate: 'error' },
		request: { ...create, query: { onDuplicate: 'error' }, body: [{ mobile: first }] },
		answer: { status: 503, body: {} },
		error: 'did not confirm the request',
	},
	refused('contact.create', 'without a number', { contactPhone: nothing }, '"Phone" is empty'),
	refused(
		'contact.create',
		'with a number with letters',
		{ contactPhone: '91 CALL ME' },
		'something else than digits',
	),
];
