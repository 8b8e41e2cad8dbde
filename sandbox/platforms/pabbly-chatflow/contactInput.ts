import type { Attribute, ContactChanges } from './contacts';
import { checkVocabulary } from './vocabulary';

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
