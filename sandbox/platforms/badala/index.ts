import type { Account, Platform } from '../../account/account';
import type { Vendor } from '../../account/vendor';
import { Access, ORG_ID, PASSWORD, refusal, USER } from './access';
import { ContactImport, contactOperations } from './contacts';
import { conversationOperations } from './conversations';
import { Media } from './media';
import { Messages } from './messages';
import { Contacts } from './records/contacts';
import { CHANNEL_ID, Conversations } from './records/conversations';
import { newSecret, settingsOf, startSettings } from './settings';
import { templates } from './templates';
import { envelope, Events, redated, retried, sign, tampered, webhookTargets } from './webhook';

/** Badala, as its pages describe it; what they leave open is marked in the contract. */
export const badala: Platform = {
	id: 'badala',
	name: 'Badala',
	apiPath: '',
	apiKey: 'sandbox-badala-token',
	phoneNumber: '15550004444',
	alsoNeeded: {
		Organization: ORG_ID,
		Channel: CHANNEL_ID,
		'E-mail': USER.email,
		Password: PASSWORD,
	},
	settings: { ...startSettings },
	open,
};

function open(account: Account): Vendor {
	const stores = openStores(account);
	const { access, contacts, conversations, media, events, messages, contactImport } = stores;
	return {
		operations: {
			...access.operations,
			...messages.operations,
			...contactOperations(account, contacts, conversations, events),
			...contactImport.operations,
			...conversationOperations(account, conversations, events),
		},
		authorised: (headers, request) => access.check(headers, request),
		isSend: ({ method, path }) =>
			method === 'POST' && (path.endsWith('/messages') || path.endsWith('/templates/send')),
		refusal,
		targets: (_topic, event) => webhookTargets(account, event),
		messageReceived: (message) => events.received(message),
		statusChanged: (message) => events.status(message),
		otherEvent: envelope,
		sign,
		retried: (payload) => retried(account, payload),
		redated,
		tampered,
		file: (request) => media.file(request),
		documentedInbound: ['text'],
		rotateSecret: () => {
			settingsOf(account).webhookSecret = newSecret();
		},
		snapshot: () => snapshot(stores),
	};
}

type Stores = ReturnType<typeof openStores>;

function openStores(account: Account) {
	const contacts = new Contacts();
	const conversations = new Conversations(account, contacts);
	const media = new Media(account);
	const events = new Events(account, contacts, conversations, media);
	return {
		access: new Access(account),
		contacts,
		conversations,
		media,
		events,
		messages: new Messages(account, contacts, conversations, events),
		contactImport: new ContactImport(contacts, events),
	};
}

function snapshot({ access, contacts, conversations, contactImport }: Stores) {
	return {
		conversations: conversations.snapshot(),
		...contacts.snapshot(),
		templates,
		logIns: access.logIns,
		imports: contactImport.done,
	};
}
