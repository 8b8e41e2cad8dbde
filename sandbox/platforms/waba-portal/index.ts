import { seededTemplates } from './seed';
import type { Account, Platform } from '../../account/account';
import type { Vendor } from '../../account/vendor';
import { conversationOperations } from './conversations';
import { messageOperations } from './messages';
import { Templates } from './templates';
import { messageReceived, redated, sign, statusChanged, tampered, WebhookSlot } from './webhook';

/** WABA Portal, as its documentation page describes it. */
export const wabaPortal: Platform = {
	id: 'waba-portal',
	name: 'WABA Portal',
	apiPath: '/api/v1',
	apiKey: 'sandbox-waba-portal-key',
	phoneNumber: '15550001111',
	open,
};

function open(account: Account): Vendor {
	const templates = new Templates(seededTemplates);
	const slot = new WebhookSlot(account);
	return {
		operations: {
			...messageOperations(account),
			...conversationOperations(account),
			...templates.operations,
			...slot.operations,
		},
		authorised: ({ authorization }) => authorization === `Bearer ${account.settings.apiKey}`,
		isSend: ({ method, path }) => method === 'POST' && path.startsWith('/messages/'),
		refusal: (status, text) => ({ status, body: { error: text } }),
		targets: (topic) => slot.targets(topic),
		messageReceived: (message) => messageReceived(account, message),
		statusChanged: (message) => statusChanged(message),
		sign,
		redated,
		tampered,
		documentedInbound: ['text'],
		rotateSecret: () => slot.rotateSecret(),
		snapshot: () => ({ templates: templates.all, webhook: slot.configuration }),
	};
}
