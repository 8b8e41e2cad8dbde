import { api } from '../../shared/api-resource';
import type { Resource } from '../../shared/operation';
import { account } from './account';
import { conversation } from './conversation';
import { message } from './message';

export const resources: Resource[] = [message, conversation, account, api];
