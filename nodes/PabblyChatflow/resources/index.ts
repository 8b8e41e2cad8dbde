import { apiResource } from '../../shared/api-resource';
import type { Resource } from '../../shared/operation';
import { account } from './account';
import { broadcast } from './broadcast';
import { catalog } from './catalog';
import { contact } from './contact';
import { contactList } from './contact-list';
import { media } from './media';
import { message } from './message';
import { tag } from './tag';
import { template } from './template';

export const resources: Resource[] = [
	message,
	broadcast,
	catalog,
	contact,
	contactList,
	media,
	tag,
	template,
	account,
	apiResource('/settings/tags'),
];
