import type { INodeExecutionData } from 'n8n-workflow';

import type { Row, RowAnswer, RowRequest } from '../../../support/row';
import { nothing, org, refused } from './values';

const operation = 'contact.import';
const path = `/orgs/${org}/contacts/import`;
const first = '+96567666151';
const second = '+96567666152';
const third = '+96567666153';

const upload = (content: string, fileName = 'contacts.csv', part = 'file'): RowRequest => ({
	method: 'POST',
	path,
	form: { part, fileName, mimeType: 'text/csv', content },
});

const three = {
	operation,
	parameters: { contactPhone: '={{ $json.phone }}' },
	items: [first, second, third].map((phone) => ({ json: { phone } })),
	request: upload(`phone\r\n${first}\r\n${second}\r\n${third}\r\n`),
};

const answered = (name: string, body: unknown, output: Row['output']): Row => ({
	...three,
	name,
	answer: { body } as RowAnswer,
	output,
});

const file = (content: string, fileName: string): INodeExecutionData => ({
	json: {},
	binary: {
		data: { data: Buffer.from(content).toString('base64'), mimeType: 'text/csv', fileName },
	},
});

const resultRows: Row[] = [
	answered(
		'gives each item its row',
		{
			created: 1,
			results: [
				{ row: 3, phone: third, status: 'updated' },
				{ row: 1, phone: first, status: 'created', id: 'ct_1' },
				{ row: 2, phone: second, status: 'updated' },
			],
		},
		[
			{ phone: first, row: 1, status: 'created', id: 'ct_1' },
			{ phone: second, row: 2, status: 'updated' },
			{ phone: third, row: 3, status: 'updated' },
		],
	),
	answered(
		'passes on the counts where the answer has nothing else',
		{ created: 2, updated: 1 },
		[first, second, third].map((phone) => ({
			phone,
			status: 'unknown',
			summary: { created: 2, updated: 1 },
		})),
	),
	{
		...three,
		name: 'fails the one contact that was refused, with the reason',
		answer: { body: { results: [{ row: 2, phone: second, status: 'refused', message: 'No' }] } },
		error: 'Badala refused item 1: No',
	},
];

const csvRows: Row[] = [
	{
		operation,
		name: 'writes all columns, and quotes what CSV would part',
		parameters: {
			contactPhone: '965 6766 6151',
			contactName: 'Yousef "Joe", the 1st\nof many',
			additionalFields: {
				email: 'y@example.com',
				externalId: 'crm-1',
				marketingConsent: true,
				tags: ['lead, vip'],
				additionalColumns: '{"company": "A, B", "source": "web", "score": 7, "createdAt": null}',
			},
		},
		request: upload(
			'phone,name,email,tags,externalId,marketingConsent,company,source,score\r\n' +
				`${first},"Yousef ""Joe"", the 1st\nof many",y@example.com,"lead,vip",crm-1,true,"A, B",web,7\r\n`,
		),
	},
	{
		operation,
		name: 'says that a consent was taken back',
		parameters: { contactPhone: first, additionalFields: { marketingConsent: false } },
		request: upload(`phone,marketingConsent\r\n${first},false\r\n`),
	},
	{
		operation,
		name: 'takes other names for file, part and separator',
		parameters: {
			contactPhone: first,
			additionalFields: { tags: ['lead', 'vip'] },
			options: { filename: 'new.csv', multipartField: 'upload', tagSeparator: ';' },
		},
		request: upload(`phone,tags\r\n${first},lead;vip\r\n`, 'new.csv', 'upload'),
	},
	{
		...three,
		name: 'leaves no cell empty: who fills other columns goes in another file',
		parameters: {
			contactPhone: '={{ $json.phone }}',
			contactName: '={{ $json.name }}',
			additionalFields: { marketingConsent: '={{ $json.consent }}' },
		},
		items: [
			{ json: { phone: first, name: 'A' } },
			{ json: { phone: second, consent: false } },
			{ json: { phone: third, name: 'C' } },
		],
		request: [
			upload(`phone,name\r\n${first},A\r\n${third},C\r\n`),
			upload(`phone,marketingConsent\r\n${second},false\r\n`),
		],
		answer: [
			{
				body: {
					results: [
						{ row: 1, status: 'created' },
						{ row: 2, status: 'updated' },
					],
				},
			},
			{ body: { results: [{ row: 1, status: 'created' }] } },
		],
		output: [
			{ phone: first, row: 1, status: 'created' },
			{ phone: second, row: 1, status: 'created' },
			{ phone: third, row: 2, status: 'updated' },
		],
	},
	{
		...three,
		name: 'parts the contacts into files of as many as wanted, and one that fails leaves the others',
		parameters: { ...three.parameters, options: { rowsPerFile: 2 } },
		options: { onError: 'continueRegularOutput' },
		request: [upload(`phone\r\n${first}\r\n${second}\r\n`), upload(`phone\r\n${third}\r\n`)],
		answer: [
			{ status: 400, body: { message: 'Bad file' } },
			{ body: { results: [{ row: 1, status: 'created' }] } },
		],
		output: [
			...[0, 1].map((item) => ({
				error: `Badala refused item ${item}: Bad file`,
				message: 'Bad file',
				details: expect.objectContaining({ mayHaveBeenDelivered: false }),
			})),
			{ phone: third, row: 1, status: 'created' },
		],
	},
	{
		...three,
		name: 'is sent again after an unclear outcome, as nothing comes twice',
		request: [three.request, three.request],
		answer: [{ status: 502 }, { body: { results: [] } }],
		output: [first, second, third].map((phone) => ({ phone, status: 'unknown', summary: {} })),
	},
];

const fileRows: Row[] = [
	{
		operation,
		name: 'sends the files of the items as they are, each by itself',
		parameters: { importSource: 'binary', contactPhone: 'left over' },
		items: [file('phone\n1\n', 'a.csv'), file('phone;name\n', 'b.csv')],
		request: [upload('phone\n1\n', 'a.csv'), upload('phone;name\n', 'b.csv')],
		answer: [{ body: { created: 1 } }, { body: { created: 0 } }],
		output: [{ created: 1 }, { created: 0 }],
	},
	{
		operation,
		name: 'fails the item without a file, and no other',
		parameters: { importSource: 'binary' },
		options: { onError: 'continueRegularOutput' },
		items: [{ json: {} }, file('', 'empty.csv'), file('phone\n1\n', 'a.csv')],
		request: upload('phone\n1\n', 'a.csv'),
		answer: { body: { created: 1 } },
		output: [
			expect.objectContaining({ error: expect.stringContaining('holds no file "data"') }),
			expect.objectContaining({ error: '"Input Data Field Name" of item 1 names an empty file' }),
			{ created: 1 },
		],
	},
];

export const importRows: Row[] = [
	...resultRows,
	...csvRows,
	...fileRows,
	refused(operation, 'with a phone number that is none', { contactPhone: 'n/a' }, '"Phone"'),
	refused(operation, 'without a phone number', { contactPhone: nothing }, '"Phone"'),
	refused(
		operation,
		'with a column that has a field',
		{ contactPhone: first, additionalFields: { additionalColumns: '{"phone": "1"}' } },
		'"Additional Columns" holds "phone", which has a field of its own',
	),
	refused(
		operation,
		'with an object in a column',
		{ contactPhone: first, additionalFields: { additionalColumns: '{"company": {}}' } },
		'"Additional Columns" must hold text',
	),
	refused(
		operation,
		'with a separator in a tag',
		{
			contactPhone: first,
			additionalFields: { tags: ['a;b'] },
			options: { tagSeparator: ';' },
		},
		'"Tags" holds "a;b", in which ";" parts tags',
	),
	refused(
		operation,
		'with fewer than no rows in a file',
		{ contactPhone: first, options: { rowsPerFile: -1 } },
		'"Rows per File" must be at least 0',
	),
];
