import type { Account } from '../../account/account';
import type { Message } from '../../account/messages';
import type { WebhookEvent, WebhookTarget } from '../../account/vendor';
import type { Payload } from '../../types';
import { newObjectId } from './access';
import type { Contacts } from './contacts/contacts';
import type { Media } from './media';
import { settingsOf } from './settings';

/** The parameter in which users put a secret of their own: the vendor signs nothing. */
const SECRET_PARAMETER = 'secret';

/** The address from the settings, with whatever query it has; for messages and statuses alike. */
export function webhookTargets(account: Account): WebhookTarget[] {
	const { webhookUrl } = settingsOf(account);
	return webhookUrl === null ? [] : [{ url: webhookUrl, secret: '' }];
}

export function withoutSecret(address: string): string {
	const url = new URL(address);
	url.searchParams.delete(SECRET_PARAMETER);
	return url.toString();
}

type Part = Record<string, unknown>;

const TIME_NAMES: Partial<Record<Message['status'], string>> = {
	sent: 'sentAt',
	delivered: 'deliveredAt',
	read: 'readAt',
};

/** What the webhook gets. The vendor documents none of it: see the contract for where this is from. */
export class Events {
	constructor(
		private readonly account: Account,
		private readonly contacts: Contacts,
		private readonly media: Media,
		private readonly chatIds: ChatIds,
	) {}

	/** A customer's message, or one of the business as its echo. */
	message(message: Message): WebhookEvent {
		const inMetaShape = settingsOf(this.account).webhookShape === 'meta';
		const payload = inMetaShape ? this.metaMessage(message) : this.appMessage(message);
		return { event: 'message', payload };
	}

	status(message: Message): WebhookEvent {
		const inMetaShape = settingsOf(this.account).webhookShape === 'meta';
		const payload = inMetaShape
			? metaEnvelope(this.account, { statuses: [metaStatus(message)] })
			: this.appStatus(message);
		return { event: 'status', payload };
	}

	private metaMessage(message: Message): Payload {
		const told = metaMessage(this.account, message);
		if (message.direction === 'outbound') {
			return metaEnvelope(this.account, { message_echoes: [told] });
		}
		const profile = { name: this.nameOf(message) };
		const contacts = [{ profile, wa_id: message.phone }];
		return metaEnvelope(this.account, { contacts, messages: [told] });
	}

	/** In the vendor's own app `sentBy: user` is the business; its word for the customer is assumed. */
	private appMessage(message: Message): Payload {
		const { waMessageId, phone, type, content, status, at, direction } = message;
		const { context, interactive } = content as { context?: { id?: string }; interactive?: Part };
		const inbound = direction === 'inbound';
		return {
			_id: newObjectId(),
			chatId: this.chatIds.of(phone),
			wamid: waMessageId,
			type,
			message: this.appContent(content[type] as Part | undefined),
			...(inbound && interactive ? { interactive } : {}),
			...(context?.id === undefined ? {} : { replyToWamid: context.id }),
			waResponse: metaMessage(this.account, message),
			contact: this.contact(message),
			sentBy: inbound ? 'contact' : 'user',
			status: inbound ? 'delivered' : status,
			timestamp: this.account.clock.date(at).toISOString(),
		};
	}

	private appStatus(message: Message): Payload {
		const { waMessageId, phone, status } = message;
		const now = new Date().toISOString();
		const name = TIME_NAMES[status];
		return {
			chatId: this.chatIds.of(phone),
			messageWaId: waMessageId,
			status,
			...(name === undefined ? {} : { [name]: now }),
			waResponse: metaStatus(message),
			updatedAt: now,
		};
	}

	/** The vendor's app reads body, caption, link, filename and mimeType, and the rest from waResponse. */
	private appContent(part: Part = {}): Part {
		const { mime_type, id, ...rest } = part;
		if (typeof mime_type !== 'string') return part;
		return { ...rest, mimeType: mime_type, mediaId: id, link: this.media.address(String(id)) };
	}

	private contact(message: Message): Part {
		const known = this.contacts.withMobile(message.phone);
		const { phone } = message;
		return {
			...(known ? { _id: known._id } : {}),
			name: known?.name ?? this.nameOf(message),
			mobile: phone,
		};
	}

	private nameOf({ phone }: Message): string {
		return this.account.messages.conversation(phone)?.contactName ?? phone;
	}
}

/** The message in Meta's form. */
export function metaMessage(account: Account, message: Message): Payload {
	const { waMessageId, phone, type, content, at, direction } = message;
	const { phoneNumber } = account.platform;
	const parties = direction === 'inbound' ? { from: phone } : { from: phoneNumber, to: phone };
	return {
		...parties,
		id: waMessageId,
		timestamp: seconds(account.clock.date(at)),
		type,
		...content,
	};
}

/** The status in Meta's form. */
export function metaStatus({ waMessageId, phone, status, errors }: Message): Payload {
	return {
		id: waMessageId,
		status,
		timestamp: seconds(new Date()),
		recipient_id: phone,
		...(errors ? { errors } : {}),
	};
}

/** Meta's envelope, with one change in it. */
export function metaEnvelope(account: Account, part: Payload): Payload {
	const metadata = {
		display_phone_number: account.platform.phoneNumber,
		phone_number_id: '106540352242922',
	};
	const value = { messaging_product: 'whatsapp', metadata, ...part };
	return {
		object: 'whatsapp_business_account',
		entry: [{ id: '102290129340398', changes: [{ value, field: 'messages' }] }],
	};
}

function seconds(date: Date): string {
	return String(Math.floor(date.getTime() / 1000));
}

/** The vendor's ids of the conversations, by number. */
export class ChatIds {
	private readonly byPhone = new Map<string, string>();

	of(phone: string): string {
		const id = this.byPhone.get(phone) ?? newObjectId();
		this.byPhone.set(phone, id);
		return id;
	}
}
