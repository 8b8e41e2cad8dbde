import type { Row } from '../../../support/row';

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
