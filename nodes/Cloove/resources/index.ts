import { apiResource } from '../../shared/api-resource';
import type { Resource } from '../../shared/operation';
import { account } from './account';
import { conversation } from './conversation';
import { message } from './message';

export const resources: Resource[] = [
	message,
	conversation,
	account,
	apiResource('/v1/messaging/conversations'),
];
