import {
	additionalBody,
	defaultCountryCode,
	options,
	textUpTo,
	to as sharedTo,
} from '../shared/fields';
import { InvalidValue, type Field, type Read } from '../shared/operation';

/** The vendor documents the recipient as an integer. 15 digits at the most are exact as one. */
export const to: Field = {
	...sharedTo,
	encode: (value, read) => Number(sharedTo.encode?.(value, read)),
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

/** Text of a message, which the vendor calls by several names. */
export const text = (as: string, maxLength: number): Field => ({
	displayName: 'Text',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 4 },
	required: true,
	default: '',
	description: `What to write, up to ${maxLength} characters`,
	in: 'body',
	as,
	encode: textUpTo(maxLength),
});

/** WhatsApp's limit for headers and footers. The vendor documents it too, but for one footer. */
const SMALL_TEXT_LENGTH = 60;

export const headerText = (as: string): Field => ({
	displayName: 'Header Text',
	name: 'headerText',
	type: 'string',
	default: '',
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
	description: 'Small print below the text, up to 60 characters',
	in: 'body',
	as,
	encode: textUpTo(SMALL_TEXT_LENGTH),
});

export const mediaUrl: Field = {
	displayName: 'Media URL',
	name: 'mediaUrl',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. https://example.com/catalogue.jpg',
	description: 'Public address of the media; WhatsApp fetches it without a login',
	in: 'body',
	as: 'link',
	encode: webAddress,
};

/** WhatsApp's limit. */
const CAPTION_LENGTH = 1024;

export const caption: Field = {
	displayName: 'Caption',
	name: 'caption',
	type: 'string',
	typeOptions: { rows: 2 },
	default: '',
	description: 'Text below the media, up to 1024 characters',
	in: 'body',
	encode: textUpTo(CAPTION_LENGTH),
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
	options(additionalBody, defaultCountryCode, ...more);

/** An address that the platform, or WhatsApp for it, will open. */
export function webAddress(value: unknown): string | undefined {
	const url = String(value ?? '').trim();
	if (url === '') return undefined;
	if (/^https?:\/\/[^/\s]+\S*$/i.test(url)) return url;
	throw new InvalidValue('must start with https:// or http://');
}
