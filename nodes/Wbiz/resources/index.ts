import { apiResource } from '../../shared/api-resource';
import type { Resource } from '../../shared/operation';
import { account } from './account';
import { campaign } from './campaign';
import { contact } from './contact';
import { conversation } from './conversation';
import { customField } from './custom-field';
import { event } from './event';
import { flow } from './flow';
import { media } from './media';
import { message } from './message';
import { preset } from './preset';
import { quickReply } from './quick-reply';
import { tag } from './tag';
import { template } from './template';
import { webhook } from './webhook';

export const resources: Resource[] = [
	message,
	account,
	campaign,
	contact,
	conversation,
	customField,
	event,
	flow,
	media,
	preset,
	quickReply,
	tag,
	template,
	webhook,
	apiResource('/v1/me'),
];
