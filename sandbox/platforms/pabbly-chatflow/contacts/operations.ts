import type { Account } from '../../../account/account';
import { Refusal } from '../../../http/refusal';
import type { OperationCall, Operations, Reply } from '../../../http/types';
import { success } from '../access';
import type { Contact, ContactChanges, Contacts } from './contacts';
import { checkVocabulary, type ContactInput, readContact, tagNames } from './input';
import { pageOfContacts } from './query';
import { createdView, fullView, updatedView } from './views';

type OnDuplicate = 'skip' | 'overwrite' | 'error';

export function contactOperations(account: Account, contacts: Contacts): Operations {
	const get = (id: string): Contact => {
		const contact = contacts.find(id);
		if (!contact) throw new Refusal(404, 'Contact not found');
		return contact;
	};
	return {
		'contact.create': ({ query, body }) =>
			create(contacts, body as NewContact[], (query.onDuplicate ?? 'skip') as OnDuplicate),

		'contact.update': ({ params, body }) => update(contacts, get(params.id), body as Update),

		'contact.get': ({ params }) =>
			success('Contact retrieved successfully.', fullView(account, get(params.id))),

		'contact.getMany': (call: OperationCall) => pageOfContacts(account, contacts.all(), call),
	};
}

type NewContact = { mobile: string } & ContactInput;

/** What the settings do not know fails the contact, not the request (assumed). */
function create(contacts: Contacts, wanted: NewContact[], onDuplicate: OnDuplicate): Reply {
	const createdContacts: unknown[] = [];
	const failedContacts: unknown[] = [];
	for (const { mobile, ...input } of wanted) {
		try {
			const saved = save(contacts, mobile, readContact(input), onDuplicate);
			if (saved) createdContacts.push(createdView(saved));
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			failedContacts.push({ mobile, ...input, error: error.message });
		}
	}
	const count = createdContacts.length;
	const data = { createdContacts, failedCount: failedContacts.length, failedContacts };
	return success(`${count} ${count > 1 ? 'contacts' : 'contact'} saved successfully`, data);
}

/** Nothing when a contact with that number exists and is to be left alone. */
function save(
	contacts: Contacts,
	mobile: string,
	changes: ContactChanges,
	onDuplicate: OnDuplicate,
): Contact | undefined {
	if (!contacts.withMobile(mobile)) return contacts.add(mobile, 'api', changes);
	if (onDuplicate === 'skip') return undefined;
	if (onDuplicate === 'error') throw new Refusal(400, 'Contact already exists');
	return contacts.upsert(mobile, 'api', changes);
}

type Update = Partial<NewContact> & { tagsToAdd?: ContactInput['tags'] } & {
	tagsToRemove?: ContactInput['tags'];
};

function update(
	contacts: Contacts,
	contact: Contact,
	{ mobile, tagsToAdd, tagsToRemove, ...input }: Update,
): Reply {
	const changes = readContact(input);
	const added = tagNames(tagsToAdd);
	checkVocabulary(added, []);
	const other = mobile === undefined ? undefined : contacts.withMobile(mobile);
	if (other && other !== contact) {
		throw new Refusal(400, 'Another contact has this phone number');
	}
	const removed = tagNames(tagsToRemove);
	const tags = [...(changes.tags ?? contact.tags), ...added];
	contacts.change(contact, {
		...changes,
		...(mobile === undefined ? {} : { mobile }),
		tags: tags.filter((tag) => !removed.includes(tag)),
	});
	return success('Contact updated successfully', updatedView(contact));
}
