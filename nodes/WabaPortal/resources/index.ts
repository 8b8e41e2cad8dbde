import { apiResource } from '../../shared/api-resource';
import type { Resource } from '../../shared/operation';
import { account } from './account';
import { conversation } from './conversation';
import { message } from './message';
import { template } from './template';
import { webhook } from './webhook';

export const resources: Resource[] = [
	message,
	conversation,
	template,
	webhook,
	account,
	apiResource('/conversations'),
];
