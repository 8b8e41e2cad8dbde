import type { Account } from '../../../account/account';
import type { Message } from '../../../account/messages';
import { Refusal } from '../../../http/refusal';
import type { Operations, Reply } from '../../../http/types';
import type { Contacts } from '../contacts/contacts';
import type { Media } from '../media';
import { ok } from '../records/records';
import type { Templates } from '../templates';
import { checkInteractive, type Interactive } from './interactive';

interface MediaMessage {
	to: string;
	type: string;
	link?: string;
	mediaId?: string;
	caption?: string;
	filename?: string;
}

interface TemplateMessage {
	to: string;
	template: string;
	language: string;
	variables?: string[];
	/** Media in the header, in the form of a media message (assumed). */
	header?: { type: string; link?: string; mediaId?: string; filename?: string };
}

export function messageOperations(outbox: Outbox, templates: Templates, media: Media): Operations {
	return {
		'message.sendText': ({ body }) => {
			const { to, body: text } = body as { to: string; body: string };
			return outbox.sendFreely(to, 'text', { body: text });
		},

		'message.sendTemplate': ({ body }) => {
			const { to, template: name, language, variables = [], header } = body as TemplateMessage;
			const text = templates.text({ name, language, variables });
			const media = header ? { header } : {};
			return outbox.sendTemplate(to, { name, language, variables, text, ...media });
		},

		'message.sendMedia': ({ body }) => {
			const { to, type, link, mediaId, ...rest } = body as MediaMessage;
			if ((link === undefined) === (mediaId === undefined)) {
				throw new Refusal(400, 'Either link or mediaId is required, and not both');
			}
			const source = mediaId === undefined ? { link } : media.forMessage(mediaId, type);
			return outbox.sendFreely(to, type, { ...source, ...rest });
		},

		'message.sendInteractive': ({ body }) => {
			const { to, ...interactive } = body as { to: string } & Interactive;
			checkInteractive(interactive);
			return outbox.sendFreely(to, 'interactive', interactive);
		},

		'message.sendLocation': ({ body }) => {
			const { to, ...location } = body as { to: string };
			return outbox.sendFreely(to, 'location', location);
		},
	};
}

/** How messages leave: everybody who is written to becomes a contact. */
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

/** E.164 as WBIZ writes it, with a plus. The sandbox's shared parts keep digits only. */
export const E164 = /^\+[1-9][0-9]{6,14}$/;

export function withPlus(phone: string): string {
	return `+${phone}`;
}

export function digits(to: string): string {
	return to.slice(1);
}
