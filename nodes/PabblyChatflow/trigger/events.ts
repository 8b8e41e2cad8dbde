import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import { commonEvent, vendorEventName, type CommonEvent } from '../../shared/trigger/event';
import { ANY_OTHER, messageEvents } from '../../shared/trigger/fields';
import { isObject, listAt, valueAt } from '../../shared/value';
import { fromAppMessage, fromAppStatus, isAppMessage, isAppStatus } from './app-events';
import { fromMetaValue } from './meta-events';

/** What the trigger offers. */
export const eventOptions: INodePropertyOptions[] = [
	{
		name: 'Any Other Event',
		value: ANY_OTHER,
		description:
			'Everything else that arrives: your own messages, contacts, broadcasts, and what has no known form. It is passed on whole.',
	},
	...messageEvents,
];

/** Where a payload may hold what it is about. */
const WRAPPERS = ['', 'data', 'payload', 'body'];
/** Where a payload may say what it is. */
const EVENT_NAMES = ['event', 'eventType', 'event_type'];

/**
 * The events in a delivery. The vendor documents no payload. Two forms are known: that of Pabbly's own app for
 * messages and statuses, and Meta's, with several events in one delivery. Everything else is passed on whole.
 */
export function toCommonEvents(payload: IDataObject): CommonEvent[] {
	const candidates = WRAPPERS.map((path) => valueAt(payload, path)).filter(isObject);
	for (const candidate of candidates as IDataObject[]) {
		const events = [...metaEvents(candidate, payload), ...appEvents(candidate, payload)];
		if (events.length > 0) return events;
	}
	const name = EVENT_NAMES.map((key) => payload[key]).find((value) => typeof value === 'string');
	return [commonEvent('pabblyChatflow', payload, { event: vendorEventName(name) })];
}

function metaEvents(candidate: IDataObject, payload: IDataObject): CommonEvent[] {
	if (Array.isArray(candidate.messages) || Array.isArray(candidate.statuses)) {
		return fromMetaValue(candidate, (part) => (candidate === payload ? part : payload));
	}
	return listAt(candidate, 'entry').flatMap((entry) =>
		listAt(entry, 'changes').flatMap((change) => {
			const value = valueAt(change, 'value');
			if (!isObject(value)) return [unknownEvent(payload)];
			const wrap = (part: IDataObject) => ({
				...candidate,
				entry: [
					{ ...(entry as IDataObject), changes: [{ ...(change as IDataObject), value: part }] },
				],
			});
			const events = fromMetaValue(value as IDataObject, wrap);
			// A change of another kind beside messages must not vanish among them.
			const other = unknownEvent(wrap(value as IDataObject));
			return events.length > 0 ? events : [other];
		}),
	);
}

function appEvents(candidate: IDataObject, payload: IDataObject): CommonEvent[] {
	const inner = isObject(candidate.message) ? (candidate.message as IDataObject) : {};
	for (const part of [candidate, inner]) {
		if (isAppStatus(part)) return [fromAppStatus(part, payload)];
		if (isAppMessage(part)) return [fromAppMessage(part, candidate, payload)];
	}
	return [];
}

function unknownEvent(payload: IDataObject): CommonEvent {
	return commonEvent('pabblyChatflow', payload, {});
}
