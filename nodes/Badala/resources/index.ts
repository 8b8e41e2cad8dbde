import { apiResource } from '../../shared/api-resource';
import type { Resource } from '../../shared/operation';
import { account } from './account';
import { contact } from './contact';
import { conversation } from './conversation';
import { message } from './message';

const api = apiResource(
	'/orgs/{orgId}/contacts',
	'Path below the base URL of the credential. {orgId} stands for the Organization ID of the credential.',
);

export const resources: Resource[] = [message, account, contact, conversation, api];
