import { newId } from '../access';

export interface Contact {
	id: string;
	/** E.164 with a plus. */
	phone: string;
	name: string | null;
	email: string | null;
	tags: string[];
	externalId: string | null;
	marketingConsent: boolean | null;
	/** ISO. */
	createdAt: string;
	updatedAt: string;
	/** Further fields, such as company and source. */
	[other: string]: unknown;
}

/** What may be set of a contact; what is left out stays as it is. Tags are replaced. */
export type ContactChanges = Record<string, unknown> & { phone?: string };

export interface Outcome {
	contact: Contact;
	status: 'created' | 'updated';
	/** False when nothing about the contact is other than before. */
	changed: boolean;
}

/** What only the platform says. */
const OWN = ['id', 'createdAt', 'updatedAt'];
const NEWEST_SHOWN = 1000;

/** The contacts, by id, by phone and by the id they have elsewhere. */
export class Contacts {
	private readonly byId = new Map<string, Contact>();
	private readonly byPhone = new Map<string, Contact>();
	private readonly byExternalId = new Map<string, Contact>();

	/** Newest first. */
	newest(): Contact[] {
		return [...this.byId.values()].reverse();
	}

	find(id: string): Contact | undefined {
		return this.byId.get(id);
	}

	withPhone(phone: string): Contact | undefined {
		return this.byPhone.get(phone);
	}

	withExternalId(id: string): Contact | undefined {
		return this.byExternalId.get(id);
	}

	add(phone: string, changes: ContactChanges, createdAt = new Date().toISOString()): Contact {
		const contact: Contact = {
			id: newId('ct'),
			phone,
			name: null,
			email: null,
			tags: [],
			externalId: null,
			marketingConsent: null,
			createdAt,
			updatedAt: createdAt,
		};
		this.byId.set(contact.id, contact);
		this.apply(contact, { ...changes, phone });
		contact.updatedAt = createdAt;
		return contact;
	}

	/** The contact with this phone, changed accordingly or made. */
	upsert(phone: string, changes: ContactChanges): Outcome {
		const known = this.byPhone.get(phone);
		if (!known) return { contact: this.add(phone, changes), status: 'created', changed: true };
		return { contact: known, status: 'updated', changed: this.apply(known, changes) };
	}

	/** False when that changes nothing. */
	apply(contact: Contact, changes: ContactChanges): boolean {
		const before = JSON.stringify(contact);
		this.byPhone.delete(contact.phone);
		if (contact.externalId !== null) this.byExternalId.delete(contact.externalId);
		for (const [name, value] of Object.entries(changes)) {
			if (!OWN.includes(name)) contact[name] = value;
		}
		contact.tags = [...new Set(contact.tags)];
		this.byPhone.set(contact.phone, contact);
		if (contact.externalId !== null) this.byExternalId.set(contact.externalId, contact);
		if (JSON.stringify(contact) === before) return false;
		contact.updatedAt = new Date().toISOString();
		return true;
	}

	/** The newest, so that tests can look at some without fetching all. */
	snapshot(): { contactCount: number; contacts: Contact[] } {
		const all = [...this.byId.values()];
		return { contactCount: all.length, contacts: all.slice(-NEWEST_SHOWN) };
	}
}

/** E.164 as Badala writes it, with a plus. The sandbox's shared parts keep digits only. */
export const E164 = /^\+[1-9][0-9]{6,14}$/;

export function withPlus(phone: string): string {
	return `+${phone}`;
}

export function digits(phone: string): string {
	return phone.slice(1);
}
