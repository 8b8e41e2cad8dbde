import { RequestError } from '../errors/request-error';
import { firstText, isObject, valueAt } from '../value';

/** Where the answer's rows may sit: the vendor documents that there are some, not their names. Assumed. */
const ROWS_AT = [
	'results',
	'data.results',
	'data',
	'rows',
	'data.rows',
	'contacts',
	'data.contacts',
	'items',
	'data.items',
	'',
];
/** What a row may say that was not taken. The vendor documents `created`, `updated` and `skipped`. Assumed. */
const REFUSED = ['refused', 'rejected', 'failed', 'error', 'invalid'];

type ResultRow = Record<string, unknown>;

/**
 * What became of each contact of a bulk import.
 *
 * @param answer the platform's answer to the call
 * @param phones the contacts that were sent, in their order
 * @returns for each contact `{ phone, status, ...row }`, or the reason why it was refused. `status` is `unknown`
 * where the call was accepted but its answer says nothing of the contact; then the answer's counts stand next to it.
 */
export function importResults(answer: unknown, phones: string[]): unknown[] {
	const find = finder(rowsIn(answer), phones);
	return phones.map((phone, index) => {
		const row = find(index);
		if (!row) return { phone, status: 'unknown', summary: countsIn(answer) };
		const status = firstText(row.status, row.result, row.action, row.outcome);
		const reason = firstText(row.reason, row.message, row.error, valueAt(row, 'error.message'));
		if (isRefused(row, status)) {
			return new RequestError('refused', reason ?? `the contact was ${status ?? 'refused'}`, {
				body: row,
			});
		}
		return { phone, status: status ?? 'unknown', ...row };
	});
}

function isRefused(row: ResultRow, status: string | undefined): boolean {
	if (row.success === false) return true;
	if (status !== undefined) return REFUSED.includes(status.toLowerCase());
	return firstText(row.error, valueAt(row, 'error.message')) !== undefined;
}

function rowsIn(answer: unknown): ResultRow[] {
	const rows = ROWS_AT.map((path) => valueAt(answer, path)).find(Array.isArray) as
		unknown[] | undefined;
	return (rows ?? []).filter(isObject);
}

/**
 * Finds a contact's row: by its number in the call, as long as the phone does not contradict it; else by its phone;
 * else, when no row has either of them, by its position in a complete list.
 */
function finder(rows: ResultRow[], phones: string[]): (index: number) => ResultRow | undefined {
	const first = countsFromOne(rows, phones.length) ? 1 : 0;
	const byNumber = new Map(rows.map((row) => [numberOf(row), row]));
	const byPhone = new Map(rows.map((row) => [phoneOf(row), row]));
	const plain = rows.every((row) => numberOf(row) === undefined && phoneOf(row) === undefined);
	return (index) => {
		const phone = digits(phones[index]);
		const numbered = byNumber.get(index + first);
		if (numbered && (phoneOf(numbered) ?? phone) === phone) return numbered;
		if (byPhone.has(phone)) return byPhone.get(phone);
		return plain && rows.length === phones.length ? rows[index] : undefined;
	};
}

/** A list of n rows that names row n, and not row 0, counts from 1. */
function countsFromOne(rows: ResultRow[], count: number): boolean {
	const numbers = rows.map(numberOf);
	return numbers.includes(count) && !numbers.includes(0);
}

function numberOf({ index, row }: ResultRow): number | undefined {
	return [index, row].find((value): value is number => typeof value === 'number');
}

function phoneOf(row: ResultRow): string | undefined {
	const phone = [row.phone, valueAt(row, 'contact.phone')].find(
		(value) => typeof value === 'string' || typeof value === 'number',
	);
	return phone === undefined ? undefined : digits(String(phone));
}

function digits(phone: string): string {
	return phone.replace(/\D/g, '');
}

/** The answer's own numbers (`created: 3`), without anything else: they stand next to every item. */
function countsIn(answer: unknown): Record<string, unknown> {
	const parts = [answer, valueAt(answer, 'data')].filter(isObject);
	return Object.fromEntries(
		parts.flatMap((part) => Object.entries(part).filter(([, value]) => typeof value === 'number')),
	);
}
