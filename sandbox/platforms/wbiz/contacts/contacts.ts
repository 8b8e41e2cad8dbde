import type { OperationCall, Operations, Reply } from '../../../http/types';
import { created, newId, ok, Records } from '../records/records';

export interface Contact {
	id: string;
	/** E.164 with a plus. */
	phone: string;
	name: string | null;
	email: string | null;
	tags: string[];
	customFields: Record<string, unknown>;
	optedIn: boolean;
	createdAt: string;
	updatedAt: string;
}

/** What may be set of a contact; what is left out stays as it is. */
export type ContactChanges = Partial<
	Pick<Contact, 'name' | 'email' | 'tags' | 'customFields' | 'optedIn'>
>;

export type Outcome = { contact: Contact; status: 'created' | 'updated' | 'skipped' };

const NEWEST_SHOWN = 1000;

/** The contacts, by id and by phone. */
export class Contacts {
	private readonly records = new Records<Contact>('Contact');
	private readonly byPhone = new Map<string, Contact>();

	readonly operations: Operations = {
		'contact.getMany': (call) => this.list(call),
		'contact.upsert': ({ body }) => this.save(body as { phone: string } & ContactChanges),
		'contact.get': ({ params }) => ok(this.records.get(params.id)),
		'contact.update': ({ params, body }) => this.update(params.id, body as ContactChanges),
	};

	/** Oldest first. */
	[Symbol.iterator](): Iterator<Contact> {
		return this.records[Symbol.iterator]();
	}

	find(id: string): Contact | undefined {
		return this.records.find(id);
	}

	withPhone(phone: string): Contact | undefined {
		return this.byPhone.get(phone);
	}

	/** Adds tags and custom fields, replaces the rest; a contact that is new begins with `defaults`. */
	upsert(phone: string, changes: ContactChanges, defaults: ContactChanges = {}): Outcome {
		const known = this.byPhone.get(phone);
		if (!known)
			return { contact: this.create(phone, { ...defaults, ...changes }), status: 'created' };
		const tags = [...new Set([...known.tags, ...(changes.tags ?? [])])];
		const changed = this.apply(known, { ...changes, tags });
		return { contact: known, status: changed ? 'updated' : 'skipped' };
	}

	/** The newest, so that tests can look at some without fetching all. */
	snapshot(): { contactCount: number; contacts: Contact[] } {
		const all = [...this.records];
		return { contactCount: all.length, contacts: all.slice(-NEWEST_SHOWN) };
	}

	private list(call: OperationCall): Reply {
		const { search = '', tag = '', optedIn } = call.query;
		const part = search.toLowerCase();
		const wanted = (contact: Contact) =>
			(part === '' || described(contact).includes(part)) &&
			(tag === '' || contact.tags.includes(tag)) &&
			(optedIn === undefined || String(contact.optedIn) === optedIn);
		return this.records.page(call, { wanted });
	}

	private save({ phone, ...changes }: { phone: string } & ContactChanges): Reply {
		const { contact, status } = this.upsert(phone, changes);
		return status === 'created' ? created(contact) : ok(contact);
	}

	private update(id: string, changes: ContactChanges): Reply {
		const contact = this.records.get(id);
		this.apply(contact, changes);
		return ok(contact);
	}

	private create(phone: string, changes: ContactChanges): Contact {
		const now = new Date().toISOString();
		const contact: Contact = {
			id: newId('ct'),
			phone,
			name: changes.name ?? null,
			email: changes.email ?? null,
			tags: [...new Set(changes.tags)],
			customFields: merged({}, changes.customFields),
			optedIn: changes.optedIn ?? false,
			createdAt: now,
			updatedAt: now,
		};
		this.byPhone.set(phone, contact);
		return this.records.add(contact.id, contact);
	}

	/** False when that changes nothing. */
	private apply(contact: Contact, { customFields, ...changes }: ContactChanges): boolean {
		const after = {
			...contact,
			...changes,
			customFields: merged(contact.customFields, customFields),
		};
		if (JSON.stringify(after) === JSON.stringify(contact)) return false;
		Object.assign(contact, after, { updatedAt: new Date().toISOString() });
		return true;
	}
}

/** null removes a field. */
function merged(
	fields: Record<string, unknown>,
	changes: Record<string, unknown> = {},
): Record<string, unknown> {
	const all = Object.entries({ ...fields, ...changes });
	return Object.fromEntries(all.filter(([, value]) => value !== null));
}

function described({ name, phone, email }: Contact): string {
	return [name, phone, email].join(' ').toLowerCase();
}
