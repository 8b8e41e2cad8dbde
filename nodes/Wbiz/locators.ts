import { modes } from '../shared/fields/common';
import type { Field } from '../shared/operation';

/** An approved template for a message: its value is `name|language` from the list, or a name. */
export const templateName: Field = {
	displayName: 'Template',
	name: 'templateName',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'An approved template. With a typed name, Language says which one of that name.',
	...modes('searchTemplates', 'By Name', 'e.g. order_confirmation', 'name'),
};

export const templateId: Field = {
	displayName: 'Template',
	name: 'templateId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'Which template',
	...modes('searchTemplatesById', 'By ID', 'e.g. 66f1c0de'),
	in: 'path',
	as: 'id',
};

export const contactId: Field = {
	displayName: 'Contact',
	name: 'contactId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'Which contact',
	...modes('searchContacts', 'By ID', 'e.g. 66f1c0de'),
	in: 'path',
	as: 'id',
};

export const conversationId: Field = {
	displayName: 'Conversation',
	name: 'conversationId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'Which conversation',
	...modes('searchConversations', 'By ID', 'e.g. 66f1c0de'),
	in: 'path',
	as: 'id',
};

export const flowId: Field = {
	displayName: 'Flow',
	name: 'flowId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'Which WhatsApp Flow',
	...modes('searchFlows', 'By ID', 'e.g. 66f1c0de'),
	in: 'path',
	as: 'id',
};

export const campaignId: Field = {
	displayName: 'Campaign',
	name: 'campaignId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'Which campaign',
	...modes('searchCampaigns', 'By ID', 'e.g. 66f1c0de'),
	in: 'path',
	as: 'id',
};

export const presetId: Field = {
	displayName: 'Preset',
	name: 'presetId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'Which saved card with buttons or a list',
	...modes('searchPresets', 'By ID', 'e.g. 66f1c0de'),
	in: 'path',
	as: 'id',
};

export const tagName: Field = {
	displayName: 'Tag',
	name: 'tagName',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'Which tag',
	...modes('searchTags', 'By Name', 'e.g. vip'),
	in: 'path',
	as: 'name',
};
