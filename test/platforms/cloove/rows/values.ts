import type { INodeParameters } from 'n8n-workflow';

import type { Row, RowRequest } from '../../../support/row';

/** As the page prints the ids of its samples. */
export const ada = 'cv1a2b3c-...';
export const number = 'wn1a2b3c-...';
export const adasPhone = '+2348012345678';

/** n8n itself refuses an empty required field; what comes out of an expression is for the node to check. */
export const nothing = '={{ "" }}';

/** A picker's value, typed by hand. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** A picker's value, chosen from the list. */
export const fromList = (value: string) => ({ __rl: true, mode: 'list', value });

/** What the vendor's page answers to its sample "Send a text message". */
export const sent = {
	message: 'Message sent',
	data: {
		id: 'm2a2b3c4-...',
		conversationId: ada,
		direction: 'outbound',
		messageType: 'text',
		text: 'Your order #1234 shipped today and arrives Friday.',
		deliveryStatus: 'sent',
		createdAt: '2026-01-15T10:01:00.000Z',
	},
};
export const accepted = { ...sent, messageId: sent.data.id };

export const textPath = `/v1/messaging/conversations/${ada}/messages`;
export const templatePath = '/v1/messaging/messages/template';

/** The send of a text "x" to Ada, and what it makes. */
export const sendText = { conversationId: byId(ada), text: 'x' };
export const textRequest: RowRequest = { method: 'POST', path: textPath, body: { text: 'x' } };

/** A value that must be refused before the network. */
export function refused(
	operation: string,
	name: string,
	parameters: INodeParameters,
	error: string | RegExp,
): Row {
	return { operation, name: `is refused ${name}`, parameters, request: [], error };
}
