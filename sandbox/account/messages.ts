import { randomBytes, randomUUID } from 'node:crypto';

import type { Direction, Status, Content } from '../types';

/** When an accepted message is sent, delivered and read by itself: milliseconds from its acceptance. */
export const AUTOMATIC_STATUSES: Array<[Status, number]> = [
	['sent', 100],
	['delivered', 300],
	['read', 1000],
];
/** When a message fails that was accepted: milliseconds, before it would be sent. */
export const FAILS_AFTER_MS = 50;
/** What WhatsApp reports for a number that cannot be reached. */
export const UNDELIVERABLE = [{ code: 131026, title: 'Message undeliverable' }];

export interface Message {
	id: string;
	waMessageId: string;
	direction: Direction;
	/** The contact, on both directions. */
	phone: string;
	type: string;
	/** Meta-like, keyed by type: `{ text: { body } }`; further keys such as `context` may stand beside it. */
	content: Content;
	status: Status;
	errors?: unknown[];
	/** On the sandbox's clock. */
	at: number;
	/** Rises with every message; the order that paging relies on. */
	sequence: number;
}

export interface Conversation {
	phone: string;
	contactName: string | null;
	/** Oldest first; never empty. */
	messages: Message[];
	unread: Message[];
	lastInboundAt: number | null;
	typingUntil: number;
}

export type NewMessage = Pick<
	Message,
	'direction' | 'phone' | 'type' | 'content' | 'status' | 'at'
>;

/** Every message of one business number, by conversation and by WhatsApp's id. */
export class MessageStore {
	readonly all: Message[] = [];
	private readonly byWaId = new Map<string, Message>();
	private readonly conversations = new Map<string, Conversation>();

	add(fields: NewMessage, contactName?: string): Message {
		const message = newMessage(fields, this.all.length + 1);
		this.all.push(message);
		this.byWaId.set(message.waMessageId, message);
		this.file(message, contactName);
		return message;
	}

	private file(message: Message, contactName?: string): void {
		const conversation = this.conversation(message.phone) ?? newConversation(message.phone);
		this.conversations.set(message.phone, conversation);
		conversation.messages.push(message);
		conversation.contactName = contactName ?? conversation.contactName;
		if (message.direction === 'inbound') {
			conversation.unread.push(message);
			conversation.lastInboundAt = message.at;
		} else {
			conversation.typingUntil = 0;
		}
	}

	find(waMessageId: string): Message | undefined {
		return this.byWaId.get(waMessageId);
	}

	/** The newest message a customer wrote. */
	lastInbound(): Message | undefined {
		for (let index = this.all.length - 1; index >= 0; index--) {
			if (this.all[index].direction === 'inbound') return this.all[index];
		}
		return undefined;
	}

	conversation(phone: string): Conversation | undefined {
		return this.conversations.get(phone);
	}

	/** The conversation with the newest message first. */
	newestConversations(): Conversation[] {
		return [...this.conversations.values()].sort((a, b) => last(b).sequence - last(a).sequence);
	}

	/** Reading a message reads everything the customer wrote before it, as in WhatsApp. */
	markRead(message: Message): void {
		const conversation = this.conversation(message.phone);
		if (!conversation) return;
		const read = (one: Message) => one.sequence <= message.sequence;
		for (const one of conversation.unread.filter(read)) one.status = 'read';
		conversation.unread = conversation.unread.filter((one) => !read(one));
	}

	/** Whether the customer wrote less than `hours` ago. */
	windowIsOpen(phone: string, now: number, hours: number): boolean {
		const since = this.conversation(phone)?.lastInboundAt ?? null;
		return since !== null && now - since < hours * 3_600_000;
	}
}

/** A message that no store knows yet. */
export function newMessage(fields: NewMessage, sequence = 0): Message {
	const waMessageId = newWamid(fields.phone, fields.direction);
	return { id: randomUUID(), waMessageId, ...fields, sequence };
}

export function last(conversation: Conversation): Message {
	return conversation.messages[conversation.messages.length - 1];
}

function newConversation(phone: string): Conversation {
	return {
		phone,
		contactName: null,
		messages: [],
		unread: [],
		lastInboundAt: null,
		typingUntil: 0,
	};
}

/**
 * A new, unique message id in WhatsApp's form: `wamid.` and base64 of a small binary record that holds
 * the contact's number and a random key. Read off the ids in the vendors' samples.
 */
export function newWamid(phone: string, direction: 'inbound' | 'outbound'): string {
	const key = randomBytes(10).toString('hex').toUpperCase();
	const record = Buffer.concat([
		Buffer.from([0x1c, 0x18, phone.length]),
		Buffer.from(phone, 'ascii'),
		Buffer.from([0x15, 0x02, 0x00, direction === 'inbound' ? 0x12 : 0x11, 0x18, key.length]),
		Buffer.from(key, 'ascii'),
		Buffer.from([0x00]),
	]);
	return `wamid.${record.toString('base64')}`;
}

const ORDER: Status[] = ['accepted', 'sent', 'delivered', 'read'];

/** A status never goes back, and nothing follows a failure. */
export function mayFollow(next: Status, now: Status): boolean {
	const place = ORDER.indexOf(now);
	return place !== -1 && place < ORDER.indexOf(next);
}
