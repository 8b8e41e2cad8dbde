import type { NoteChoice } from '../../shared/arrival/opt-out';
import { pathSegment, textOrNull } from '../../shared/value';

const CONTACTS = '/orgs/{orgId}/contacts';

/**
 * The marketing consent of the customer's contact, which the event names. That the API calls it `marketingConsent`, as
 * the vendor's import and privacy page do, is assumed.
 */
export const noteConsent: NoteChoice = async (
	transport,
	{ contactId, phone },
	marketingConsent,
) => {
	const id = textOrNull(contactId);
	if (id === null && phone === null) return 'the event names neither a contact nor a phone number';
	const body = { ...(id === null ? { phone } : {}), marketingConsent };
	const [method, path] =
		id === null
			? (['POST', CONTACTS] as const)
			: (['PATCH', `${CONTACTS}/${pathSegment(id)}`] as const);
	await transport.send({ method, path, query: {}, body, headers: {} }, true);
	return undefined;
};
