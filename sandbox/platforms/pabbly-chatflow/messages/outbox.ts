import type { Account } from '../../../account/account';
import type { Message } from '../../../account/messages';
import { Refusal } from '../../../http/refusal';
import type { ContactChanges, Contacts } from '../contacts/contacts';
import { settingsOf } from '../settings';
import type { ChatIds, Events } from '../webhook';

/** Meta's text, which the vendor is likely to pass on (assumed). */
export const WINDOW_CLOSED = {
	code: 131047,
	title:
		'Re-engagement message: more than 24 hours have passed since the customer last replied to this number',
};

/** How messages leave: everybody who is written to becomes a contact. */
export class Outbox {
	constructor(
		private readonly account: Account,
		private readonly contacts: Contacts,
		private readonly events: Events,
		readonly chatIds: ChatIds,
	) {}

	/** @throws Refusal 400 unless the customer wrote in the last 24 hours */
	checkWindow(phone: string): void {
		if (!this.account.windowIsOpen(phone)) {
			throw new Refusal(400, `${WINDOW_CLOSED.title} (${WINDOW_CLOSED.code})`);
		}
	}

	/** @param content What is sent, without its type */
	send(phone: string, type: string, content: object, contact: ContactChanges = {}): Message {
		this.contacts.upsert(phone, 'api', contact);
		const message = this.account.accept(phone, type, { [type]: content });
		if (settingsOf(this.account).webhookEchoes) {
			this.account.notify('message', this.events.message(message));
		}
		return message;
	}

	/** Like send, but what the closed window forbids fails afterwards. */
	sendOrFail(phone: string, type: string, content: object): Message {
		const message = this.send(phone, type, content);
		if (!this.account.windowIsOpen(phone)) {
			this.account.setStatus(message, 'failed', [WINDOW_CLOSED]);
		}
		return message;
	}
}
