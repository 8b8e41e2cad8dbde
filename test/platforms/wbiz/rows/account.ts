import type { Row, RowAnswer, RowRequest } from '../../../support/row';

const me = {
	id: 'waba_1',
	name: 'Example Store',
	phoneNumbers: [{ id: 'pn_1', phoneNumber: '+15550002222' }],
};

export const accountRows: Row[] = [
	{
		operation: 'account.whoAmI',
		parameters: {},
		request: { method: 'GET', path: '/v1/me' },
		answer: { body: me },
		output: [me],
	},
	{
		operation: 'account.getEntitlement',
		parameters: {},
		request: { method: 'GET', path: '/v1/account' },
		answer: { body: { entitled: true } },
		output: [{ entitled: true }],
	},
];

const url = 'https://n8n.example.com/webhook/1/webhook';
const reads: RowRequest[] = [
	{ method: 'GET', path: '/v1/me' },
	{ method: 'GET', path: '/v1/account' },
	...['templates', 'contacts', 'conversations', 'events'].map((name): RowRequest => ({
		method: 'GET',
		path: `/v1/${name}`,
		query: { limit: '1' },
	})),
	{ method: 'GET', path: '/v1/webhooks' },
];
const empty: RowAnswer = { body: { data: [] } };
const answers = (webhooks: unknown[]): RowAnswer[] => [
	{ body: me },
	{ body: { entitled: true } },
	empty,
	empty,
	empty,
	empty,
	{ body: { data: webhooks } },
];
const good = (check: string, found: string) => ({ check, ok: true, found, todo: '' });
const hasIt = (scope: string) => good(`Scope ${scope}`, 'The key has it');
const found = [
	good('API key', 'The platform answered'),
	good('Phone numbers', '+15550002222'),
	good('Entitlement', 'Paid features work'),
	hasIt('templates:read'),
	hasIt('contacts:read'),
	hasIt('inbox:read'),
	hasIt('events:read'),
	{
		check: 'Scope messages:send',
		ok: null,
		found: 'Only a message that is sent shows it',
		todo: 'See that the key has the scope in WBIZ, under Settings > API keys',
	},
];
const events = ['message.received', 'message.status'];

export const setupRows: Row[] = [
	...[
		{ phone_numbers: ['+15550002222'] },
		{ data: { phoneNumbers: [{ phone: '+15550002222' }] } },
		{ data: { phone_numbers: [{ display_phone_number: '+15550002222' }] } },
		{ account: { phone_numbers: [{ phone_number: '+15550002222' }] } },
		{ data: { account: { phoneNumbers: [{ displayPhoneNumber: '+15550002222' }] } } },
	].map((body): Row => ({
		operation: 'account.checkSetup',
		name: `finds the number in ${JSON.stringify(body)}`,
		parameters: {},
		request: reads,
		answer: [{ body }, ...answers([{ id: 'wh_1', url, events }]).slice(1)],
		output: [...found, hasIt('webhooks:manage'), good('Webhook', '1 registered')],
	})),
	{
		operation: 'account.checkSetup',
		name: 'looks at key, numbers, entitlement, scopes and webhooks',
		parameters: {},
		request: reads,
		answer: answers([{ id: 'wh_1', url, events, active: true }]),
		output: [...found, hasIt('webhooks:manage'), good('Webhook', '1 registered')],
	},
	{
		operation: 'account.checkSetup',
		name: 'lets the platform test the webhook of the trigger',
		parameters: { expectedUrl: url },
		request: [...reads, { method: 'POST', path: '/v1/webhooks/wh_1/test' }],
		answer: [
			...answers([
				{ id: 'wh_0', url: 'https://other.example' },
				{ id: 'wh_1', url, events },
			]),
			{ body: { success: true, statusCode: 200 } },
		],
		output: [
			...found,
			hasIt('webhooks:manage'),
			good('Webhook', 'Yours is registered for message.received, message.status'),
			good('HTTPS', 'The address begins with https://'),
			good('Test event', 'The receiver answered with 200'),
		],
	},
	...[
		{ answer: { data: { statusCode: 401 } }, ok: false, found: 'The receiver answered with 401' },
		{ answer: { data: { statusCode: 302 } }, ok: false, found: 'The receiver answered with 302' },
		{ answer: { sent: true }, ok: null, found: 'It was sent' },
	].map(({ answer, ...row }): Row => ({
		operation: 'account.checkSetup',
		name: `believes the answer of the receiver alone: ${JSON.stringify(answer)}`,
		parameters: { expectedUrl: url },
		request: [...reads, { method: 'POST', path: '/v1/webhooks/wh_1/test' }],
		answer: [...answers([{ id: 'wh_1', url, events }]), { body: answer }],
		output: [
			...found,
			hasIt('webhooks:manage'),
			good('Webhook', 'Yours is registered for message.received, message.status'),
			good('HTTPS', 'The address begins with https://'),
			{
				check: 'Test event',
				...row,
				todo: expect.stringContaining('reachable from the internet') as unknown as string,
			},
		],
	})),
	...[
		{ status: 403, ok: false, todo: 'Add the named scope to the API key on the platform.' },
		{ status: 404, ok: null, todo: expect.not.stringContaining('scope') as unknown as string },
	].map(({ status, ...row }): Row => ({
		operation: 'account.checkSetup',
		name: `a scope is missing only where access is refused: ${status}`,
		parameters: {},
		request: reads,
		answer: [...answers([]).slice(0, -1), { status, body: { error: { message: 'No' } } }],
		output: [
			...found,
			{
				check: 'Scope webhooks:manage',
				found: expect.stringMatching(/^No/) as unknown as string,
				...row,
			},
		],
	})),
	{
		operation: 'account.checkSetup',
		name: 'says what to do about a webhook that is missing, and one that is switched off',
		parameters: { expectedUrl: url, sendTest: false },
		request: reads,
		answer: answers([{ id: 'wh_1', url, events, active: false }]),
		output: [
			...found,
			hasIt('webhooks:manage'),
			{
				check: 'Webhook',
				ok: false,
				found: 'Yours is switched off',
				todo: 'Use Webhook > Update, or publish again',
			},
			good('HTTPS', 'The address begins with https://'),
		],
	},
	{
		operation: 'account.checkSetup',
		name: 'ends with the key where the platform does not know it',
		parameters: {},
		request: reads[0],
		answer: { status: 401, body: { error: { message: 'Bad key' } } },
		output: [
			{
				check: 'API key',
				ok: false,
				found: 'Bad key',
				todo: expect.any(String) as unknown as string,
			},
		],
	},
];
