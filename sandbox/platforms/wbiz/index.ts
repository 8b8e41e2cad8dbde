import type { Account } from '../../account';
import type { Operations, Payload, Platform, Vendor } from '../../platform';
import { accountOperations, admit, refusal } from './access';
import { Campaigns } from './campaigns';
import { importOperations } from './contactImport';
import { Contacts } from './contacts';
import { conversationOperations } from './conversations';
import { customFieldOperations } from './customFields';
import { messageReceived, redated, statusChanged, tampered } from './events';
import { Feed } from './feed';
import { flowOperations } from './flows';
import { Media } from './media';
import { messageOperations } from './messages';
import { Outbox } from './outbox';
import { PlanLimit } from './planLimit';
import { presetOperations } from './presets';
import { quickReplyOperations } from './quickReplies';
import { settingsOf, startSettings } from './settings';
import { sign } from './signing';
import { tagOperations } from './tags';
import { Templates } from './templates';
import { Webhooks } from './webhooks';

/** WBIZ, as its reference page describes it; what the page leaves open is marked in the contract. */
export const wbiz: Platform = {
	id: 'wbiz',
	name: 'WBIZ',
	apiPath: '/api',
	apiKey: 'wa_sandbox_key0123456789',
	phoneNumber: '15550002222',
	// WhatsApp takes documents of up to 100 MB.
	bodyLimit: '101mb',
	settings: { ...startSettings },
	open,
};

function open(account: Account): Vendor {
	const stores = openStores(account);
	const { contacts, webhooks, feed } = stores;
	const limit = new PlanLimit();
	return {
		operations: operations(account, stores),
		authorised: ({ authorization }) => authorization === `Bearer ${account.settings.apiKey}`,
		meter: () => {
			const { plan, retryAfter } = settingsOf(account);
			return plan === null ? { allowed: true, headers: {} } : limit.take(plan, retryAfter);
		},
		admit: (operation) => admit(account, operation),
		isSend: ({ method, path }) =>
			method === 'POST' && (path.startsWith('/v1/messages/') || path.endsWith('/send')),
		refusal,
		targets: (topic) => webhooks.targets(topic),
		happened: ({ payload }) => feed.add(payload),
		messageReceived: (message) => messageReceived(account, contacts, message),
		statusChanged,
		sign: (body, secret, at) => {
			const { id } = JSON.parse(body) as Payload;
			return sign(settingsOf(account).signature, body, secret, { id: String(id), at });
		},
		redated,
		tampered,
		rotateSecret: () => webhooks.rotateSecrets(),
		snapshot: () => snapshot(stores),
	};
}

type Stores = ReturnType<typeof openStores>;

function openStores(account: Account) {
	const contacts = new Contacts();
	const templates = new Templates();
	const outbox = new Outbox(account, contacts);
	return {
		contacts,
		templates,
		outbox,
		media: new Media(),
		webhooks: new Webhooks(account),
		feed: new Feed(account),
		campaigns: new Campaigns(account, contacts, templates, outbox),
	};
}

function operations(account: Account, stores: Stores): Operations {
	const { contacts, templates, outbox, media } = stores;
	return {
		...accountOperations(account),
		...messageOperations(outbox, templates, media),
		...templates.operations,
		...contacts.operations,
		...importOperations(contacts),
		...conversationOperations(account, contacts),
		...stores.webhooks.operations,
		...stores.feed.operations,
		...tagOperations(contacts),
		...customFieldOperations(),
		...quickReplyOperations(),
		...presetOperations(outbox),
		...flowOperations(outbox),
		...stores.campaigns.operations,
		...media.operations,
	};
}

function snapshot({ templates, webhooks, contacts, campaigns, media }: Stores) {
	return {
		templates: templates.snapshot(),
		webhooks: webhooks.snapshot(),
		...contacts.snapshot(),
		campaigns: campaigns.snapshot(),
		media: media.snapshot(),
	};
}
