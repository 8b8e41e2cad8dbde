import type { Account } from '../../../account/account';
import type { Contact } from './contacts';
import { listsOf } from './lists';

const SETTING_ID = '6764020afc60086212ad5119';
const USER_ID = '668e6cd7aacce52500000001';

/** As the answer of a creation shows it. */
export function createdView(contact: Contact): Record<string, unknown> {
	const { mobile, name, optin, incomingBlocked, tags, attributes, source } = contact;
	return {
		mobile,
		name,
		optin,
		incomingBlocked,
		tags,
		attributes: attributes.map((attribute) => ({ name: attribute.name, value: attribute.value })),
		source,
		list: listsOf(contact),
	};
}

/** As the answer of an update shows it. */
export function updatedView(contact: Contact): Record<string, unknown> {
	const { _id, name, mobile, source, optin, attributes, incomingBlocked, tags } = contact;
	return {
		_id,
		name,
		countryCode: countryCode(mobile),
		mobile,
		status: optin ? 'active' : 'inactive',
		source,
		optin,
		attributes,
		incomingBlocked,
		list: listsOf(contact),
		tags,
		__v: contact.version,
		createdAt: contact.createdAt.toISOString(),
		updatedAt: contact.updatedAt.toISOString(),
	};
}

/** As a list shows it. */
export function rowView(contact: Contact): Record<string, unknown> {
	return { ...updatedView(contact), broadcastIds: contact.broadcastIds };
}

/** As it is shown on its own. */
export function fullView(account: Account, contact: Contact): Record<string, unknown> {
	const { lastActive } = contact;
	const active =
		lastActive === null ? {} : { lastActive: account.clock.date(lastActive).toISOString() };
	return { ...rowView(contact), settingId: SETTING_ID, userId: USER_ID, ...active };
}

/** Countries with a dialing code of one digit, and the beginnings of those with three. */
const ONE_DIGIT = /^[17]/;
const THREE_DIGITS = /^(2[1-69]|3[578]|42|5[09]|6[7-9]|8[0578]|9[679])/;

/** The dialing code that a full number begins with. */
export function countryCode(mobile: string): string {
	if (ONE_DIGIT.test(mobile)) return mobile.slice(0, 1);
	return mobile.slice(0, THREE_DIGITS.test(mobile) ? 3 : 2);
}
