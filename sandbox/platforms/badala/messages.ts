import type { Account } from '../../account/account';
import type { Message } from '../../account/messages';
import { Refusal } from '../../http/refusal';
import type { OperationCall, Operations, Reply } from '../../http/types';
import { created, newId } from './access';
import { type Contacts, digits } from './records/contacts';
import { CHANNEL_ID, type Conversations } from './records/conversations';
import { messageView } from './records/message-view';
import { metaRefusal, templateText } from './templates';
import type { Events } from './webhook';

interface FreeMessage {
	type: string;
	body?: string;
	mediaUrl?: string;
}

interface TemplateMessage {
	to: string;
	templateName: string;
	templateLanguage: string;
	variables?: string[];
}

/** What the business sends. */
export class Messages {
	constructor(
		private readonly account: Account,
		private readonly contacts: Contacts,
		private readonly conversations: Conversations,
		private readonly events: Events,
	) {}

	readonly operations: Operations = {
		'message.send': (call) => this.sendFreely(call),
		'message.sendTemplate': (call) => this.sendTemplate(call),
	};

	/** Anything but a template. */
	private sendFreely({ params, body }: OperationCall): Reply {
		const { type, ...content } = body as FreeMessage;
		const { phone } = this.conversations.get(params.conversationId);
		if (!this.account.windowIsOpen(phone)) {
			throw metaRefusal(
				131047,
				'Re-engagement message: more than 24 hours have passed since the recipient last replied to the sender number',
			);
		}
		const { mediaUrl, ...rest } = content;
		const part = mediaUrl === undefined ? content : { link: mediaUrl, ...rest };
		return this.send(phone, type.toLowerCase(), part);
	}

	private sendTemplate({ params, body }: OperationCall): Reply {
		const { to, templateName, templateLanguage, variables = [] } = body as TemplateMessage;
		if (params.channelId !== CHANNEL_ID) throw new Refusal(404, 'Channel not found');
		const text = templateText(templateName, templateLanguage, variables);
		// Everybody who is written to becomes a contact.
		const outcome = this.contacts.upsert(to, {});
		this.events.tellContact(outcome);
		const content = { name: templateName, language: templateLanguage, variables, text };
		return this.send(digits(to), 'template', content);
	}

	private send(phone: string, type: string, content: object): Reply {
		const message: Message = this.account.accept(phone, type, { [type]: content });
		message.id = newId('msg');
		return created(messageView(this.account, message, this.conversations.with(phone).id));
	}
}
