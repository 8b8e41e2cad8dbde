import type { Row, RowAnswer } from '../../../support/row';
import { refused } from './values';

const path = '/v1/contacts/bulk';
const first = '+918899332211';
const second = '+918899332212';
const third = '+918899332213';

const three = {
	parameters: { contactPhone: '={{ $json.phone }}' },
	items: [first, second, third].map((phone) => ({ json: { phone } })),
	request: {
		method: 'POST' as const,
		path,
		body: { contacts: [{ phone: first }, { phone: second }, { phone: third }] },
	},
};

/** What three contacts come to, by an answer in one of the forms that it may have. */
const answered = (name: string, body: unknown, output: Row['output']): Row => ({
	operation: 'contact.import',
	name,
	...three,
	answer: { body } as RowAnswer,
	output,
});

export const importRows: Row[] = [
	answered(
		'gives each item its row by number, in whatever order they come',
		{
			results: [
				{ index: 2, phone: third, status: 'skipped' },
				{ index: 0, phone: first, status: 'created' },
				{ index: 1, phone: second, status: 'updated' },
			],
		},
		[
			{ phone: first, index: 0, status: 'created' },
			{ phone: second, index: 1, status: 'updated' },
			{ phone: third, index: 2, status: 'skipped' },
		],
	),
	{
		operation: 'contact.import',
		name: 'makes the sample "Bulk import"',
		parameters: {
			contactPhone: '+918899332211',
			contactName: 'Gaurav',
			tags: ['customer'],
			options: { defaultTags: ['imported'], defaultOptedIn: false },
		},
		request: {
			method: 'POST',
			path,
			body: {
				contacts: [{ phone: '+918899332211', name: 'Gaurav', tags: ['customer'] }],
				defaultTags: ['imported'],
				defaultOptedIn: false,
			},
		},
		answer: {
			body: { results: [{ index: 0, phone: first, status: 'created', id: 'ct_1' }], created: 1 },
		},
		output: [{ phone: first, index: 0, status: 'created', id: 'ct_1' }],
	},
	answered(
		'understands numbers that count from 1',
		{ data: [1, 2, 3].map((row) => ({ row, action: `a${row}` })) },
		[
			{ phone: first, row: 1, action: 'a1', status: 'a1' },
			{ phone: second, row: 2, action: 'a2', status: 'a2' },
			{ phone: third, row: 3, action: 'a3', status: 'a3' },
		],
	),
	answered(
		'gives each item its row by phone, and says so where there is none',
		{ data: { rows: [{ phone: '918899332213', status: 'created' }] }, created: 1 },
		[
			{ phone: first, status: 'unknown', summary: { created: 1 } },
			{ phone: second, status: 'unknown', summary: { created: 1 } },
			{ phone: '918899332213', status: 'created' },
		],
	),
	answered(
		'trusts the phone more than the number',
		{
			results: [
				{ index: 0, phone: third, status: 'created' },
				{ index: 1, phone: second, status: 'updated' },
				{ index: 2, phone: first, status: 'skipped' },
			],
		},
		[
			{ phone: first, index: 2, status: 'skipped' },
			{ phone: second, index: 1, status: 'updated' },
			{ phone: third, index: 0, status: 'created' },
		],
	),
	answered(
		'takes a complete list without numbers and phones by its order',
		{ results: [{ result: 'created' }, { result: 'skipped' }, { result: 'updated' }] },
		[
			{ phone: first, status: 'created', result: 'created' },
			{ phone: second, status: 'skipped', result: 'skipped' },
			{ phone: third, status: 'updated', result: 'updated' },
		],
	),
	answered(
		"finds the rows in the data's items",
		{ data: { items: [{ status: 'created' }, { status: 'skipped' }, { status: 'updated' }] } },
		[
			{ phone: first, status: 'created' },
			{ phone: second, status: 'skipped' },
			{ phone: third, status: 'updated' },
		],
	),
	answered(
		'does not guess by order in a list that is not complete',
		{ results: [{ status: 'created' }, { status: 'created' }] },
		[first, second, third].map((phone) => ({ phone, status: 'unknown', summary: {} })),
	),
	answered(
		'passes on the counts when the answer has nothing else',
		{ created: 2, updated: 1, note: 'done' },
		[first, second, third].map((phone) => ({
			phone,
			status: 'unknown',
			summary: { created: 2, updated: 1 },
		})),
	),
	{
		operation: 'contact.import',
		name: 'fails the one contact that was refused, with the reason',
		...three,
		options: { onError: 'continueRegularOutput' },
		answer: {
			body: {
				results: [
					{ index: 0, phone: first, status: 'created' },
					{ index: 1, phone: second, status: 'refused', reason: 'Number is not on WhatsApp' },
					{ index: 2, phone: third, status: 'created' },
				],
			},
		},
		output: [
			{ phone: first, index: 0, status: 'created' },
			{
				error: 'WBIZ refused item 1: Number is not on WhatsApp',
				message: 'Number is not on WhatsApp',
				details: expect.objectContaining({ mayHaveBeenDelivered: false }),
			},
			{ phone: third, index: 2, status: 'created' },
		],
	},
	...[
		{ index: 1, error: 'Bad number' },
		{ index: 1, error: { message: 'Bad number' } },
		{ index: 1, success: false, message: 'Bad number' },
		{ index: 1, status: 'FAILED', reason: 'Bad number' },
	].map((row): Row => ({
		operation: 'contact.import',
		name: `understands ${JSON.stringify(row)} as a refusal`,
		...three,
		answer: { body: { results: [row] } },
		error: 'WBIZ refused item 1: Bad number',
	})),
	{
		operation: 'contact.import',
		name: 'sends a batch again after an unclear outcome, as phone numbers make it safe',
		...three,
		request: [three.request, three.request],
		answer: [{ status: 502 }, { body: { results: [] } }],
		output: [first, second, third].map((phone) => ({ phone, status: 'unknown', summary: {} })),
	},
	refused('contact.import', 'with a phone number that is none', { contactPhone: 'n/a' }, '"Phone"'),
];
