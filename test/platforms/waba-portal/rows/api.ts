import type { Row } from '../../../support/row';
import { refused, wamid } from './values';

export const apiRows: Row[] = [
	{
		operation: 'api.request',
		parameters: {
			method: 'POST',
			path: '/messages/image',
			query: '{ "draft": true }',
			body: '{ "to": "919876543210", "url": "https://example.com/a.png" }',
		},
		request: {
			method: 'POST',
			path: '/messages/image',
			query: { draft: 'true' },
			body: { to: '919876543210', url: 'https://example.com/a.png' },
		},
		answer: { body: { success: true, messageId: wamid } },
		output: [{ success: true, messageId: wamid }],
	},
	{
		operation: 'api.request',
		name: 'gives an item for each entry of a list',
		parameters: { method: 'GET', path: '/numbers' },
		request: { method: 'GET', path: '/numbers' },
		answer: { body: [{ n: 1 }, { n: 2 }] },
		output: [{ n: 1 }, { n: 2 }],
	},
	...[
		'messages/text',
		'//evil.example/x',
		'/../admin',
		'/a/%2e%2e/b',
		'/a?b=c',
		'/a#b',
		'/a b',
	].map((path) =>
		refused('api.request', `with the path ${path}`, { method: 'GET', path }, '"Path"'),
	),
	refused(
		'api.request',
		'with a body that is no JSON',
		{ method: 'POST', path: '/a', body: '{ to: 1' },
		'"Body" is not valid JSON',
	),
	refused(
		'api.request',
		'with a list for query parameters',
		{ method: 'GET', path: '/a', query: '[1]' },
		'"Query Parameters" must be a JSON object',
	),
];
