import { RECEIVED, withParts, type CommonEvent } from '../trigger/event';
import { kindOf } from './message-kind';

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

/**
 * The events of one delivery or poll, with the texts that a customer wrote one after the other as one event, in the place
 * of the last of them. A message of another kind stands by itself, and parts what is before it from what is behind.
 */
export function joinTexts(events: CommonEvent[]): CommonEvent[] {
	const open = new Map<string, CommonEvent[]>();
	const groups: CommonEvent[][] = [];
	for (const event of events) {
		const customer = event.event === RECEIVED ? customerOf(event) : undefined;
		const isText = customer !== undefined && kindOf(event) === 'texts';
		const group = [...((isText && open.get(customer)) || []), event];
		groups.push(group);
		if (customer === undefined || event.type === 'reaction') continue;
		if (isText) open.set(customer, group);
		else open.delete(customer);
	}
	const joined = new Set(groups.flatMap((group) => group.slice(0, -1)));
	return groups
		.filter((group) => !joined.has(group[group.length - 1]))
		.map((group) => (group[0].event === RECEIVED ? joinedEvent(group) : group[0]));
}

/** `undefined` where nothing is known of the customer: messages of two such must not be joined. */
export function customerOf({
	sessionId,
	phone,
	userId,
	conversationId,
}: CommonEvent): string | undefined {
	return (phone ?? userId ?? conversationId) === null ? undefined : (sessionId ?? undefined);
}
