import type { IDataObject } from 'n8n-workflow';

import { emptyEvent, type CommonEvent } from '../shared/trigger/event';

/** A message of our own, reported back. Never `message.received`: a workflow that answers would answer itself. */
export const OWN_MESSAGE = 'message.sent';

/** An event of which nothing is known yet but where it came from. */
export function bareEvent(payload: IDataObject): CommonEvent {
	return emptyEvent('pabblyChatflow', payload);
}
