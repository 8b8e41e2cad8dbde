import type { Account } from '../../account/account';
import { type Conversation, last, type Message } from '../../account/messages';
import { pageAfter } from '../../http/paging';
import type { OperationCall, Operations, Reply } from '../../http/types';

type Listing<Row> = {
	rows: Row[];
	sequence: (row: Row) => number;
	defaultLimit: number;
	view: (row: Row) => unknown;
};

export function conversationOperations(account: Account): Operations {
	return {
		'conversation.getMany': (call) =>
			list(call, {
				rows: account.messages.newestConversations(),
				sequence: (conversation) => last(conversation).sequence,
				defaultLimit: 20,
				view: (conversation) => conversationRow(account, conversation),
			}),

		'conversation.getMessages': (call) => {
			const conversation = account.messages.conversation(call.params.phoneNumber);
			return list(call, {
				rows: [...(conversation?.messages ?? [])].reverse(),
				sequence: (message) => message.sequence,
				defaultLimit: 30,
				view: (message) => messageRow(account, message, conversation?.contactName ?? null),
			});
		},
	};
}

function list<Row>({ query }: OperationCall, listing: Listing<Row>): Reply {
	const { rows, sequence, defaultLimit, view } = listing;
	const page = pageAfter(rows, sequence, Number(query.limit ?? defaultLimit), query.cursor);
	const pagination = { nextCursor: page.nextCursor, hasMore: page.nextCursor !== null };
	return { status: 200, body: { data: page.rows.map(view), pagination } };
}

function conversationRow(account: Account, conversation: Conversation): unknown {
	const { id, type, content, direction, at } = last(conversation);
	return {
		phoneNumber: conversation.phone,
		contactName: conversation.contactName,
		lastMessage: {
			id,
			content: preview(type, content),
			type,
			direction,
			timestamp: account.clock.date(at).toISOString(),
		},
		unreadCount: conversation.unread.length,
	};
}

function messageRow(account: Account, message: Message, contactName: string | null): unknown {
	const { id, waMessageId, direction, type, content, status, at } = message;
	return {
		id,
		waMessageId,
		direction,
		type,
		content: { [type]: content[type] ?? {} },
		status,
		timestamp: account.clock.date(at).toISOString(),
		contactName: direction === 'inbound' ? contactName : null,
	};
}

/** The text; for other kinds the kind in brackets and the caption, as in "[Image] Product photo". */
function preview(type: string, content: Record<string, unknown>): string {
	const part = (content[type] ?? {}) as Record<string, unknown>;
	if (type === 'text') return String(part.body ?? '');
	const kind = `[${type.charAt(0).toUpperCase()}${type.slice(1)}]`;
	return typeof part.caption === 'string' ? `${kind} ${part.caption}` : kind;
}
