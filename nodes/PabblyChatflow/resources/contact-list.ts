import type { Resource } from '../../shared/operation';
import { listFields } from '../lists';

export const contactList: Resource = {
	name: 'Contact List',
	value: 'contactList',
	operations: [
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many contact lists',
			description: 'Get the contact lists that broadcasts can go to',
			method: 'GET',
			path: '/contacts/lists',
			items: 'data.lists',
			fields: listFields(),
		},
	],
};
