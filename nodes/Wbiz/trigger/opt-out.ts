import type { NoteChoice } from '../../shared/arrival/opt-out';
import { RequestError } from '../../shared/errors/request-error';
import { objectsIn } from '../../shared/list/pagination';
import { pathSegment, textFinder } from '../../shared/value';

const PATH = '/v1/contacts';

/**
 * The opt-in of the customer's contact. The page says that creating gives the existing contact, and not whether it
 * changes it: so what does not come back as wanted is changed by its ID.
 */
export const noteOptIn: NoteChoice = async (transport, { phone }, optedIn) => {
	if (phone === null)
		return 'the customer has no phone number, by which the platform knows contacts';
	const { body } = await transport.send(
		{ method: 'POST', path: PATH, query: {}, body: { phone, optedIn }, headers: {} },
		true,
	);
	const contacts = objectsIn(body, 'contact');
	if (contacts.some((contact) => contact.optedIn === optedIn)) return undefined;
	const id = textFinder(...contacts)('id', '_id', 'contactId');
	if (id === null) throw new RequestError('refused', 'the answer holds no ID of the contact');
	const path = `${PATH}/${pathSegment(id)}`;
	await transport.send({ method: 'PATCH', path, query: {}, body: { optedIn }, headers: {} }, true);
	return undefined;
};
