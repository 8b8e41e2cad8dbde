import {
	additionalBody,
	defaultCountryCode,
	options,
	to as sharedTo,
} from '../shared/fields/common';
import { messageText } from '../shared/fields/message';
import type { Field } from '../shared/operation';

/** The vendor's samples write every phone number with its `+`. */
const withPlus: Field['encode'] = (value, read) => `+${String(sharedTo.encode?.(value, read))}`;

export const to: Field = { ...sharedTo, placeholder: 'e.g. +919876543210', encode: withPlus };

export const contactPhone: Field = {
	...sharedTo,
	displayName: 'Phone',
	name: 'contactPhone',
	placeholder: 'e.g. +919876543210',
	description:
		'Phone number of the contact with country code. Spaces, dashes, brackets and a leading 00 are removed.',
	as: 'phone',
	encode: withPlus,
};

/** Text of a message; the vendor calls it `body`. */
export const text = (maxLength: number): Field => messageText('body', maxLength);

/** Of every operation that sends to one person. */
export const sendOptions = options(additionalBody, defaultCountryCode);
