import type { INodeParameters } from 'n8n-workflow';

import type { Panels } from './panels';

function action(parameters: INodeParameters): Panels['nodes'][string] {
	return { type: 'badala', parameters };
}

const conversationId = {
	__rl: true,
	mode: 'list',
	value: 'cv_66f1c0de',
	cachedResultName: 'Amira Haddad (+971501234567)',
};

const nodes: Panels['nodes'] = {
	'Send Text': action({
		resource: 'message',
		operation: 'sendText',
		conversationId,
		text: 'How can we help?',
	}),
	'Send Media': action({
		resource: 'message',
		operation: 'sendMedia',
		conversationId,
		mediaType: 'image',
		mediaUrl: 'https://example.com/catalogue.jpg',
		caption: 'Our new catalogue',
	}),
	'Send Template': action({ resource: 'message', operation: 'sendTemplate' }),
	'Assign Conversation': action({
		resource: 'conversation',
		operation: 'assign',
		conversationId,
	}),
	Upsert: action({ resource: 'contact', operation: 'upsert' }),
	Import: action({ resource: 'contact', operation: 'import' }),
	'Badala Trigger': {
		type: 'badalaTrigger',
		parameters: { options: { tolerance: 300 } },
	},
};

export const badalaPanels: Panels = { platform: 'badala', credentialType: 'badalaApi', nodes };
