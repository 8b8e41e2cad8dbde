import { additionalBody, options, to as sharedTo } from '../shared/fields/common';
import type { Field } from '../shared/operation';

/** The vendor's samples write every phone number with its `+`. */
const withPlus: Field['encode'] = (value, read) => `+${String(sharedTo.encode?.(value, read))}`;

export const to: Field = { ...sharedTo, placeholder: 'e.g. +96567666156', encode: withPlus };

export const contactPhone: Field = {
	...sharedTo,
	displayName: 'Phone',
	name: 'contactPhone',
	placeholder: 'e.g. +96567666156',
	description:
		'Phone number of the contact with country code. Spaces, dashes, brackets and a leading 00 are removed.',
	as: 'phone',
	encode: withPlus,
};

/** What makes the request a text: the vendor writes types in upper case. */
export const textType: Field = {
	displayName: 'Message Type',
	name: 'messageType',
	type: 'hidden',
	default: 'TEXT',
	description: 'What the platform calls this',
	in: 'body',
	as: 'type',
};

/** Of every operation that sends. */
export const sendOptions = (...more: Field[]): Field => options(additionalBody, ...more);
