import type { AskForHuman } from '../../shared/arrival/human';
import { objectsIn } from '../../shared/list/pagination';
import {
	firstOrNull,
	isObject,
	listAt,
	pathSegment,
	textOrNull,
	valueAt,
} from '../../shared/value';

/** Where a conversation may name the teammate. Assumed: the page shows no conversation. */
const ASSIGNEE_AT = ['assigneeId', 'assignee.id', 'assignee', 'assignedToId', 'assignedTo'];

/** The contact comes with its conversations, one of which is that of the message. A conversation without a teammate has none. */
export const hasAssignee = async (
	...[transport, { contactId, conversationId }]: Parameters<AskForHuman>
): ReturnType<AskForHuman> => {
	const id = textOrNull(contactId);
	if (id === null || conversationId === null) {
		return { unknown: 'the event does not name its contact and its conversation' };
	}
	const path = `/orgs/{orgId}/contacts/${pathSegment(id)}`;
	const { body } = await transport.send({ method: 'GET', path, query: {}, headers: {} }, true);
	const conversation = objectsIn(body, 'contact')
		.flatMap((contact) => listAt(contact, 'conversations'))
		.find((row) => textOrNull(valueAt(row, 'id')) === conversationId);
	if (conversation === undefined) {
		return { unknown: 'the contact does not come with the conversation of the message' };
	}
	return ASSIGNEE_AT.some((at) => {
		const assignee = valueAt(conversation, at);
		return isObject(assignee) ? Object.keys(assignee).length > 0 : firstOrNull(assignee) !== null;
	});
};
