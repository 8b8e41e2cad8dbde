import { drawing } from './drawing';
import { seededTemplates } from './templates/seed';
import { seededContacts } from './contacts/seed';
import type { Account, Platform } from '../../account/account';
import type { Vendor } from '../../account/vendor';
import type { Operations } from '../../http/types';
import { refusal } from './access';
import { Broadcasts } from './broadcasts/broadcasts';
import { Catalogs } from './catalogs';
import { Contacts } from './contacts/contacts';
import { attributeNames, tagOperations, tags } from './contacts/input';
import { contactLists, listOperations } from './contacts/lists';
import { contactOperations } from './contacts/operations';
import { Media } from './media';
import { messageOperations } from './messages/messages';
import { Outbox } from './messages/outbox';
import { startSettings } from './settings';
import { Templates } from './templates/templates';
import { ChatIds, Events, webhookTargets, withoutSecret } from './webhook';

/** Pabbly Chatflow, as its page describes it; what the page leaves open is marked in the contract. */
export const pabblyChatflow: Platform = {
	id: 'pabbly-chatflow',
	name: 'Pabbly Chatflow',
	apiPath: '/api/v1',
	apiKey: 'sandbox-pabbly-key',
	phoneNumber: '15550003333',
	settings: { ...startSettings },
	open,
};

function open(account: Account): Vendor {
	const stores = openStores(account);
	const { contacts, media, events } = stores;
	return {
		operations: operations(account, stores),
		authorised: ({ authorization }) => authorization === `Bearer ${account.settings.apiKey}`,
		isSend: ({ method, path }) =>
			method === 'POST' && (path === '/messages' || path === '/broadcasts/send'),
		refusal,
		targets: () => webhookTargets(account),
		messageReceived: (message) => {
			media.adopt(message);
			contacts.hearFrom(message);
			return events.message(message);
		},
		statusChanged: (message) => events.status(message),
		sign: () => ({}),
		withoutSecret,
		// The secret is whatever the address says; there is none to make anew.
		rotateSecret: () => {},
		drawing: (message) => drawing(stores, message),
		documentedInbound: [],
		file: (request) => media.file(request),
		snapshot: () => snapshot(stores),
	};
}

type Stores = ReturnType<typeof openStores>;

function openStores(account: Account) {
	const contacts = new Contacts(account, seededContacts);
	const templates = new Templates(seededTemplates);
	const media = new Media(account);
	const chatIds = new ChatIds();
	const events = new Events(account, contacts, media, chatIds);
	const outbox = new Outbox(account, contacts, events, chatIds);
	return {
		contacts,
		templates,
		events,
		outbox,
		catalogs: new Catalogs(),
		media,
		broadcasts: new Broadcasts(account, contacts, templates, outbox),
	};
}

function operations(account: Account, stores: Stores): Operations {
	const { contacts, templates, outbox, catalogs, media, broadcasts } = stores;
	return {
		...messageOperations(outbox, templates, catalogs),
		...templates.operations,
		...broadcasts.operations,
		...contactOperations(account, contacts),
		...listOperations,
		...tagOperations,
		...media.operations,
		...catalogs.operations,
	};
}

function snapshot({ contacts, templates, broadcasts, catalogs, media }: Stores) {
	return {
		...contacts.snapshot(),
		contactLists,
		tags,
		attributeNames,
		templates: templates.all,
		broadcasts: broadcasts.snapshot(),
		catalogs: catalogs.snapshot(),
		media: media.snapshot(),
	};
}
