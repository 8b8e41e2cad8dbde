import type { Resource } from '../../shared/operation';
import { flowId } from '../fields/locators';
import { listFields, plainListOf } from '../lists';

export const flow: Resource = {
	name: 'Flow',
	value: 'flow',
	operations: [
		{
			name: 'Get',
			value: 'get',
			action: 'Get a flow',
			description: 'Get a WhatsApp Flow',
			method: 'GET',
			path: '/v1/flows/{id}',
			fields: [flowId],
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many flows',
			description: 'Get the published WhatsApp Flows',
			method: 'GET',
			path: '/v1/flows',
			...plainListOf('flows'),
			fields: listFields,
		},
	],
};
