import type { Account } from '../../account/account';
import { Refusal } from '../../http/refusal';
import type { Operations } from '../../http/types';

export function messageOperations(account: Account): Operations {
	return {
		'message.sendText': ({ body }) => {
			const { to, message } = body as { to: string; message: string };
			if (!account.windowIsOpen(to)) throw new Refusal(400, 'Outside 24-hour messaging window');
			const accepted = account.accept(to, 'text', { text: { body: message } });
			return { status: 200, body: { success: true, messageId: accepted.waMessageId } };
		},

		'message.markAsRead': ({ body }) => {
			const wanted = body as { messageId: string; showTypingIndicator?: boolean };
			const message = account.messages.find(wanted.messageId);
			if (message?.direction !== 'inbound') throw new Refusal(404, 'Message not found');
			account.read(message, wanted.showTypingIndicator === true);
			return { status: 200, body: { success: true } };
		},
	};
}
