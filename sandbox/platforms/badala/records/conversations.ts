import { createHash } from 'node:crypto';

import type { Account } from '../../../account/account';
import { last } from '../../../account/messages';
import { conversationView } from '../../../account/state';
import { Refusal } from '../../../http/refusal';
import { type Contact, type Contacts, digits, withPlus } from './contacts';

export const CHANNEL_ID = 'ch_sandbox';

export interface Conversation {
	id: string;
	/** Digits, as the sandbox's shared parts have it. */
	phone: string;
	channelId: string;
	status: 'OPEN' | 'CLOSED';
	assigneeId: string | null;
}

/** What the platform keeps about each conversation beside its messages. */
export class Conversations {
	private readonly byPhone = new Map<string, Conversation>();
	private readonly byId = new Map<string, Conversation>();

	constructor(
		private readonly account: Account,
		private readonly contacts: Contacts,
	) {}

	/** With this customer; made when there is none. */
	with(phone: string): Conversation {
		const known = this.byPhone.get(phone);
		if (known) return known;
		const conversation = newConversation(phone);
		this.byPhone.set(phone, conversation);
		this.byId.set(conversation.id, conversation);
		return conversation;
	}

	/** With this customer, or one that is forgotten at once. */
	imagined(phone: string): Conversation {
		return this.byPhone.get(phone) ?? newConversation(phone);
	}

	/** @throws Refusal 404 */
	get(id: string): Conversation {
		const conversation = this.byId.get(id);
		if (!conversation) throw new Refusal(404, 'Conversation not found');
		return conversation;
	}

	/** Those with messages, the newest message first. */
	newest(): Conversation[] {
		return this.account.messages.newestConversations().map(({ phone }) => this.with(phone));
	}

	view(conversation: Conversation): Record<string, unknown> {
		const { phone, ...rest } = conversation;
		const contact = this.contacts.withPhone(withPlus(phone));
		const stored = this.account.messages.conversation(phone);
		const lastAt = stored ? last(stored).at : this.account.clock.now();
		return {
			...rest,
			contactId: contact?.id,
			contact: { id: contact?.id, name: contact?.name ?? null, phone: withPlus(phone) },
			lastMessageAt: this.account.clock.date(lastAt).toISOString(),
			unreadCount: stored?.unread.length ?? 0,
		};
	}

	/** Of a contact; empty before the first message. */
	viewsOf({ phone }: Contact): Array<Record<string, unknown>> {
		const conversation = this.byPhone.get(digits(phone));
		return conversation ? [this.view(conversation)] : [];
	}

	/** As every platform shows them, and with what the vendor says. */
	snapshot(): Array<Record<string, unknown>> {
		return this.account.messages.newestConversations().map((stored) => ({
			...conversationView(this.account, stored),
			...this.view(this.with(stored.phone)),
		}));
	}
}

/** Its id is always the same for a number, and holds no part of it: an event that was kept, such as a pinned one, still fits. */
function newConversation(phone: string): Conversation {
	const id = `cv_${createHash('sha256').update(phone).digest('hex').slice(0, 24)}`;
	return { id, phone, channelId: CHANNEL_ID, status: 'OPEN', assigneeId: null };
}
