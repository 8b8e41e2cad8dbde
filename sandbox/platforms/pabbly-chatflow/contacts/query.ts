import type { Account } from '../../../account/account';
import type { OperationCall, Reply } from '../../../http/types';
import { success } from '../access';
import type { Attribute, Contact } from './contacts';
import { tagNames } from './input';
import { hasAttribute } from './lists';
import { rowView } from './views';

const CAP = 25;

/** The page of contacts that the query asks for. */
export function pageOfContacts(account: Account, all: Contact[], { query }: OperationCall): Reply {
	const limit = Math.min(Number(query.limit ?? CAP), CAP);
	const page = Number(query.page ?? 1);
	const found = all.filter((contact) => isWanted(contact, query));
	if (query.order !== '1') found.reverse();
	const rows = found.slice((page - 1) * limit, page * limit);
	const remainingCount = Math.max(0, found.length - page * limit);
	return success('Contacts retrieved successfully', {
		contacts: rows.map(rowView),
		next: remainingCount > 0 ? nextAddress(account, query, limit, page + 1) : null,
		totalCount: found.length,
		currentPage: page,
		remainingCount,
		count: rows.length,
	});
}

function isWanted(contact: Contact, query: OperationCall['query']): boolean {
	const { name = '', mobile = '', tags, optin, source, incomingBlocked } = query;
	const wantedTags = tagNames(tags);
	return (
		contact.name.toLowerCase().includes(name.toLowerCase()) &&
		contact.mobile.includes(mobile) &&
		(wantedTags.length === 0 || wantedTags.some((tag) => contact.tags.includes(tag))) &&
		(optin === undefined || String(contact.optin) === optin) &&
		(source === undefined || contact.source === source) &&
		(incomingBlocked === undefined || String(contact.incomingBlocked) === incomingBlocked) &&
		attributesOf(query).every((wanted) => hasAttribute(contact, wanted))
	);
}

/** The contract has made sure that it is a list of names and values. */
function attributesOf({ attributes }: OperationCall['query']): Attribute[] {
	return (attributes as unknown as Attribute[] | undefined) ?? [];
}

function nextAddress(
	{ origin, platform }: Account,
	query: OperationCall['query'],
	limit: number,
	page: number,
): string {
	const parameters = new URLSearchParams(query as Record<string, string>);
	parameters.delete('attributes');
	for (const [index, { name, value }] of attributesOf(query).entries()) {
		parameters.set(`attributes[${index}][name]`, name);
		parameters.set(`attributes[${index}][value]`, value);
	}
	parameters.set('limit', String(limit));
	parameters.set('page', String(page));
	return `${origin()}/${platform.id}${platform.apiPath}/contacts?${parameters}`;
}
