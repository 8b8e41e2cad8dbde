import { withParts, type CommonEvent } from '../trigger/event';

/** What *Wait for More Messages* gives of each message that it has joined, as `messages`. */
export type JoinedMessage = Pick<
	CommonEvent,
	'messageId' | 'text' | 'type' | 'occurredAt' | 'replyTo' | 'button' | 'media' | 'location'
>;

/**
 * Several messages of one customer as one event: that of the last one, with the texts of all, a line each.
 *
 * @param events in the order in which the customer wrote them; at least one
 */
export function joinedEvent(events: CommonEvent[]): CommonEvent {
	const last = events[events.length - 1];
	const messages = events.map(joinedMessage);
	const lines = (texts: Array<string | null>) => {
		const said = texts.filter((text) => text !== null);
		return said.length === 0 ? null : said.join('\n');
	};
	return {
		...withParts(last, { text: lines(events.map(({ text }) => text)), messages }),
		chatInput: lines(events.map(({ chatInput }) => chatInput)),
	};
}

function joinedMessage(event: CommonEvent): JoinedMessage {
	const { messageId, text, type, occurredAt, replyTo, button, media, location } = event;
	return { messageId, text, type, occurredAt, replyTo, button, media, location };
}
