import { apiRequest } from '../../shared/api-request';
import type { Resource } from '../../shared/operation';

export const api: Resource = {
	name: 'API',
	value: 'api',
	operations: [apiRequest],
};
