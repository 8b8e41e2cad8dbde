import type { Account } from '../../account';
import type { Conversation } from '../../messages';
import type { OperationCall, Operations, Reply } from '../../platform';
import { Refusal } from '../../refusal';
import { answer } from './answers';
import type { ConversationIds } from './conversationIds';
import { messageView } from './messageView';
import { withPlus } from './phoneNumbers';
import { settingsOf } from './settings';

const BUSINESS_ID = 'b1a2c3d4-e5f6-4a7b-8c9d-0e1f2a3b4c5d';
/** The page has assigned=me, and does not say who that is for a key: this teammate (assumed). */
export const KEY_OWNER = 'usr_owner';

/** Who takes care of a conversation. */
export interface Handling {
	mode: 'ai' | 'human';
	assignedTo: string | null;
}

type Filters = OperationCall['query'];

/** The inbox, most recently active conversation first. */
export class Conversations {
	private readonly handlings = new Map<string, Handling>();

	constructor(
		private readonly account: Account,
		private readonly ids: ConversationIds,
	) {}

	readonly operations: Operations = {
		'conversation.getMany': ({ query }) => this.list(query),
		'conversation.get': ({ params }) => {
			const conversation = this.get(params.id);
			return answer(200, 'Conversation retrieved', {
				...this.view(conversation),
				messages: this.newestMessages(conversation),
			});
		},
	};

	/** @throws Refusal 404 */
	get(id: string): Conversation {
		const phone = this.ids.phone(id);
		const conversation =
			phone === undefined ? undefined : this.account.messages.conversation(phone);
		if (!conversation) throw new Refusal(404, 'Conversation not found');
		return conversation;
	}

	/** Nothing happens for the id of no conversation. */
	assign(id: string, { mode, assignedTo }: Partial<Handling>): void {
		const phone = this.ids.phone(id);
		if (phone === undefined) return;
		const before = this.handling(phone);
		this.handlings.set(phone, {
			mode: mode ?? before.mode,
			assignedTo: assignedTo === undefined ? before.assignedTo : assignedTo,
		});
	}

	/** With what the API does not show: who a conversation is assigned to. */
	snapshot(): unknown[] {
		return this.account.messages.newestConversations().map((conversation) => ({
			...this.view(conversation),
			assignedTo: this.handling(conversation.phone).assignedTo,
		}));
	}

	private list(filters: Filters): Reply {
		const rows = this.account.messages
			.newestConversations()
			.filter((conversation) => this.matches(conversation, filters));
		const { pageSize } = settingsOf(this.account);
		const view = (conversation: Conversation) => this.view(conversation);
		if (pageSize === null) return answer(200, 'Conversations retrieved', rows.map(view));
		const page = Number(filters.page ?? 1);
		const perPage = Math.min(Number(filters.limit ?? pageSize), pageSize);
		const totalPages = Math.ceil(rows.length / perPage);
		return answer(
			200,
			'Conversations retrieved',
			rows.slice((page - 1) * perPage, page * perPage).map(view),
			{ total: rows.length, page, perPage, totalPages, hasMore: page < totalPages },
		);
	}

	private matches(conversation: Conversation, filters: Filters): boolean {
		const { status, mode, assigned, search = '' } = filters;
		const handling = this.handling(conversation.phone);
		const assignee = assigned === 'me' ? KEY_OWNER : null;
		const described = `${conversation.contactName ?? ''}\n${withPlus(conversation.phone)}`;
		return (
			(!status || statusOf(conversation) === status) &&
			(mode === undefined || handling.mode === mode) &&
			(assigned === undefined || handling.assignedTo === assignee) &&
			described.toLowerCase().includes(search.toLowerCase())
		);
	}

	private view(conversation: Conversation) {
		const { phone, contactName, unread, lastInboundAt } = conversation;
		return {
			id: this.ids.of(phone),
			businessId: BUSINESS_ID,
			customerPhone: withPlus(phone),
			customerName: contactName,
			status: statusOf(conversation),
			mode: this.handling(phone).mode,
			unreadCount: unread.length,
			lastInboundAt: this.date(lastInboundAt),
			lastOutboundAt: this.date(lastOutboundAt(conversation)),
		};
	}

	private newestMessages({ messages }: Conversation): unknown[] {
		const { messagesPerConversation } = settingsOf(this.account);
		return [...messages]
			.reverse()
			.slice(0, messagesPerConversation)
			.map((message) => messageView(this.account, message));
	}

	private handling(phone: string): Handling {
		return this.handlings.get(phone) ?? { mode: 'ai', assignedTo: null };
	}

	private date(at: number | null): string | null {
		return at === null ? null : this.account.clock.date(at).toISOString();
	}
}

function statusOf({ lastInboundAt }: Conversation): 'open' | 'pending_customer' {
	return lastInboundAt === null ? 'pending_customer' : 'open';
}

function lastOutboundAt({ messages }: Conversation): number | null {
	for (let index = messages.length - 1; index >= 0; index--) {
		if (messages[index].direction === 'outbound') return messages[index].at;
	}
	return null;
}
