import type { Account } from '../../../account/account';
import type { Message } from '../../../account/messages';
import { newObjectId } from '../access';
import { settingsOf } from '../settings';

export interface Attribute {
	name: string;
	value: string;
}

export interface Contact {
	_id: string;
	name: string;
	/** The full number, digits. */
	mobile: string;
	source: string;
	optin: boolean;
	incomingBlocked: boolean;
	tags: string[];
	attributes: Array<Attribute & { _id: string }>;
	broadcastIds: string[];
	/** How often it was changed. */
	version: number;
	createdAt: Date;
	updatedAt: Date;
	/** When it wrote last, on the sandbox's clock. */
	lastActive: number | null;
}

/** What may be set of a contact. Attributes are set one by one, and removed with an empty value. */
export interface ContactChanges {
	mobile?: string;
	name?: string;
	optin?: boolean;
	incomingBlocked?: boolean;
	tags?: string[];
	attributes?: Attribute[];
}

/** A contact that is there from the start. */
export type SeededContact = ContactChanges & { mobile: string; source: string };

const NEWEST_SHOWN = 1000;
const FIRST_IMPORTED = 447_700_000_000;

/** The contacts, by id and by number. */
export class Contacts {
	private readonly byId = new Map<string, Contact>();
	private readonly byMobile = new Map<string, Contact>();
	private imported = 0;

	constructor(
		private readonly account: Account,
		seeds: readonly SeededContact[],
	) {
		for (const { mobile, source, ...changes } of seeds) this.add(mobile, source, changes);
	}

	/** Oldest first. */
	all(): Contact[] {
		this.importMissing();
		return [...this.byId.values()];
	}

	find(id: string): Contact | undefined {
		this.importMissing();
		return this.byId.get(id);
	}

	withMobile(mobile: string): Contact | undefined {
		this.importMissing();
		return this.byMobile.get(mobile);
	}

	add(mobile: string, source: string, changes: ContactChanges): Contact {
		const now = new Date();
		const contact: Contact = {
			_id: newObjectId(),
			name: changes.name ?? mobile,
			mobile,
			source,
			optin: changes.optin ?? true,
			incomingBlocked: changes.incomingBlocked ?? false,
			tags: [...new Set(changes.tags)],
			attributes: withAttributes([], changes.attributes),
			broadcastIds: [],
			version: 0,
			createdAt: now,
			updatedAt: now,
			lastActive: null,
		};
		this.byId.set(contact._id, contact);
		this.byMobile.set(mobile, contact);
		return contact;
	}

	change(contact: Contact, changes: ContactChanges): void {
		const { mobile = contact.mobile, attributes, tags, ...rest } = changes;
		this.byMobile.delete(contact.mobile);
		this.byMobile.set(mobile, contact);
		Object.assign(contact, rest, {
			mobile,
			tags: [...new Set(tags ?? contact.tags)],
			attributes: withAttributes(contact.attributes, attributes),
			version: contact.version + 1,
			updatedAt: new Date(),
		});
	}

	/** The contact with this number, changed accordingly or made. */
	upsert(mobile: string, source: string, changes: ContactChanges = {}): Contact {
		const known = this.withMobile(mobile);
		if (!known) return this.add(mobile, source, changes);
		if (Object.keys(changes).length > 0) this.change(known, changes);
		return known;
	}

	/** A customer who writes becomes a contact, unless the platform never got the message. */
	hearFrom({ phone, waMessageId, at }: Message): void {
		if (!this.account.messages.find(waMessageId)) return;
		const name = this.account.messages.conversation(phone)?.contactName ?? phone;
		const contact = this.withMobile(phone) ?? this.add(phone, 'wa', { name });
		contact.lastActive = at;
	}

	/** The newest, so that tests can look at some without fetching all. */
	snapshot(): { contactCount: number; contacts: Contact[] } {
		const all = this.all();
		return { contactCount: all.length, contacts: all.slice(-NEWEST_SHOWN) };
	}

	/** Makes as many as the settings ask for by now. */
	private importMissing(): void {
		const { importedContacts } = settingsOf(this.account);
		while (this.imported < importedContacts) {
			const number = ++this.imported;
			this.add(String(FIRST_IMPORTED + number), 'csv', { name: `Name ${number}` });
		}
	}
}

function withAttributes(
	before: Contact['attributes'],
	changes: Attribute[] = [],
): Contact['attributes'] {
	const after = new Map(before.map((attribute) => [attribute.name, attribute]));
	for (const { name, value } of changes) {
		if (value === '') after.delete(name);
		else after.set(name, { name, value, _id: after.get(name)?._id ?? newObjectId() });
	}
	return [...after.values()];
}
