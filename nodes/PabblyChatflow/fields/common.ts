import {
	additionalBody,
	allowUserIds,
	defaultCountryCode,
	recipientAs,
	options,
	textUpTo,
	to as sharedTo,
} from '../../shared/fields/common';
import { mediaUrl as sharedMediaUrl, webAddress } from '../../shared/fields/message';
import type { Field, Read } from '../../shared/operation';

/** The vendor documents the recipient as an integer. 15 digits at the most are exact as one. */
export const to: Field = {
	...sharedTo,
	encode: recipientAs(Number),
};

/** The same number as text, as the vendor takes it everywhere else. */
export function phoneText(value: unknown, read: Read): string {
	return String(sharedTo.encode?.(value, read));
}

/** A body key that is the same for every request of an operation. */
export const fixed = (name: string, value: string): Field => ({
	displayName: 'Kind',
	name,
	type: 'hidden',
	default: value,
	description: 'What the platform calls this',
	in: 'body',
});

/** WhatsApp's limit for headers and footers. The vendor documents it too, but for one footer. */
const SMALL_TEXT_LENGTH = 60;

export const headerText = (as: string): Field => ({
	displayName: 'Header Text',
	name: 'headerText',
	type: 'string',
	default: '',
	placeholder: 'e.g. Your order',
	description: 'Title above the text, up to 60 characters',
	in: 'body',
	as,
	encode: textUpTo(SMALL_TEXT_LENGTH),
});

export const footerText = (as: string): Field => ({
	displayName: 'Footer Text',
	name: 'footerText',
	type: 'string',
	default: '',
	placeholder: 'e.g. Thank you for shopping',
	description: 'Small print below the text, up to 60 characters',
	in: 'body',
	as,
	encode: textUpTo(SMALL_TEXT_LENGTH),
});

export const mediaUrl: Field = {
	...sharedMediaUrl,
	description: 'Public address of the media; WhatsApp fetches it without a login',
	as: 'link',
	encode: webAddress,
};

export const filename: Field = {
	displayName: 'File Name',
	name: 'filename',
	type: 'string',
	default: '',
	placeholder: 'e.g. invoice.pdf',
	description: 'Name of the document that the recipient sees',
	in: 'body',
};

/** Of every operation that sends to one person. */
export const sendOptions = (...more: Field[]): Field =>
	options(additionalBody, allowUserIds, defaultCountryCode, ...more);
