import type { Account } from '../../account';
import type { Message } from '../../messages';

/** A message as the API shows it, without WhatsApp's own id. */
export function messageView({ clock }: Account, message: Message) {
	return {
		id: message.id,
		direction: message.direction,
		messageType: message.type,
		text: textOf(message),
		deliveryStatus: deliveryStatus(message),
		createdAt: clock.date(message.at).toISOString(),
	};
}

/** The vendor's sample calls a message sent as soon as it is made. */
function deliveryStatus({ status }: Message): string {
	return status === 'accepted' ? 'sent' : status;
}

/** What can be read of a message: its text, its caption, the title of a pressed button. */
function textOf({ type, content }: Message): string | null {
	const part = (content[type] ?? {}) as Record<string, unknown>;
	const pressed = part[String(part.type)] as { title?: unknown } | undefined;
	const text = part.body ?? part.text ?? part.caption ?? pressed?.title;
	return typeof text === 'string' ? text : null;
}
