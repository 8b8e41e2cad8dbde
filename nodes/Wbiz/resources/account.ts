import type { Resource } from '../../shared/operation';

export const account: Resource = {
	name: 'Account',
	value: 'account',
	operations: [
		{
			name: 'Get Entitlement',
			value: 'getEntitlement',
			action: 'Get the entitlement of the account',
			description: 'Get the billing snapshot, with entitled saying whether paid features work',
			method: 'GET',
			path: '/v1/account',
			fields: [],
		},
		{
			name: 'Who Am I',
			value: 'whoAmI',
			action: 'Who owns the API key',
			description: 'Get the WhatsApp Business Account of the API key, and its phone numbers',
			method: 'GET',
			path: '/v1/me',
			fields: [],
		},
	],
};
