import type { Resource } from '../../shared/operation';
import { api } from './api';
import { conversation } from './conversation';
import { message } from './message';

export const resources: Resource[] = [message, conversation, api];
