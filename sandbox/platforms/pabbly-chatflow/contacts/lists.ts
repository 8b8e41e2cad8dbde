import type { Operations } from '../../../http/types';
import { success } from '../access';
import type { Attribute } from './contacts';

interface ContactList {
	_id: string;
	name: string;
	createdAt: string;
	incomingBlocked: boolean;
	tags: string[];
	optin: boolean;
	attributes: Attribute[];
}

type Member = Pick<ContactList, 'incomingBlocked' | 'tags' | 'optin' | 'attributes'>;

/** For contacts in no list at all. */
const UNASSIGNED = 'unassigned';

/** Made in the app. The first is in the page's answer. */
export const contactLists: readonly ContactList[] = [
	list('67a0b5f5d32f4becd4f0a001', 'sups', {}),
	list('6776248db9e6371d3c2ba002', 'partners', { tags: ['engineer'] }),
	list('6776248db9e6371d3c2ba003', 'testing', {
		attributes: [{ name: 'city', value: 'bhopal' }],
	}),
];

export const listOperations: Operations = {
	'contactList.getMany': () =>
		success('Lists retrieved successfully.', { lists: contactLists, total: contactLists.length }),
};

/** The names of the lists that a contact is in (assumed: by what the lists ask for). */
export function listsOf(contact: Member): string[] {
	return contactLists
		.filter(
			({ optin, incomingBlocked, tags, attributes }) =>
				contact.optin === optin &&
				contact.incomingBlocked === incomingBlocked &&
				tags.every((tag) => contact.tags.includes(tag)) &&
				attributes.every((wanted) => hasAttribute(contact, wanted)),
		)
		.map(({ name }) => name);
}

/** Whether a broadcast to these lists means the contact. */
export function isMeant(contact: Member, names: string[]): boolean {
	const own = listsOf(contact);
	return own.length === 0 ? names.includes(UNASSIGNED) : own.some((name) => names.includes(name));
}

/** Those of the names that stand for no list. */
export function unknownLists(names: string[]): string[] {
	const known = [UNASSIGNED, ...contactLists.map(({ name }) => name)];
	return names.filter((name) => !known.includes(name));
}

export function hasAttribute(
	{ attributes }: Pick<Member, 'attributes'>,
	wanted: Attribute,
): boolean {
	return attributes.some(({ name, value }) => name === wanted.name && value === wanted.value);
}

function list(
	_id: string,
	name: string,
	{ tags = [], attributes = [] }: Partial<Pick<ContactList, 'tags' | 'attributes'>>,
): ContactList {
	const createdAt = '2025-02-03T12:26:29.843Z';
	return { _id, name, createdAt, incomingBlocked: false, tags, optin: true, attributes };
}
