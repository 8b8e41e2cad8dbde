import type { Account } from '../../../account/account';
import type { Message } from '../../../account/messages';

type Part = Record<string, unknown>;

/** What a message says, in the vendor's names; undefined where it has no such thing. */
export interface Said {
	type: string;
	body?: string;
	mediaUrl?: string;
	mimeType?: string;
	caption?: string;
	filename?: string;
	buttonId?: string;
}

/** Read from Meta's form, which the sandbox keeps all messages in. */
export function said({ type, content }: Message): Said {
	const part = (content[type] ?? {}) as Part;
	const tapped = (part[String(part.type)] ?? {}) as Part;
	return {
		type: type.toUpperCase(),
		body: text(part.body ?? part.text ?? tapped.title),
		mediaUrl: text(part.link),
		mimeType: text(part.mime_type),
		caption: text(part.caption),
		filename: text(part.filename),
		buttonId: text(part.payload ?? tapped.id),
	};
}

/** A message as the API shows it. */
export function messageView(
	{ clock }: Account,
	message: Message,
	conversationId: string,
): Record<string, unknown> {
	const { type, body = null, mediaUrl = null, caption = null, filename } = said(message);
	return {
		id: message.id,
		wamid: message.waMessageId,
		conversationId,
		direction: message.direction.toUpperCase(),
		type,
		body,
		mediaUrl,
		caption,
		...(filename === undefined ? {} : { filename }),
		status: statusWord(message),
		createdAt: clock.date(message.at).toISOString(),
	};
}

/** Taken and handed to Meta are one for the vendor (assumed). */
export function statusWord({ status }: Message): string {
	return status === 'accepted' ? 'SENT' : status.toUpperCase();
}

function text(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}
