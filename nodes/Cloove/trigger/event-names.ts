import type { INodePropertyOptions } from 'n8n-workflow';

import { RECEIVED, STATUS } from '../../shared/trigger/event';
import { ANY_OTHER, messageEvents } from '../../shared/trigger/fields';

/** The vendor's events of which the node makes `message.received` and `message.status`. */
export const MESSAGE_RECEIVED = 'messaging.message.received';
export const MESSAGE_SENT = 'messaging.message.sent';
const DELIVERY_UPDATED = 'messaging.message.delivery_updated';

/** All others by the vendor's name. Its webhooks page describes the form only; the names are those of its own app. */
const otherEvents: Array<[name: string, value: string]> = [
	['Contact Created', 'contact.created'],
	['Contact Updated', 'contact.updated'],
	['Conversation Assigned', 'messaging.conversation.assigned'],
	['Hotel Guest Checked In', 'hotel.reservation.checked_in'],
	['Hotel Guest Checked Out', 'hotel.reservation.checked_out'],
	['Hotel Reservation Cancelled', 'hotel.reservation.cancelled'],
	['Hotel Reservation Created', 'hotel.reservation.created'],
	['Hotel Service Request Created', 'hotel.service_request.created'],
	['Inventory Low', 'inventory.low_stock'],
	['Inventory Out of Stock', 'inventory.out_of_stock'],
	['Order Cancelled', 'order.cancelled'],
	['Order Created', 'order.created'],
	['Order Refunded', 'order.refunded'],
	['Order Updated', 'order.updated'],
	['Payment Received', 'payment.received'],
	['Product Created', 'product.created'],
	['Product Updated', 'product.updated'],
	['Vox Agent Updated', 'vox.agent.updated'],
	['Vox Call Completed', 'vox.call.completed'],
	['Vox Call Failed', 'vox.call.failed'],
	['Vox Call Started', 'vox.call.started'],
	['Vox Recording Ready', 'vox.recording.ready'],
	['Wallet Deposit', 'wallet.deposit'],
	['Wallet Withdrawal Completed', 'wallet.withdrawal.completed'],
	['Wallet Withdrawal Failed', 'wallet.withdrawal.failed'],
	['Wallet Withdrawal Requested', 'wallet.withdrawal.requested'],
];

/** What the trigger offers. */
export const eventOptions: INodePropertyOptions[] = [
	...messageEvents,
	{
		name: 'Any Other Event',
		value: ANY_OTHER,
		description: 'Everything that is neither a message nor a status, whatever its name',
	},
	...otherEvents.map(([name, value]) => ({ name, value, description: `The event ${value}` })),
].sort((a, b) => a.name.localeCompare(b.name));

/** The trigger's event in the place of the vendor's, where it has a name of its own. */
export function commonName(type: string): string {
	if (type === MESSAGE_RECEIVED) return RECEIVED;
	return type === MESSAGE_SENT || type === DELIVERY_UPDATED ? STATUS : type;
}
