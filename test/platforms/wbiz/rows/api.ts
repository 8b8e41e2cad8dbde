import type { Row } from '../../../support/row';
import { gaurav, wamid } from './values';

export const apiRows: Row[] = [
	{
		operation: 'api.request',
		parameters: {
			method: 'POST',
			path: '/v1/messages/reaction',
			body: { to: gaurav, emoji: '👍' },
		},
		request: { method: 'POST', path: '/v1/messages/reaction', body: { to: gaurav, emoji: '👍' } },
		answer: { body: { data: { wamid } } },
		output: [{ data: { wamid }, messageId: wamid }],
	},
];
