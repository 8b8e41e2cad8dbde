import type { Row } from '../../../support/row';
import { byId, fromList, nothing, numbered, org, read, refused, shapes } from './values';

const path = `/orgs/${org}/conversations`;
const conversationId = byId('cv_1');

const listRows: Row[] = [
	{
		operation: 'conversation.getMany',
		parameters: { returnAll: false, limit: 2 },
		request: read(path),
		answer: { body: numbered(0, 3) },
		output: numbered(0, 2),
	},
	{
		operation: 'conversation.getMany',
		name: 'asks once for all, as the vendor documents no pages',
		parameters: { returnAll: true },
		request: read(path),
		answer: { body: numbered(0, 120) },
		output: numbered(0, 120),
	},
	{
		operation: 'conversation.getMany',
		name: 'filters by status, channel and assignee',
		parameters: {
			returnAll: true,
			filters: { status: 'OPEN', channelId: 'ch_1', assigneeId: 'usr_1' },
		},
		request: read(path, { status: 'OPEN', channelId: 'ch_1', assigneeId: 'usr_1' }),
		answer: { body: [] },
		output: [],
	},
	...shapes(numbered(0, 2), 'conversations').map((answer): Row => ({
		operation: 'conversation.getMany',
		name: `finds the rows in ${JSON.stringify(answer.body).slice(0, 20)}`,
		parameters: { returnAll: true },
		request: read(path),
		answer,
		output: numbered(0, 2),
	})),
	{
		operation: 'conversation.getMany',
		name: 'fails when the answer holds no list',
		parameters: { returnAll: true },
		request: read(path),
		answer: { body: { total: 0 } },
		error: 'the answer holds no list at',
	},
	{
		operation: 'conversation.getMessages',
		parameters: { conversationId, returnAll: false, limit: 1 },
		request: read(`${path}/cv_1/messages`),
		answer: { body: { messages: numbered(0, 2) } },
		output: numbered(0, 1),
	},
	refused(
		'conversation.getMany',
		'with a limit of 0',
		{ returnAll: false, limit: 0 },
		'"Limit" must be at least 1',
	),
	refused(
		'conversation.getMany',
		'with a parameter that the form fills',
		{ filters: { status: 'OPEN' }, options: { additionalQuery: '{"status": "CLOSED"}' } },
		'"Additional Query" holds "status", which the form fills',
	),
	refused(
		'conversation.getMany',
		'with a list for a parameter',
		{ options: { additionalQuery: '{"status": ["OPEN"]}' } },
		'"Additional Query" must hold text, a number, true or false at "status"',
	),
];

const statusRows: Row[] = [
	['open', 'OPEN'],
	['closed', 'CLOSED'],
].map(([status, word]) => ({
	operation: 'conversation.setStatus',
	name: `writes ${status} in upper case`,
	parameters: { conversationId, status },
	request: { method: 'PATCH', path: `${path}/cv_1/status`, body: { status: word } },
}));

export const conversationRows: Row[] = [
	...listRows,
	...statusRows,
	{
		operation: 'conversation.setStatus',
		name: 'writes it in lower case where that is wanted',
		parameters: { conversationId, status: 'closed', options: { letterCase: 'lower' } },
		request: { method: 'PATCH', path: `${path}/cv_1/status`, body: { status: 'closed' } },
	},
	refused(
		'conversation.setStatus',
		'with a status that is neither',
		{ conversationId, status: '={{ "snoozed" }}' },
		'"Status" must be one of closed, open',
	),
	{
		operation: 'conversation.assign',
		parameters: { conversationId: fromList('cv_1'), assigneeId: 'usr_1' },
		request: { method: 'PATCH', path: `${path}/cv_1/assignee`, body: { assigneeId: 'usr_1' } },
	},
	{
		operation: 'conversation.assign',
		name: 'takes a conversation back only when that is said',
		parameters: { conversationId, unassign: true, assigneeId: 'usr_1' },
		request: { method: 'PATCH', path: `${path}/cv_1/assignee`, body: { assigneeId: null } },
	},
	refused(
		'conversation.assign',
		'with nobody to assign it to',
		{ conversationId, assigneeId: nothing },
		'"Assignee ID" is empty',
	),
];
