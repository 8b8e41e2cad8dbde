import { randomBytes } from 'node:crypto';

import type { Account } from '../../account';
import type { Reply } from '../../platform';
import { settingsOf } from './settings';

export function ok(body: unknown): Reply {
	return { status: 200, body };
}

export function created(body: unknown): Reply {
	return { status: 201, body };
}

/** A list in the form that the settings ask for; the vendor documents none. */
export function listed(account: Account, rows: unknown[]): Reply {
	const { listShape } = settingsOf(account);
	return ok(listShape === 'array' ? rows : { [listShape]: rows });
}

/** `details` only where the contract has found out which field is wrong. */
export function refusal(status: number, text: string): Reply {
	const [, message, fault, field] = /^(Validation failed): ((\S+) .+)$/.exec(text) ?? [];
	if (message === undefined) return { status, body: { message: text } };
	return { status, body: { message, details: [{ field, message: fault }] } };
}

export function newId(prefix: string): string {
	return `${prefix}_${randomBytes(12).toString('hex')}`;
}
