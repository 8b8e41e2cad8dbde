import { apiRequest } from '../../shared/api-resource';
import type { Resource } from '../../shared/operation';

const path = {
	placeholder: 'e.g. /orgs/{orgId}/contacts',
	description:
		'Path below the base URL of the credential. {orgId} stands for the Organization ID of the credential.',
};

export const api: Resource = {
	name: 'API',
	value: 'api',
	operations: [
		{
			...apiRequest,
			fields: apiRequest.fields.map((field) =>
				field.name === 'path' ? { ...field, ...path } : field,
			),
		},
	],
};
