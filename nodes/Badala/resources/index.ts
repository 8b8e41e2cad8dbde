import type { Resource } from '../../shared/operation';
import { account } from './account';
import { api } from './api';
import { contact } from './contact';
import { conversation } from './conversation';
import { message } from './message';

export const resources: Resource[] = [message, account, contact, conversation, api];
