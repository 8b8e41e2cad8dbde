import { InvalidValue, type Field } from '../operation';
import { textUpTo } from './common';

/** Addresses that a platform, or WhatsApp for it, will open. `undefined` for an empty field. */

/** @throws InvalidValue */
export function httpsUrl(value: unknown): string | undefined {
	return address(value, /^https:\/\/[^/\s]/i, 'must start with https://');
}

/** @throws InvalidValue */
export function webAddress(value: unknown): string | undefined {
	return address(value, /^https?:\/\/[^/\s]/i, 'must start with https:// or http://');
}

function address(value: unknown, start: RegExp, rule: string): string | undefined {
	const url = String(value ?? '').trim();
	if (url === '') return undefined;
	if (start.test(url) && !/\s/.test(url)) return url;
	throw new InvalidValue(rule);
}

/** Fields that the messages of several platforms have. A platform adds `as` where the vendor's name differs. */

export const mediaUrl: Field = {
	displayName: 'Media URL',
	name: 'mediaUrl',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. https://example.com/catalogue.jpg',
	description: 'Public address of the media, with https; WhatsApp fetches it without a login',
	in: 'body',
	encode: httpsUrl,
};

/** WhatsApp's limit. */
const CAPTION_LENGTH = 1024;

/** @param as what the vendor calls the text */
export const messageText = (as: string, maxLength: number): Field => ({
	displayName: 'Text',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 4 },
	required: true,
	default: '',
	placeholder: 'e.g. Your order has shipped',
	description: `What to write, up to ${maxLength} characters. WhatsApp shows *bold*, _italic_ and ~struck out~.`,
	in: 'body',
	as,
	encode: textUpTo(maxLength),
});

export const caption: Field = {
	displayName: 'Caption',
	name: 'caption',
	type: 'string',
	typeOptions: { rows: 2 },
	default: '',
	placeholder: "e.g. This week's catalogue",
	description: 'Text below the media, up to 1024 characters',
	in: 'body',
	encode: textUpTo(CAPTION_LENGTH),
};
