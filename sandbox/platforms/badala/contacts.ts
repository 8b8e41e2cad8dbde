import { parse } from 'csv-parse/sync';

import type { Account } from '../../account/account';
import { Refusal } from '../../http/refusal';
import type { OperationCall, Operations, Reply, UploadedFile } from '../../http/types';
import { created, listed, ok } from './access';
import {
	type Contact,
	type ContactChanges,
	type Contacts,
	E164,
	type Outcome,
} from './records/contacts';
import type { Conversations } from './records/conversations';
import { settingsOf } from './settings';
import type { Events } from './webhook';

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
			// Contacts are distinguished by phone, so another phone would be another contact (assumed).
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

export interface ImportSummary {
	fileName: string;
	rows: number;
	created: number;
	updated: number;
	refused: number;
}

interface Result {
	/** From 1. */
	row: number;
	/** As it came. */
	phone: string | null;
	status: 'created' | 'updated' | 'refused';
	id?: string;
	/** Why it was refused. */
	message?: string;
}

/** Column names in lower case, and what the contact calls them. Others keep their name. */
const COLUMNS: Record<string, string> = {
	phone: 'phone',
	name: 'name',
	email: 'email',
	tags: 'tags',
	externalid: 'externalId',
	marketingconsent: 'marketingConsent',
	company: 'company',
	source: 'source',
	createdat: 'createdAt',
};

/** Contacts from a file. A row that cannot be taken does not hold up the others. */
export class ContactImport {
	readonly done: ImportSummary[] = [];

	constructor(
		private readonly contacts: Contacts,
		private readonly events: Events,
	) {}

	readonly operations: Operations = {
		'contact.import': ({ files }) => {
			const rows = rowsOf(files.file);
			const results = rows.map((cells, index) => this.take(cells, index + 1));
			const count = (status: Result['status']) =>
				results.filter((result) => result.status === status).length;
			const counts = {
				created: count('created'),
				updated: count('updated'),
				refused: count('refused'),
			};
			this.done.push({ fileName: files.file.filename, rows: rows.length, ...counts });
			return ok({ ...counts, results });
		},
	};

	private take(cells: Record<string, string>, row: number): Result {
		const phone = cells.phone ?? null;
		try {
			const outcome = this.save(cells);
			this.events.tellContact(outcome);
			return { row, phone, status: outcome.status, id: outcome.contact.id };
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			return { row, phone, status: 'refused', message: error.message };
		}
	}

	/** Matched by externalId first, then by phone. */
	private save({ createdAt, ...cells }: Record<string, string>): Outcome {
		const changes = read(cells);
		const at = createdAt === undefined ? undefined : readDate(createdAt);
		const { phone } = changes;
		const known =
			this.contacts.withExternalId(cells.externalId ?? '') ?? this.contacts.withPhone(phone ?? '');
		if (!known) {
			if (phone === undefined) throw new Refusal(400, 'A phone number is required');
			return { contact: this.contacts.add(phone, changes, at), status: 'created', changed: true };
		}
		const other = this.contacts.withPhone(phone ?? known.phone);
		if (other && other !== known) {
			throw new Refusal(400, 'Another contact has this phone number');
		}
		return { contact: known, status: 'updated', changed: this.contacts.apply(known, changes) };
	}
}

/** @throws Refusal 400 unless it is a CSV file with a header that says which contacts are meant */
function rowsOf(file?: UploadedFile): Array<Record<string, string>> {
	if (!file) throw new Refusal(400, 'A file is required: multipart/form-data with the field file');
	const [header, ...lines] = readCsv(file.bytes) ?? [];
	if (!header) throw new Refusal(400, 'The file is empty, or not CSV');
	const names = header.map((name) => COLUMNS[name.trim().toLowerCase()] ?? name.trim());
	if (!names.includes('phone') && !names.includes('externalId')) {
		throw new Refusal(400, 'The file has neither a column phone nor a column externalId');
	}
	return lines.map((cells) =>
		Object.fromEntries(
			names.map((name, index) => [name, (cells[index] ?? '').trim()]).filter(([, cell]) => cell),
		),
	);
}

function read({ tags, phone, marketingConsent, ...cells }: Record<string, string>): ContactChanges {
	return {
		...cells,
		...(phone === undefined ? {} : { phone: readPhone(phone) }),
		...(tags === undefined ? {} : { tags: readTags(tags) }),
		...(marketingConsent === undefined ? {} : { marketingConsent: readFlag(marketingConsent) }),
	};
}

/** With or without the plus, as spreadsheets take it for a sign (assumed). */
function readPhone(cell: string): string {
	const phone = `+${cell.replace(/^\+/, '')}`;
	if (!E164.test(phone)) throw new Refusal(400, 'Invalid phone number');
	return phone;
}

function readTags(cell: string): string[] {
	const tags = cell.split(',').map((tag) => tag.trim());
	return tags.filter((tag) => tag !== '');
}

function readFlag(cell: string): boolean {
	const flag = cell.toLowerCase();
	if (flag === 'true' || flag === 'false') return flag === 'true';
	throw new Refusal(400, 'marketingConsent must be true or false');
}

function readDate(cell: string): string {
	const at = Date.parse(cell);
	if (Number.isNaN(at)) throw new Refusal(400, 'createdAt must be a date');
	return new Date(at).toISOString();
}

/** @returns undefined for what is not CSV, such as a quote that is not closed */
function readCsv(bytes: Buffer): string[][] | undefined {
	try {
		return parse(bytes, { bom: true, relaxColumnCount: true, skipEmptyLines: true });
	} catch {
		return undefined;
	}
}
