import type { IDataObject } from 'n8n-workflow';

import { emptyEvent, type CommonEvent } from '../../shared/trigger/event';
import { firstText, isObject, listAt, valueAt } from '../../shared/value';

/** A message of our own, reported back. Never `message.received`: a workflow that answers would answer itself. */
export const OWN_MESSAGE = 'message.sent';

/** An event of which nothing is known yet but where it came from. */
export function bareEvent(payload: IDataObject): CommonEvent {
	return emptyEvent('pabblyChatflow', payload);
}

/**
 * An order as a person would write it: the customer's note, then a line for each product.
 * @returns `undefined` when it is no order
 */
export function orderText(order: unknown): string | undefined {
	const products = listAt(order, 'product_items').filter(isObject);
	const note = firstText(valueAt(order, 'text'));
	const lines = products.map((product) => {
		const name = firstText(product.productName, product.product_retailer_id) ?? 'product';
		const price = [product.item_price, product.currency].filter(isFilled).join(' ');
		return `${String(product.quantity ?? 1)} x ${name}${price === '' ? '' : ` at ${price}`}`;
	});
	const text = [...(note === undefined ? [] : [note]), ...lines].join('\n');
	return text === '' ? undefined : text;
}

function isFilled(value: unknown): boolean {
	return value !== undefined && value !== null && value !== '';
}
