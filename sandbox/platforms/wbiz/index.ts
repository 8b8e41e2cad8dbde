import { drawing } from './drawing';
import { seededTemplates, seededFlows } from './seed';
import type { Account, Platform } from '../../account/account';
import type { Vendor } from '../../account/vendor';
import type { Operations } from '../../http/types';
import type { Payload } from '../../types';
import { accountOperations, admit, PlanLimit, refusal } from './access';
import { Campaigns } from './campaigns/campaigns';
import { Contacts } from './contacts/contacts';
import { customFieldOperations } from './contacts/custom-fields';
import { importOperations } from './contacts/import';
import { tagOperations } from './contacts/tags';
import { conversationOperations } from './conversations';
import { Feed } from './records/feed';
import { Media } from './media';
import { flowOperations } from './messages/flows';
import { messageOperations, Outbox } from './messages/messages';
import { presetOperations } from './messages/presets';
import { quickReplyOperations } from './messages/quick-replies';
import { settingsOf, startSettings } from './settings';
import { Templates } from './templates';
import { messageReceived, redated, sign, statusChanged, tampered, Webhooks } from './webhook';

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
		drawing: (message) => drawing(stores.templates, message),
		documentedInbound: ['text'],
		rotateSecret: () => webhooks.rotateSecrets(),
		snapshot: () => snapshot(stores),
	};
}

type Stores = ReturnType<typeof openStores>;

function openStores(account: Account) {
	const contacts = new Contacts();
	const templates = new Templates(seededTemplates);
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
		...flowOperations(outbox, seededFlows),
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
