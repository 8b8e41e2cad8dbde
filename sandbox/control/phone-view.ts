import type { Account } from '../account/account';
import type { Message } from '../account/messages';
import { conversationView, messageView } from '../account/state';
import { drawingOf } from './drawing';

const CONTACTS = 50;
const MESSAGES = 200;
const DELIVERIES = 60;
const REQUESTS = 60;

/** What the page shows: the newest of everything, so that it can ask every second. */
export function phoneView(account: Account, contact?: string): Record<string, unknown> {
	const { messages, deliveries, requests, vendor, faults, platform } = account;
	const shown = contact === undefined ? undefined : messages.conversation(contact);
	return {
		contacts: messages
			.newestConversations()
			.slice(0, CONTACTS)
			.map((conversation) => conversationView(account, conversation)),
		contact: shown ? conversationView(account, shown) : null,
		messages: (shown?.messages ?? []).slice(-MESSAGES).map((message) => drawn(account, message)),
		deliveries: deliveries.recent(DELIVERIES),
		requests: requests.last(REQUESTS),
		faults: faults.pending(),
		signs: vendor.withoutSecret === undefined,
		documentedInbound: vendor.documentedInbound,
		// Only the platforms whose webhook a person enters have this setting.
		webhookUrl: (account.settings as { webhookUrl?: string | null }).webhookUrl,
		name: platform.name,
		phoneNumber: platform.phoneNumber,
	};
}

function drawn(account: Account, message: Message): Record<string, unknown> {
	return {
		...messageView(account, message),
		drawing: drawingOf(account.vendor, message),
	};
}
