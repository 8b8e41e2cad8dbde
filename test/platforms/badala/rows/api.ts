import type { Row } from '../../../support/row';
import { org } from './values';

export const apiRows: Row[] = [
	{
		operation: 'api.request',
		name: 'fills in the organization, and sends it as a header',
		parameters: {
			method: 'POST',
			path: '/orgs/{orgId}/canned-responses',
			body: '{"name": "hours"}',
		},
		request: {
			method: 'POST',
			path: `/orgs/${org}/canned-responses`,
			body: { name: 'hours' },
			headers: { 'x-org-id': org, authorization: 'Bearer key-that-nobody-may-see' },
		},
		answer: { status: 201, body: { id: 'cr_1' } },
		output: [{ id: 'cr_1' }],
	},
];
