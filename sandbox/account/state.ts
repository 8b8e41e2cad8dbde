import type { ConversationView, MessageView, SandboxState } from '../types';
import type { Account } from './account';
import { type Conversation, last, type Message } from './messages';

/** Everything an account holds, for tests: also the webhook's secret. */
export function stateView(account: Account): Omit<SandboxState, 'templates'> {
	return {
		messages: account.messages.all.map((message) => messageView(account, message)),
		conversations: account.messages
			.newestConversations()
			.map((conversation) => ({ ...conversationView(account, conversation) })),
		...account.vendor.snapshot(),
		settings: { ...account.settings },
	};
}

/** `from` on what a customer wrote, `to` on what the business sent. */
export function messageView(account: Account, message: Message): MessageView {
	const { id, waMessageId, direction, phone, type, content, status, errors, at } = message;
	return {
		id,
		waMessageId,
		direction,
		...(direction === 'inbound' ? { from: phone } : { to: phone }),
		type,
		content,
		status,
		...(errors ? { errors } : {}),
		timestamp: account.clock.date(at).toISOString(),
	};
}

export function conversationView(account: Account, conversation: Conversation): ConversationView {
	const { phone, contactName, messages, unread, typingUntil } = conversation;
	return {
		phoneNumber: phone,
		contactName,
		messages: messages.length,
		unreadCount: unread.length,
		lastMessageAt: account.clock.date(last(conversation).at).toISOString(),
		windowOpen: account.windowIsOpen(phone),
		typing: typingUntil > account.clock.now(),
	};
}
