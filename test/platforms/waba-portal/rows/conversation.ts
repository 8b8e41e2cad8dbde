import type { Row } from '../../../support/row';
import { byPhoneNumber, numbered, page, refused } from './values';

export const conversationRows: Row[] = [
	{
		operation: 'conversation.getMany',
		parameters: { returnAll: false, limit: 20 },
		request: { method: 'GET', path: '/conversations', query: { limit: '20' } },
		answer: page(numbered(0, 3), null, false),
		output: numbered(0, 3),
	},
	{
		operation: 'conversation.getMany',
		name: 'follows the cursor until the limit is reached',
		parameters: { returnAll: false, limit: 52 },
		request: [
			{ method: 'GET', path: '/conversations', query: { limit: '50' } },
			{ method: 'GET', path: '/conversations', query: { limit: '2', cursor: 'eyJ0=' } },
		],
		answer: [page(numbered(0, 50), 'eyJ0=', true), page(numbered(50, 2), 'eyJ1=', true)],
		output: numbered(0, 52),
	},
	{
		operation: 'conversation.getMany',
		name: 'returns all pages',
		parameters: { returnAll: true },
		request: [
			{ method: 'GET', path: '/conversations', query: { limit: '50' } },
			{ method: 'GET', path: '/conversations', query: { limit: '50', cursor: 'a' } },
			{ method: 'GET', path: '/conversations', query: { limit: '50', cursor: 'b' } },
		],
		answer: [
			page(numbered(0, 2), 'a', true),
			page(numbered(2, 2), 'b', true),
			page(numbered(4, 1), null, false),
		],
		output: numbered(0, 5),
	},
	{
		operation: 'conversation.getMany',
		name: 'makes the sample "Next page", and gives each row the cursor of the page after it',
		parameters: {
			returnAll: false,
			limit: 20,
			options: { cursor: 'CURSOR', includeCursor: true },
		},
		request: { method: 'GET', path: '/conversations', query: { limit: '20', cursor: 'CURSOR' } },
		answer: page(numbered(0, 20), 'eyJ0aW1lc3RhbXAiOi4uLn0=', true),
		output: numbered(0, 20).map((row) => ({ ...row, nextCursor: 'eyJ0aW1lc3RhbXAiOi4uLn0=' })),
	},
	{
		operation: 'conversation.getMany',
		name: 'has no cursor beside the rows of the last page',
		parameters: { returnAll: true, options: { includeCursor: true } },
		request: [
			{ method: 'GET', path: '/conversations', query: { limit: '50' } },
			{ method: 'GET', path: '/conversations', query: { limit: '50', cursor: 'a' } },
		],
		answer: [page(numbered(0, 1), 'a', true), page(numbered(1, 1), null, false)],
		output: [
			{ n: 0, nextCursor: 'a' },
			{ n: 1, nextCursor: null },
		],
	},
	{
		operation: 'conversation.getMany',
		name: 'fails when the same cursor comes twice rather than turning in a circle',
		parameters: { returnAll: true },
		request: [
			{ method: 'GET', path: '/conversations', query: { limit: '50' } },
			{ method: 'GET', path: '/conversations', query: { limit: '50', cursor: 'a' } },
		],
		answer: [page(numbered(0, 1), 'a', true), page(numbered(1, 1), 'a', true)],
		error: 'was given twice',
	},
	{
		operation: 'conversation.getMany',
		name: 'fails when there is more but no cursor rather than losing rows',
		parameters: { returnAll: true },
		request: { method: 'GET', path: '/conversations', query: { limit: '50' } },
		answer: page(numbered(0, 1), null, true),
		error: 'gives no cursor',
	},
	refused(
		'conversation.getMany',
		'with a limit of 0',
		{ returnAll: false, limit: 0 },
		'"Limit" must be at least 1',
	),
	refused(
		'conversation.getMany',
		'with a limit of 1.5',
		{ returnAll: false, limit: 1.5 },
		'must be a whole number',
	),
	{
		operation: 'conversation.getMessages',
		name: 'makes the sample "Load older messages"',
		parameters: {
			conversationId: byPhoneNumber('919876543210'),
			returnAll: false,
			limit: 30,
			options: { cursor: 'CURSOR' },
		},
		request: {
			method: 'GET',
			path: '/conversations/919876543210/messages',
			query: { limit: '30', cursor: 'CURSOR' },
		},
		answer: page(numbered(0, 1), null, false),
		output: numbered(0, 1),
	},
	{
		operation: 'conversation.getMessages',
		parameters: { conversationId: byPhoneNumber('919876543210'), returnAll: false, limit: 30 },
		request: {
			method: 'GET',
			path: '/conversations/919876543210/messages',
			query: { limit: '30' },
		},
		answer: page(numbered(0, 3), null, false),
		output: numbered(0, 3),
	},
	{
		operation: 'conversation.getMessages',
		name: 'asks for at most 100 messages in a page, and cleans the number',
		parameters: { conversationId: byPhoneNumber('+91 98765 43210'), returnAll: true },
		request: {
			method: 'GET',
			path: '/conversations/919876543210/messages',
			query: { limit: '100' },
		},
		answer: page([], null, false),
		output: [],
	},
	refused(
		'conversation.getMessages',
		'with a name for a number',
		{ conversationId: byPhoneNumber('../templates'), returnAll: true },
		'"Conversation"',
	),
];
