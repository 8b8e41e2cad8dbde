import { Refusal } from '../../refusal';
import type { Contact, Contacts } from './contacts';

export type Audience =
	{ kind: 'tags'; tags: string[] } | { kind: 'all' } | { kind: 'contacts'; contactIds: string[] };

/**
 * The contacts an audience stands for, opted in or not.
 * @throws Refusal 400 for the id of no contact
 */
export function resolved(contacts: Contacts, audience: Audience): Contact[] {
	switch (audience.kind) {
		case 'all':
			return [...contacts];
		case 'tags':
			return [...contacts].filter(({ tags }) => audience.tags.some((tag) => tags.includes(tag)));
		case 'contacts':
			return [...new Set(audience.contactIds)].map((id) => {
				const contact = contacts.find(id);
				if (!contact) throw new Refusal(400, `Unknown contact ${id} in the audience`);
				return contact;
			});
	}
}

export function optedIn(audience: Contact[]): Contact[] {
	return audience.filter((contact) => contact.optedIn);
}
