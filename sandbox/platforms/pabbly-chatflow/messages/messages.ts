import type { Message } from '../../../account/messages';
import type { Operations, Reply } from '../../../http/types';
import { success, successFlag } from '../access';
import type { Catalogs } from '../catalogs';
import { type ContactInput, readContact } from '../contacts/input';
import type { TemplateKind } from '../templates/parts';
import type { Templates } from '../templates/templates';
import type { TemplateUse } from '../templates/use';
import { type Interactive, interactiveContent } from './interactive';
import type { Outbox } from './outbox';

interface Common {
	to: number;
	type: string;
	contact?: ContactInput;
}

/** Whose answers print the word accepted. */
const WITH_WORD: TemplateKind[] = ['buttons', 'carousel', 'limitedTimeOffer'];
/** Whose answers print `success` in place of `status`. */
const WITH_FLAG = ['single_product', 'product_list'];

export function messageOperations(
	outbox: Outbox,
	templates: Templates,
	catalogs: Catalogs,
): Operations {
	return {
		'message.send': ({ body }) => {
			const { to: number, type, contact = {}, ...content } = body as Common;
			const to = String(number);
			if (type === 'template') {
				const use = content as unknown as TemplateUse;
				return sendTemplate(outbox, templates, { to, contact, use });
			}
			outbox.checkWindow(to);
			if (type === 'interactive') {
				return sendInteractive(outbox, catalogs, to, content as unknown as Interactive);
			}
			const { message } = content as { message?: string };
			const wire = type === 'text' ? { body: message } : content;
			return success(
				'Message sent',
				sent(outbox, outbox.send(to, type, wire, readContact(contact))),
			);
		},
	};
}

function sendTemplate(
	outbox: Outbox,
	templates: Templates,
	{ to, contact, use }: { to: string; contact: ContactInput; use: TemplateUse },
): Reply {
	const { kind, language, text } = templates.use(use);
	const content = { name: use.templateName, language, text, ...use };
	const message = outbox.send(to, 'template', content, readContact(contact));
	const word: Record<string, string> = WITH_WORD.includes(kind)
		? { message_status: 'accepted' }
		: {};
	return success('Message sent', sent(outbox, message, word));
}

function sendInteractive(
	outbox: Outbox,
	catalogs: Catalogs,
	to: string,
	interactive: Interactive,
): Reply {
	const content = interactiveContent(catalogs, interactive);
	const data = sent(outbox, outbox.send(to, 'interactive', content));
	const flagged = WITH_FLAG.includes(interactive.interactiveType);
	return flagged ? successFlag('Message sent', data) : success('Message sent', data);
}

function sent(outbox: Outbox, message: Message, word: Record<string, string> = {}) {
	const { phone } = message;
	return {
		to: phone,
		chatId: outbox.chatIds.of(phone),
		metaResponse: { ...metaAnswer(message, word), status: 200 },
	};
}

/** What Meta answers to an accepted message. */
export function metaAnswer(
	{ phone, waMessageId }: Message,
	word: Record<string, string> = {},
): Record<string, unknown> {
	return {
		messaging_product: 'whatsapp',
		contacts: [{ input: phone, wa_id: phone }],
		messages: [{ id: waMessageId, ...word }],
	};
}
