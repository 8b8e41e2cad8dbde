import type { Row } from '../../../support/row';
import { org, read } from './values';

const contacts = read(`/orgs/${org}/contacts`, { take: '1' });
const conversations = read(`/orgs/${org}/conversations`);
const good = (check: string, found: string) => ({ check, ok: true, found, todo: '' });
const todo = expect.any(String) as unknown as string;
const webhook = {
	check: 'Webhook',
	ok: null,
	found: 'The platform has no call that shows webhooks',
	todo,
};

export const setupRows: Row[] = [
	{
		operation: 'account.checkSetup',
		name: 'looks at the log-in, the organization and the channels',
		parameters: {},
		request: [contacts, conversations],
		answer: [
			{ body: [] },
			{ body: { data: [{ channelId: 'ch_1' }, { channelId: 'ch_2' }, { channelId: 'ch_1' }] } },
		],
		output: [
			good('Log-in and organization', 'The platform answered'),
			good('Channels', 'ch_1, ch_2'),
			webhook,
		],
	},
	{
		operation: 'account.checkSetup',
		name: 'says so where no conversation shows a channel',
		parameters: {},
		request: [contacts, conversations],
		answer: [{ body: [] }, { body: [] }],
		output: [
			good('Log-in and organization', 'The platform answered'),
			{ check: 'Channels', ok: null, found: 'No conversation shows one', todo },
			webhook,
		],
	},
	{
		operation: 'account.checkSetup',
		name: 'ends where the user is no member of the organization',
		parameters: {},
		request: contacts,
		answer: { status: 403, body: { message: 'Not a member' } },
		output: [{ check: 'Log-in and organization', ok: false, found: 'Not a member', todo }],
	},
];
