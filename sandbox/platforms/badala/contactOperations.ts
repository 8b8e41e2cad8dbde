import type { Account } from '../../account';
import type { OperationCall, Operations, Reply } from '../../platform';
import { Refusal } from '../../refusal';
import { created, listed, ok } from './answers';
import type { Contact, ContactChanges, Contacts } from './contacts';
import type { Conversations } from './conversations';
import type { Events } from './events';
import { settingsOf } from './settings';

const DEFAULT_TAKE = 50;

export function contactOperations(
	account: Account,
	contacts: Contacts,
	conversations: Conversations,
	events: Events,
): Operations {
	const get = (id: string): Contact => {
		const contact = contacts.find(id);
		if (!contact) throw new Refusal(404, 'Contact not found');
		return contact;
	};
	return {
		'contact.getMany': (call) => page(account, contacts.newest(), call),

		'contact.get': ({ params }) => {
			const contact = get(params.contactId);
			return ok({ ...contact, conversations: conversations.viewsOf(contact) });
		},

		'contact.upsert': ({ body }) => {
			const changes = body as ContactChanges & { phone: string };
			const outcome = contacts.upsert(changes.phone, changes);
			events.tellContact(outcome);
			return outcome.status === 'created' ? created(outcome.contact) : ok(outcome.contact);
		},

		'contact.update': ({ params, body }) => {
			const contact = get(params.contactId);
			const changes = body as ContactChanges;
			// Contacts are told apart by phone, so another phone would be another contact (assumed).
			if ('phone' in changes) throw new Refusal(400, 'Validation failed: phone cannot be changed');
			const changed = contacts.apply(contact, changes);
			events.tellContact({ contact, status: 'updated', changed });
			return ok(contact);
		},
	};
}

/** Pages by offset, so that rows repeat when contacts are added meanwhile, as with the vendor. */
function page(account: Account, rows: Contact[], { query }: OperationCall): Reply {
	const part = (query.search ?? '').toLowerCase();
	const found = rows.filter((contact) => part === '' || described(contact).includes(part));
	const skip = Number(query.skip ?? 0);
	const take = Math.min(Number(query.take ?? DEFAULT_TAKE), settingsOf(account).maxTake);
	return listed(account, found.slice(skip, skip + take));
}

function described({ name, phone, email, externalId }: Contact): string {
	return [name, phone, email, externalId].join('\n').toLowerCase();
}
