import {
	additionalBody,
	defaultCountryCode,
	options,
	textUpTo,
	to as sharedTo,
} from '../shared/fields';
import { InvalidValue, type Field } from '../shared/operation';
import { textList } from '../shared/text-list';

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
export const text = (maxLength: number): Field => ({
	displayName: 'Text',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 4 },
	required: true,
	default: '',
	description: `What to write, up to ${maxLength} characters`,
	in: 'body',
	as: 'body',
	encode: textUpTo(maxLength),
});

/** A list of texts: entry by entry, with commas between them, or as a list from an expression. */
export const tags: Field = {
	displayName: 'Tags',
	name: 'tags',
	type: 'string',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Tag' },
	default: [],
	placeholder: 'e.g. lead, vip',
	description: 'Names of tags: one in each entry, several with commas between them, or a list',
	in: 'body',
	encode: textList,
};

/** Of every operation that sends to one person. */
export const sendOptions = options(additionalBody, defaultCountryCode);

/** A URL that the platform, or WhatsApp for it, will open. */
export function httpsUrl(value: unknown): string | undefined {
	const url = String(value ?? '').trim();
	if (url === '') return undefined;
	if (/^https:\/\/[^/\s]+\S*$/i.test(url)) return url;
	throw new InvalidValue('must start with https://');
}
