import { createHash } from 'node:crypto';

import type { Account } from '../../account/account';
import type { Conversation, Message } from '../../account/messages';
import { Refusal } from '../../http/refusal';
import type { OperationCall, Operations, Reply } from '../../http/types';
import { answer } from './access';
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

/**
 * The ids of the conversations. Opaque: no part of the phone number is in them. Always the same for a number, so that
 * an event that was kept from an earlier sandbox, such as one that is pinned in an example, names a conversation that exists.
 */
export class ConversationIds {
	private readonly ids = new Map<string, string>();
	private readonly phones = new Map<string, string>();

	of(phone: string): string {
		const id = this.ids.get(phone) ?? uuidOf(phone);
		this.ids.set(phone, id);
		this.phones.set(id, phone);
		return id;
	}

	phone(id: string): string | undefined {
		return this.phones.get(id);
	}
}

/** In the form of a random UUID. */
function uuidOf(phone: string): string {
	const hex = createHash('sha256').update(phone).digest('hex');
	const parts = [
		hex.slice(0, 8),
		hex.slice(8, 12),
		`4${hex.slice(13, 16)}`,
		`8${hex.slice(17, 20)}`,
	];
	return [...parts, hex.slice(20, 32)].join('-');
}

/** A message as the API shows it, without WhatsApp's own id. */
export function messageView({ clock }: Account, message: Message) {
	return {
		id: message.id,
		direction: message.direction,
		messageType: message.type,
		text: textOf(message),
		deliveryStatus: deliveryStatus(message),
		createdAt: clock.date(message.at).toISOString(),
	};
}

/** The vendor's sample calls a message sent as soon as it is made. */
function deliveryStatus({ status }: Message): string {
	return status === 'accepted' ? 'sent' : status;
}

/** What can be read of a message: its text, its caption, the title of a pressed button. */
function textOf({ type, content }: Message): string | null {
	const part = (content[type] ?? {}) as Record<string, unknown>;
	const pressed = part[String(part.type)] as { title?: unknown } | undefined;
	const text = part.body ?? part.text ?? part.caption ?? pressed?.title;
	return typeof text === 'string' ? text : null;
}

/** Cloove writes numbers with a plus. The sandbox's shared parts keep digits only. */
export function withPlus(phone: string): string {
	return `+${phone}`;
}

export function digits(phone: string): string {
	return phone.slice(1);
}
