import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import { errorsIn } from '../../shared/errors/delivery-failure';
import {
	commonEvent,
	isOutbound,
	OWN_MESSAGE,
	RECEIVED,
	STATUS,
	statusEventId,
	vendorEventName,
	type CommonEvent,
} from '../../shared/trigger/event';
import { messageEvents } from '../../shared/trigger/fields';
import { fromMetaMessage, metaCustomer } from '../../shared/trigger/meta-message';
import { isoTime, objectOrEmpty, textOrNull } from '../../shared/value';

/** The trigger's events in the words of the vendor's subscription. */
const SUBSCRIPTIONS: Record<string, string> = { [RECEIVED]: 'messages', [STATUS]: 'statuses' };

/** What the trigger offers. */
export const eventOptions: INodePropertyOptions[] = [
	...messageEvents,
	{
		name: 'Test',
		value: 'test',
		description: 'Somebody has tested the webhook, in the portal or with Webhook > Test',
	},
];

/** The events to subscribe to. The test comes without a subscription, but there is none without any event. */
export function subscribedEvents(events: string[]): string[] {
	const subscribed = events.flatMap((event) => SUBSCRIPTIONS[event] ?? []);
	return subscribed.length === 0 && events.includes('test') ? ['messages'] : subscribed;
}

/** The vendor's `{ event, timestamp, projectId, data }` as the common event. */
export function toCommonEvents(payload: IDataObject): CommonEvent[] {
	const data = objectOrEmpty(payload.data);
	if (payload.event === 'message') return [messageEvent(payload, data)];
	if (payload.event === 'status') return [statusEvent(payload, data)];
	const parts = {
		event: vendorEventName(payload.event),
		eventId: textOrNull(data.testId),
		occurredAt: isoTime(payload.timestamp),
	};
	return [commonEvent('wabaPortal', payload, parts)];
}

function messageEvent(payload: IDataObject, data: IDataObject): CommonEvent {
	const messageId = textOrNull(data.messageId);
	const parts = {
		...fromMetaMessage(data),
		...customerOf(data.from, data.from_user_id, data.contact),
		event: isOutbound(data.direction) ? OWN_MESSAGE : RECEIVED,
		eventId: messageId,
		occurredAt: isoTime(data.timestamp, payload.timestamp),
		messageId,
	};
	return commonEvent('wabaPortal', payload, parts, payload.projectId);
}

/** The page shows of a status only `messageId`, `status` and `errors`. That Meta's `recipient_id` is passed on is assumed. */
function statusEvent(payload: IDataObject, data: IDataObject): CommonEvent {
	const messageId = textOrNull(data.messageId);
	const status = textOrNull(data.status);
	return commonEvent('wabaPortal', payload, {
		...customerOf(data.recipient_id ?? data.to, data.recipient_user_id, data.contact),
		event: STATUS,
		eventId: statusEventId(messageId, status),
		occurredAt: isoTime(data.timestamp, payload.timestamp),
		messageId,
		status,
		errors: errorsIn(data),
	});
}

/** A conversation is known by its phone number, or else by the user ID. */
function customerOf(id: unknown, userId: unknown, contact: unknown): Partial<CommonEvent> {
	const customer = metaCustomer(id, userId, contact);
	return { ...customer, conversationId: customer.phone?.slice(1) ?? customer.userId };
}
