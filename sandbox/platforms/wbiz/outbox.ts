import type { Account } from '../../account';
import type { Message } from '../../messages';
import type { Reply } from '../../platform';
import { Refusal } from '../../refusal';
import type { Contacts } from './contacts';
import { digits } from './phoneNumbers';
import { ok } from './records';

/** How messages leave: whoever is written to becomes a contact. */
export class Outbox {
	constructor(
		private readonly account: Account,
		private readonly contacts: Contacts,
	) {}

	/**
	 * Anything but a template.
	 * @param content What is sent, without its type
	 * @throws Refusal 400 unless the customer wrote in the last 24 hours
	 */
	sendFreely(to: string, type: string, content: object): Reply {
		if (!this.account.windowIsOpen(digits(to))) {
			const text = `${to} is outside the 24 hour customer-service window: send a template`;
			throw new Refusal(400, text, { code: 'outside_window' });
		}
		return accepted(this.send(to, type, content));
	}

	sendTemplate(to: string, content: object): Reply {
		return accepted(this.send(to, 'template', content));
	}

	send(to: string, type: string, content: object): Message {
		this.contacts.upsert(to, {});
		return this.account.accept(digits(to), type, { [type]: content });
	}
}

function accepted({ waMessageId }: Message): Reply {
	return ok({ messageId: waMessageId, status: 'accepted' });
}
