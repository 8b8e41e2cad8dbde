import { Refusal } from '../../../http/refusal';
import type { Operations } from '../../../http/types';
import { success } from '../access';
import type { Attribute, ContactChanges } from './contacts';

type Flag = boolean | 'true' | 'false';

/** A contact as it comes in, with the types that the page leaves open. */
export interface ContactInput {
	name?: string;
	optin?: Flag;
	incomingBlocked?: Flag;
	/** A list, or names separated by commas. */
	tags?: string[] | string;
	attributes?: Attribute[];
}

/** @throws Refusal 400 for a tag or attribute that is not in the settings */
export function readContact(input: ContactInput): ContactChanges {
	const { name, optin, incomingBlocked, tags, attributes } = input;
	checkVocabulary(tagNames(tags), attributes ?? []);
	return {
		...(name === undefined ? {} : { name }),
		...(optin === undefined ? {} : { optin: isTrue(optin) }),
		...(incomingBlocked === undefined ? {} : { incomingBlocked: isTrue(incomingBlocked) }),
		...(tags === undefined ? {} : { tags: tagNames(tags) }),
		...(attributes === undefined ? {} : { attributes }),
	};
}

export function tagNames(tags: ContactInput['tags'] = []): string[] {
	const names = typeof tags === 'string' ? tags.split(',') : tags;
	return names.map((name) => name.trim()).filter((name) => name !== '');
}

function isTrue(flag: Flag): boolean {
	return String(flag) === 'true';
}

const CREATED_AT = '2025-02-11T11:27:40.880Z';

/** The tags of the settings; the first three are the page's answer, the others its samples use. */
export const tags = [
	'engineer',
	'vegetarian',
	'indian',
	'swedish',
	'non-vegetarian',
	'architect',
	'sup',
].map((name, index) => ({
	_id: `67ab344a251203ad797ee0${String(index).padStart(2, '0')}`,
	name,
	createdAt: CREATED_AT,
	firstMessage: false,
	keywords: [],
}));

/** The custom fields of the settings, which the API cannot list; the first three are in the page's samples. */
export const attributeNames = ['city', 'taxes', 'price', 'email', 'Country', 'company'];

export const tagOperations: Operations = {
	'tag.getMany': () => success('Tags retrieved successfully.', { tags, total: tags.length }),
};

/** @throws Refusal 400 for a tag or attribute that is not in the settings */
export function checkVocabulary(tagNames: string[], attributes: Array<{ name: string }>): void {
	const known = tags.map(({ name }) => name);
	const strangeTags = tagNames.filter((name) => !known.includes(name));
	if (strangeTags.length > 0) {
		throw new Refusal(400, `Tags do not exist in Settings: ${strangeTags.join(', ')}`);
	}
	const names = attributes.map(({ name }) => name);
	const strange = names.filter((name) => !attributeNames.includes(name));
	if (strange.length > 0) {
		throw new Refusal(400, `Attributes do not exist in Settings: ${strange.join(', ')}`);
	}
}
