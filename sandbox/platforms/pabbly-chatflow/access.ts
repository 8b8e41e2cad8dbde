import { randomBytes } from 'node:crypto';

import type { Reply } from '../../http/types';

/** The usual envelope: a word for success, though the page's introduction says `success: true`. */
export function success(message: string, data: unknown): Reply {
	return { status: 200, body: { status: 'success', message, data } };
}

/** The envelope of single and multi product messages and of the product list. */
export function successFlag(message: string, data: unknown): Reply {
	return { status: 200, body: { success: true, message, data } };
}

export function refusal(status: number, text: string): Reply {
	return { status, body: { success: false, error: text } };
}

/** A new id in the form of all ids here: 24 hexadecimal digits. */
export function newObjectId(): string {
	return randomBytes(12).toString('hex');
}
