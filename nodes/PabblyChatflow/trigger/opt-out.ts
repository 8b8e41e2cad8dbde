import type { NoteChoice } from '../../shared/arrival/opt-out';
import { RequestError } from '../../shared/errors/request-error';
import { firstText, listAt, pathSegment, valueAt } from '../../shared/value';

/**
 * The opt-in of the customer's contact, found by the number; a customer without a contact gets one. Only this field
 * is sent: to overwrite the contact could empty others.
 */
export const noteOptIn: NoteChoice = async (transport, { phone }, optin) => {
	if (phone === null)
		return 'the customer has no phone number, by which the platform knows contacts';
	const mobile = phone.slice(1);
	const ask = { method: 'GET', path: '/contacts', query: { mobile }, headers: {} } as const;
	const { body } = await transport.send(ask, true);
	const contact = listAt(body, 'data.contacts').find(
		(row) => String(valueAt(row, 'mobile')).replace(/\D/g, '') === mobile,
	);
	if (contact === undefined) {
		await transport.send(
			{ method: 'POST', path: '/contacts', query: {}, body: [{ mobile, optin }], headers: {} },
			true,
		);
		return undefined;
	}
	const id = firstText(valueAt(contact, '_id'));
	if (id === undefined) throw new RequestError('refused', 'the answer holds no ID of the contact');
	const path = `/contacts/${pathSegment(id)}`;
	await transport.send({ method: 'PUT', path, query: {}, body: { optin }, headers: {} }, true);
	return undefined;
};
