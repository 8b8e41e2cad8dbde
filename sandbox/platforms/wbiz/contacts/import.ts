import type { Operations } from '../../../http/types';
import { E164 } from '../messages/messages';
import { ok } from '../records/records';
import type { ContactChanges, Contacts } from './contacts';

type Row = ContactChanges & { phone?: unknown };

interface Import {
	contacts: Row[];
	defaultTags?: string[];
	defaultOptedIn?: boolean;
}

/** A country code that is given to nobody, so that a well-formed number can be refused too (assumed). */
const NOBODYS = '+999';

interface Result {
	/** From 0. */
	index: number;
	/** As it came. */
	phone: unknown;
	status: 'created' | 'updated' | 'skipped' | 'refused';
	id?: string;
	reason?: string;
}

/** Many contacts in one call. A row that cannot be taken does not hold up the others. */
export function importOperations(contacts: Contacts): Operations {
	return {
		'contact.import': ({ body }) => {
			const wanted = body as Import;
			const results = wanted.contacts.map((row, index) => ({
				index,
				...result(contacts, row, wanted),
			}));
			const count = (status: Result['status']) =>
				results.filter((one) => one.status === status).length;
			return ok({
				results,
				created: count('created'),
				updated: count('updated'),
				skipped: count('skipped'),
				refused: count('refused'),
			});
		},
	};
}

function result(
	contacts: Contacts,
	{ phone = null, ...changes }: Row,
	{ defaultTags = [], defaultOptedIn = false }: Import,
): Omit<Result, 'index'> {
	if (typeof phone !== 'string' || !E164.test(phone) || phone.startsWith(NOBODYS)) {
		return { phone, status: 'refused', reason: 'Invalid phone number' };
	}
	const tags = [...(changes.tags ?? []), ...defaultTags];
	const defaults = { optedIn: defaultOptedIn };
	const { contact, status } = contacts.upsert(phone, { ...changes, tags }, defaults);
	return { phone, status, id: contact.id };
}
