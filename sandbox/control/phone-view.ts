import type { Account } from '../account/account';
import { conversationView, messageView } from '../account/state';

const CONTACTS = 50;
const MESSAGES = 200;
const DELIVERIES = 60;

/** What the page shows: the newest of everything, so that it can ask every second. */
export function phoneView(account: Account, contact?: string): Record<string, unknown> {
	const { messages, deliveries } = account;
	const shown = contact === undefined ? undefined : messages.conversation(contact);
	return {
		contacts: messages
			.newestConversations()
			.slice(0, CONTACTS)
			.map((conversation) => conversationView(account, conversation)),
		contact: shown ? conversationView(account, shown) : null,
		messages: (shown?.messages ?? [])
			.slice(-MESSAGES)
			.map((message) => messageView(account, message)),
		deliveries: deliveries.recent(DELIVERIES),
	};
}
