import { createHash } from 'node:crypto';

import type { Account } from '../../account/account';
import { type Conversation, last, type Message } from '../../account/messages';
import { Refusal } from '../../http/refusal';
import type { OperationCall, Operations, Reply } from '../../http/types';
import type { Contacts } from './contacts/contacts';
import { withPlus } from './messages/messages';
import { page } from './records/records';

/** Opaque on purpose: who takes the phone number for the id would fail with the real vendor. */
export function conversationId(phone: string): string {
	return `conv_${createHash('sha256').update(phone).digest('hex').slice(0, 16)}`;
}

export function conversationOperations(account: Account, contacts: Contacts): Operations {
	return {
		'conversation.getMany': ({ query }) => {
			const status = (phone: string) => (account.windowIsOpen(phone) ? 'open' : 'closed');
			const rows = account.messages
				.newestConversations()
				.filter(({ phone }) => !query.status || status(phone) === query.status);
			return page(rows, sequenceOf, query, (conversation) => ({
				...conversationRow(account, contacts, conversation),
				status: status(conversation.phone),
			}));
		},

		'conversation.getMessages': (call) => listMessages(account, call),
	};
}

function sequenceOf(conversation: Conversation): number {
	return last(conversation).sequence;
}

function conversationRow(
	account: Account,
	contacts: Contacts,
	conversation: Conversation,
): Record<string, unknown> {
	const phone = withPlus(conversation.phone);
	const { id, name } = contacts.withPhone(phone) ?? {};
	return {
		id: conversationId(conversation.phone),
		contact: { id, name: name ?? conversation.contactName, phone },
		channel: 'whatsapp',
		lastMessageAt: account.clock.date(last(conversation).at).toISOString(),
		unreadCount: conversation.unread.length,
	};
}

function listMessages({ messages, clock }: Account, { params, query }: OperationCall): Reply {
	const conversation = messages
		.newestConversations()
		.find(({ phone }) => conversationId(phone) === params.id);
	if (!conversation) throw new Refusal(404, 'Conversation not found');
	const newestFirst = [...conversation.messages].reverse();
	return page(
		newestFirst,
		({ sequence }) => sequence,
		query,
		(message) => ({
			id: message.id,
			messageId: message.waMessageId,
			direction: message.direction,
			kind: message.type,
			body: bodyOf(message),
			status: message.status,
			createdAt: clock.date(message.at).toISOString(),
		}),
	);
}

/** What can be read of a message: its text, its caption, the title of a pressed button. */
function bodyOf({ type, content }: Message): string | null {
	const part = (content[type] ?? {}) as Record<string, unknown>;
	const pressed = part[String(part.type)] as { title?: unknown } | undefined;
	const text = part.body ?? part.text ?? part.caption ?? pressed?.title;
	return typeof text === 'string' ? text : null;
}
