import { messageFault } from '../form/text';
import { InvalidValue, type Field } from '../operation';
import { toWithPlus } from './common';

/** Lists within lists; what is nested deeper is no list of texts. */
const DEEPEST_LIST = 10;

/**
 * The texts of a list, without empty ones and without repetitions.
 *
 * @param value a list of texts, also within lists; or one text with commas
 * @returns `undefined` for none
 */
export function textList(value: unknown): string[] | undefined {
	const entries = [value].flat(DEEPEST_LIST).flatMap((entry) => {
		if (entry === undefined || entry === null) return [];
		if (typeof entry === 'object') throw new InvalidValue('holds something else than text');
		const fault = messageFault(entry);
		if (fault !== undefined) throw new InvalidValue(`has an entry that ${fault}`);
		return String(entry).split(',');
	});
	const texts = [...new Set(entries.map((entry) => entry.trim()).filter((entry) => entry !== ''))];
	return texts.length > 0 ? texts : undefined;
}

/** Fields that the contacts of several platforms have. A platform adds `as` where the vendor's name differs. */

/** For a platform whose samples write the number with its `+`. */
export const contactPhone: Field = {
	...toWithPlus,
	displayName: 'Phone',
	name: 'contactPhone',
	description:
		'Phone number of the contact with country code. Spaces, dashes, brackets and a leading 00 are removed.',
	as: 'phone',
};

export const contactName: Field = {
	displayName: 'Name',
	name: 'contactName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Alex',
	description: 'What the contact is called',
	in: 'body',
	as: 'name',
};

export const email: Field = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	placeholder: 'name@email.com',
	default: '',
	description: 'Email address of the contact',
	in: 'body',
};

export const optedIn: Field = {
	displayName: 'Opted In',
	name: 'optedIn',
	type: 'boolean',
	default: true,
	description: 'Whether the contact has agreed to get messages',
	in: 'body',
};

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
