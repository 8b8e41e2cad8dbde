import { createHmac } from 'node:crypto';

import type { Account } from '../../account/account';
import type { Message } from '../../account/messages';
import type { WebhookEvent, WebhookTarget } from '../../account/vendor';
import type { Payload } from '../../types';
import { newId, ORG_ID } from './access';
import type { Media } from './media';
import { type Contact, type Contacts, type Outcome, withPlus } from './records/contacts';
import type { Conversation, Conversations } from './records/conversations';
import { said, statusWord } from './records/message-view';
import { settingsOf } from './settings';

/** The one webhook of the settings; in the app there may be several. */
export function webhookTargets(account: Account, event?: string): WebhookTarget[] {
	const { webhookUrl, webhookSecret, webhookEvents } = settingsOf(account);
	if (webhookUrl === null) return [];
	if (event !== undefined && !webhookEvents.includes(event)) return [];
	return [{ url: webhookUrl, secret: webhookSecret }];
}

/** The vendor's scheme: HMAC-SHA256 of `timestamp.body`, the timestamp in seconds as the header has it. */
export function sign(body: string, secret: string, at: Date): Record<string, string> {
	const { event, deliveryId } = JSON.parse(body) as { event: string; deliveryId: string };
	const timestamp = String(Math.floor(at.getTime() / 1000));
	const mac = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
	return {
		'X-Badala-Event': event,
		'X-Badala-Delivery': deliveryId,
		'X-Badala-Timestamp': timestamp,
		'X-Badala-Signature': `sha256=${mac}`,
	};
}

/** The payload of a further try. */
export function retried(account: Account, payload: Payload): Payload {
	if (!settingsOf(account).renewDeliveryId) return payload;
	return { ...payload, deliveryId: newId('dlv') };
}

/** The types whose content the vendor's names can say. */
const TOLD = ['text', 'image', 'video', 'audio', 'document', 'sticker', 'button', 'interactive'];

/** What the webhook gets. Only the data of a text message is documented: see the contract. */
export class Events {
	constructor(
		private readonly account: Account,
		private readonly contacts: Contacts,
		private readonly conversations: Conversations,
		private readonly media: Media,
	) {}

	/** A customer's message, which may make a contact and a conversation of the customer. */
	received(message: Message): WebhookEvent {
		this.media.adopt(message);
		message.id = newId('msg');
		const { phone, waMessageId } = message;
		// The platform knows nothing of a message that somebody else made up.
		if (!this.account.messages.find(waMessageId)) {
			const contactId = this.contacts.withPhone(withPlus(phone))?.id ?? newId('ct');
			return receivedEvent(message, this.conversations.imagined(phone).id, contactId);
		}
		const before: WebhookEvent[] = [];
		const contact = this.contacts.withPhone(withPlus(phone)) ?? this.newContact(phone, before);
		const conversation = this.conversations.with(phone);
		conversation.status = 'OPEN';
		if (this.isFirst(message)) {
			before.push(this.conversationEvent('conversation.created', conversation));
		}
		return { ...receivedEvent(message, conversation.id, contact.id), before };
	}

	/** `message.failed` is no event of the vendor's, so no webhook gets it. */
	status(message: Message): WebhookEvent {
		const { id, phone, status } = message;
		return envelope(`message.${status}`, {
			messageId: id,
			conversationId: this.conversations.with(phone).id,
			contactId: this.contacts.withPhone(withPlus(phone))?.id,
			to: withPlus(phone),
			status: statusWord(message),
		});
	}

	tellContact({ contact, status, changed }: Outcome): void {
		if (changed) this.account.notify('message', envelope(`contact.${status}`, { ...contact }));
	}

	tellConversation(event: string, conversation: Conversation): void {
		this.account.notify('message', this.conversationEvent(event, conversation));
	}

	private newContact(phone: string, before: WebhookEvent[]): Contact {
		const name = this.account.messages.conversation(phone)?.contactName;
		const contact = this.contacts.add(withPlus(phone), name && name !== phone ? { name } : {});
		before.push(envelope('contact.created', { ...contact }));
		return contact;
	}

	/** Whether the customer has never written before. */
	private isFirst(message: Message): boolean {
		const { messages = [] } = this.account.messages.conversation(message.phone) ?? {};
		return messages.find(({ direction }) => direction === 'inbound') === message;
	}

	private conversationEvent(event: string, conversation: Conversation): WebhookEvent {
		const { contactId, channelId, status, assigneeId } = this.conversations.view(conversation);
		const conversationId = conversation.id;
		return envelope(event, { conversationId, contactId, channelId, status, assigneeId });
	}
}

function receivedEvent(message: Message, conversationId: string, contactId: string): WebhookEvent {
	const { id, phone, type, content } = message;
	return envelope('message.received', {
		messageId: id,
		conversationId,
		contactId,
		from: withPlus(phone),
		...said(message),
		...(TOLD.includes(type) ? {} : { [type]: content[type] }),
	});
}

export function envelope(event: string, data: Payload): WebhookEvent {
	const timestamp = new Date().toISOString();
	return { event, payload: { event, deliveryId: newId('dlv'), orgId: ORG_ID, timestamp, data } };
}

/** Moves the time of the envelope; the time that is signed stands in a header. */
export function redated(payload: Payload, seconds: number): Payload {
	const at = Date.parse(String(payload.timestamp)) + seconds * 1000;
	return { ...payload, timestamp: new Date(at).toISOString() };
}

/** Changes the customer's text. */
export function tampered(payload: Payload): Payload {
	return { ...payload, data: { ...(payload.data as Payload), body: 'Tampered' } };
}
