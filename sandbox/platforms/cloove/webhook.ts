import { createHmac, randomBytes } from 'node:crypto';

import type { Account } from '../../account/account';
import type { Message } from '../../account/messages';
import type { WebhookEvent, WebhookTarget } from '../../account/vendor';
import type { Payload } from '../../types';
import {
	type ConversationIds,
	type Conversations,
	type Handling,
	messageView,
	withPlus,
} from './conversations';
import { MESSAGING_EVENTS, settingsOf } from './settings';

/** The one webhook of the environment; `event` is left out to ask where anything would go. */
export function targets(account: Account, event?: string): WebhookTarget[] {
	const { webhookUrl, webhookSecret, webhookEvents } = settingsOf(account);
	if (webhookUrl === null) return [];
	const unwanted =
		event !== undefined && MESSAGING_EVENTS.includes(event) && !webhookEvents.includes(event);
	return unwanted ? [] : [{ url: webhookUrl, secret: webhookSecret }];
}

export function sign(body: string, secret: string, at: Date): Record<string, string> {
	const { id, type } = JSON.parse(body) as Payload;
	return {
		'Cloove-Signature': signature(body, secret, at),
		'Cloove-Webhook-Id': String(id),
		'Cloove-Webhook-Event': String(type),
	};
}

const SECRET_PREFIX = 'whsec_';

/**
 * `t=<unix seconds>,v1=<hex>`, HMAC-SHA256 of `<t>.<body>`. The key is the whole secret, with its prefix: the
 * vendor's page does not say to take it off.
 */
export function signature(body: string, secret: string, at: Date): string {
	const time = Math.floor(at.getTime() / 1000);
	const mac = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
	return `t=${time},v1=${mac}`;
}

export function newSecret(): string {
	return SECRET_PREFIX + randomBytes(16).toString('hex');
}

const ASSIGNED = 'messaging.conversation.assigned';

/** What the webhook gets. The vendor shows the envelope, and the data of no messaging event. */
export class Events {
	constructor(
		private readonly account: Account,
		private readonly ids: ConversationIds,
		private readonly conversations: Conversations,
	) {}

	received(message: Message): WebhookEvent {
		return this.event('messaging.message.received', this.messageData(message));
	}

	status(message: Message): WebhookEvent {
		const what = message.status === 'sent' ? 'sent' : 'delivery_updated';
		return this.event(`messaging.message.${what}`, this.messageData(message));
	}

	/** An assignment is carried out as well, when it names a conversation that is there. */
	other(type: string, data: Payload): WebhookEvent {
		if (type !== ASSIGNED) return this.event(type, data);
		this.conversations.assign(String(data.conversationId), data as Partial<Handling>);
		return this.event(type, this.thin() ? ids('conversation', data.conversationId, data) : data);
	}

	private event(type: string, data: Payload): WebhookEvent {
		const id = `evt_${randomBytes(12).toString('hex')}`;
		const created = new Date().toISOString();
		const environment = this.account.settings.apiKey.startsWith('clv_live_') ? 'live' : 'test';
		return { event: type, payload: { id, type, created, environment, data } };
	}

	private messageData(message: Message): Payload {
		const { phone, errors } = message;
		const conversationId = this.ids.of(phone);
		if (this.thin()) return ids('message', message.id, { conversationId });
		const { id: messageId, createdAt, ...shown } = messageView(this.account, message);
		const [failure] = (errors ?? []) as Array<{ title?: string } | undefined>;
		return {
			messageId,
			conversationId,
			customerPhone: withPlus(phone),
			customerName: this.account.messages.conversation(phone)?.contactName ?? null,
			...shown,
			...(failure?.title === undefined ? {} : { failureReason: failure.title }),
			createdAt,
		};
	}

	private thin(): boolean {
		return settingsOf(this.account).webhookData === 'ids';
	}
}

/** The form that the vendor's order events have. */
function ids(entityType: string, entityId: unknown, { conversationId }: Payload): Payload {
	return { entityType, entityId, conversationId, metadata: {} };
}

/** Moves the time of the event and of its data. */
export function redated(payload: Payload, seconds: number): Payload {
	const data = payload.data as Payload;
	const moved = (iso: unknown) => new Date(Date.parse(String(iso)) + seconds * 1000).toISOString();
	const createdAt = data.createdAt === undefined ? {} : { createdAt: moved(data.createdAt) };
	return { ...payload, created: moved(payload.created), data: { ...data, ...createdAt } };
}

/** Changes the customer's text; an event without a text gets another id. */
export function tampered(payload: Payload): Payload {
	const data = payload.data as Payload;
	const changed = data.text === undefined ? { entityId: 'tampered' } : { text: 'Tampered' };
	return { ...payload, data: { ...data, ...changed } };
}
