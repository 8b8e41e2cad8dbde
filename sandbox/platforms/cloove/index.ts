import type { Account, Platform } from '../../account/account';
import type { Vendor } from '../../account/vendor';
import { admit, authorised, firewall, KeyLimit, refusal } from './access';
import { ConversationIds, Conversations } from './conversations';
import { NUMBER_ID, Outbox } from './messages';
import { settingsOf, startSettings } from './settings';
import { templates } from './templates';
import { Events, newSecret, redated, sign, tampered, targets } from './webhook';

/** Cloove, as its messaging page describes it; what the page leaves open is marked in the contract. */
export const cloove: Platform = {
	id: 'cloove',
	name: 'Cloove',
	apiPath: '',
	apiKey: 'clv_test_sk_sandbox0123456789abcdefghijklmnop',
	phoneNumber: '2348000005555',
	alsoNeeded: { 'Number ID': NUMBER_ID },
	settings: { ...startSettings },
	open,
};

function open(account: Account): Vendor {
	const ids = new ConversationIds();
	const conversations = new Conversations(account, ids);
	const outbox = new Outbox(account, ids, conversations);
	const events = new Events(account, ids, conversations);
	const limit = new KeyLimit();
	return {
		operations: { ...conversations.operations, ...outbox.operations },
		firewall,
		authorised: (headers) => authorised(account, headers),
		meter: () => {
			const { apiKey, requestsPerMinute, retryAfter } = settingsOf(account);
			if (requestsPerMinute === null) return { allowed: true, headers: {} };
			return limit.take(apiKey, requestsPerMinute, retryAfter);
		},
		admit: (operation) => admit(account, operation),
		isSend: ({ method }) => method === 'POST',
		refusal,
		targets: (_topic, event) => targets(account, event),
		messageReceived: (message) => events.received(message),
		statusChanged: (message) => events.status(message),
		otherEvent: (name, data) => events.other(name, data),
		sign,
		redated,
		tampered,
		documentedInbound: [],
		rotateSecret: () => {
			settingsOf(account).webhookSecret = newSecret();
		},
		snapshot: () => ({
			conversations: conversations.snapshot(),
			templates,
			businessWhatsappNumberId: NUMBER_ID,
			idempotencyKeys: outbox.keys.snapshot(),
		}),
	};
}
