import type { Row } from '../../../support/row';
import { byId, listRows, numbered, page, refused } from './values';

const path = '/v1/conversations';
const all = { method: 'GET' as const, path, query: { limit: '50' } };

/** Where the rows may sit: the vendor shows no list. */
const shapeRows = [
	numbered(0, 2),
	{ items: numbered(0, 2) },
	{ results: numbered(0, 2) },
	{ conversations: numbered(0, 2) },
	{ data: { items: numbered(0, 2) } },
	{ data: { results: numbered(0, 2), total: 2 } },
	{ data: { conversations: numbered(0, 2) } },
].map((body): Row => ({
	operation: 'conversation.getMany',
	name: `finds the rows in ${JSON.stringify(body).slice(0, 26)}`,
	parameters: { returnAll: true },
	request: all,
	answer: { body },
	output: numbered(0, 2),
}));

/** Where the next cursor may sit. */
const cursorRows = [
	{ items: numbered(0, 1), nextCursor: 'c' },
	{ items: numbered(0, 1), data: { nextCursor: 'c' } },
	{ data: { items: numbered(0, 1), nextCursor: 'c' } },
	{ items: numbered(0, 1), pagination: { nextCursor: 'c' } },
	{ items: numbered(0, 1), meta: { nextCursor: 'c' } },
].map((body): Row => ({
	operation: 'conversation.getMany',
	name: `finds the cursor in ${JSON.stringify(body).slice(-30)}`,
	parameters: { returnAll: true },
	request: [all, { ...all, query: { limit: '50', cursor: 'c' } }],
	answer: [{ body }, page(numbered(1, 1))],
	output: numbered(0, 2),
}));

export const inboxRows: Row[] = [
	...listRows('conversation.getMany', path),
	{
		operation: 'conversation.getMany',
		name: 'filters by status',
		parameters: { returnAll: false, limit: 50, filters: { status: 'open' } },
		request: { method: 'GET', path, query: { status: 'open', limit: '50' } },
		answer: page([]),
		output: [],
	},
	...shapeRows,
	...cursorRows,
	{
		operation: 'conversation.getMany',
		name: 'fails when the answer holds no list',
		parameters: { returnAll: true },
		request: all,
		answer: { body: { total: 0 } },
		error: 'the answer holds no list at',
	},
	{
		operation: 'conversation.getMany',
		name: 'fails when the same page comes again and again',
		parameters: { returnAll: true },
		request: [all, { ...all, query: { limit: '50', cursor: 'c' } }],
		answer: [page(numbered(0, 1), 'c'), page(numbered(0, 1), 'c')],
		error: 'was given twice',
	},
	...listRows('conversation.getMessages', `${path}/conv_1/messages`, {
		conversationId: byId('conv_1'),
	}),
	refused(
		'conversation.getMany',
		'with a limit of 0',
		{ returnAll: false, limit: 0 },
		'"Limit" must be at least 1',
	),
];

const events = { method: 'GET' as const, path: '/v1/events' };

const withCursor = (count: number, nextCursor: string) =>
	numbered(0, count).map((event) => ({ ...event, nextCursor }));

export const eventRows: Row[] = [
	{
		operation: 'event.getMany',
		name: 'gives each event with the cursor to read on from',
		parameters: { returnAll: false, limit: 1 },
		request: { ...events, query: { limit: '1' } },
		answer: page(numbered(0, 1), 'evt_1'),
		output: withCursor(1, 'evt_1'),
	},
	{
		operation: 'event.getMany',
		name: 'makes the sample "Poll events", and gives the cursor to read on from',
		parameters: { returnAll: false, limit: 50 },
		request: { ...events, query: { limit: '50' } },
		answer: page(numbered(0, 50), 'evt_50'),
		output: withCursor(50, 'evt_50'),
	},
	{
		operation: 'event.getMany',
		name: 'reads on from a cursor until nothing is new',
		parameters: { returnAll: true, options: { since: 'evt_1' } },
		request: [
			{ ...events, query: { limit: '50', since: 'evt_1' } },
			{ ...events, query: { limit: '50', since: 'evt_3' } },
		],
		answer: [page(numbered(0, 2), 'evt_3'), page([], 'evt_3')],
		output: withCursor(2, 'evt_3'),
	},
	{
		operation: 'event.getMany',
		name: 'loses no event when the platform gives more than the limit: the cursor stands behind all of them',
		parameters: { returnAll: false, limit: 2 },
		request: { ...events, query: { limit: '2' } },
		answer: page(numbered(0, 5), 'evt_5'),
		output: withCursor(5, 'evt_5'),
	},
	{
		operation: 'event.getMany',
		name: 'gives events without a cursor where the platform gives none',
		parameters: { returnAll: true },
		request: { ...events, query: { limit: '50' } },
		answer: { body: { data: numbered(0, 2) } },
		output: numbered(0, 2),
	},
];
