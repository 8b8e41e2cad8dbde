import type { Account } from '../../account/account';
import { Refusal } from '../../http/refusal';
import type { Operations } from '../../http/types';
import { listed, ok } from './access';
import type { Conversation, Conversations } from './records/conversations';
import { messageView } from './records/message-view';
import type { Events } from './webhook';

/** Who a conversation can be given to. */
const TEAMMATES = ['usr_amira', 'usr_omar'];

export function conversationOperations(
	account: Account,
	conversations: Conversations,
	events: Events,
): Operations {
	return {
		'conversation.getMany': ({ query: { status, channelId, assigneeId } }) => {
			const wanted = (conversation: Conversation) =>
				(!status || conversation.status === status.toUpperCase()) &&
				(!channelId || conversation.channelId === channelId) &&
				(!assigneeId || conversation.assigneeId === assigneeId);
			const rows = conversations.newest().filter(wanted);
			return listed(
				account,
				rows.map((conversation) => conversations.view(conversation)),
			);
		},

		'conversation.getMessages': ({ params }) => {
			const { id, phone } = conversations.get(params.id);
			const messages = account.messages.conversation(phone)?.messages ?? [];
			return listed(
				account,
				messages.map((message) => messageView(account, message, id)),
			);
		},

		'conversation.setStatus': ({ params, body }) => {
			const conversation = conversations.get(params.id);
			setStatus(events, conversation, (body as { status: string }).status.toUpperCase());
			return ok(conversations.view(conversation));
		},

		'conversation.assign': ({ params, body }) => {
			const conversation = conversations.get(params.id);
			assign(events, conversation, (body as { assigneeId: string | null }).assigneeId);
			return ok(conversations.view(conversation));
		},
	};
}

/** Only closing is an event of the vendor's. */
function setStatus(events: Events, conversation: Conversation, status: string): void {
	const closes = status === 'CLOSED' && conversation.status === 'OPEN';
	conversation.status = status as Conversation['status'];
	if (closes) events.tellConversation('conversation.closed', conversation);
}

/** @throws Refusal 404 for somebody who is no teammate (assumed) */
function assign(events: Events, conversation: Conversation, assigneeId: string | null): void {
	if (assigneeId !== null && !TEAMMATES.includes(assigneeId)) {
		throw new Refusal(404, 'User not found in this organization');
	}
	const isNew = assigneeId !== null && assigneeId !== conversation.assigneeId;
	conversation.assigneeId = assigneeId;
	if (isNew) events.tellConversation('conversation.assigned', conversation);
}
