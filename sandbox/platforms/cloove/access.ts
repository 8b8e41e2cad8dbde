import type { IncomingHttpHeaders } from 'node:http';

import type { Account } from '../../account/account';
import { type Pace, SlidingWindow } from '../../account/rate-limit';
import { Refusal } from '../../http/refusal';
import type { ContractOperation, Reply } from '../../http/types';
import { settingsOf } from './settings';

/** The user agents that HTTP libraries send unless they are configured. */
const LIBRARY = /^(axios\/.*|node|n8n|python-requests.*|curl\/.*)?$/i;

const BANNED = `<!DOCTYPE html>
<html lang="en-US">
<head><title>Access denied | api.clooveai.com used Cloudflare to restrict access</title></head>
<body>
<h1>Error 1010</h1>
<p>The owner of this website has banned your access based on your browser's signature.</p>
</body>
</html>
`;

/** Cloudflare, which stands before the API, knows nothing of the API's form of an error. */
export function firewall({ 'user-agent': agent = '' }: IncomingHttpHeaders): Reply | undefined {
	if (!LIBRARY.test(agent.trim())) return undefined;
	return { status: 403, body: BANNED, headers: { 'Content-Type': 'text/html; charset=utf-8' } };
}

/** A publishable key (pk) opens nothing. */
export function authorised({ settings }: Account, { authorization }: IncomingHttpHeaders): boolean {
	return authorization === `Bearer ${settings.apiKey}` && !/^clv_\w+_pk_/.test(settings.apiKey);
}

/** @throws Refusal 403 for a caller whose address is not on the key's list, and for a key without the scope */
export function admit(account: Account, operation: ContractOperation): void {
	const { scopes, allowedIp } = settingsOf(account);
	if (!allowedIp) {
		throw new Refusal(403, 'This IP address is not allowed for the API key', {
			error: 'ip_not_allowed',
		});
	}
	const scope = operation['x-scope'] as string;
	if (!scopes.some((granted) => covers(granted, scope))) {
		throw new Refusal(403, `This API key lacks the required scope ${scope}`);
	}
}

/** A parent's read covers the reads below it, and never a write. */
function covers(granted: string, wanted: string): boolean {
	if (granted === wanted) return true;
	const parent = granted.replace(/(?<=:)read$/, '');
	return parent !== granted && wanted.startsWith(parent) && wanted.endsWith(':read');
}

const MINUTE_MS = 60_000;

/** The limit on all calls of a key. A call that is refused is not counted. */
export class KeyLimit {
	private readonly windows = new Map<string, SlidingWindow>();

	/** `retryAfter`: whether a refusal says in a header how long to wait. */
	take(key: string, limit: number, retryAfter: boolean, now = performance.now()): Pace {
		const window = this.windows.get(key) ?? new SlidingWindow(MINUTE_MS);
		this.windows.set(key, window);
		const allowed = window.take(limit, now);
		const headers: Record<string, string> = { 'X-RateLimit-Limit': String(limit) };
		if (!allowed && retryAfter) Object.assign(headers, window.retryAfter(limit, now));
		return { allowed, headers };
	}
}

/** What an error is called when nothing closer is known; 400, 422, 429 and 500 are assumed. */
const CODES: Record<number, string> = {
	400: 'validation_failed',
	401: 'invalid_api_key',
	403: 'missing_scope',
	404: 'not_found',
	409: 'request_in_progress',
	422: 'validation_failed',
	429: 'rate_limited',
};

/** How the sandbox's contract describes what is wrong with a field. A body that cannot be read has no field. */
const INVALID_FIELD = /^Invalid request: (?!body )(\S+) (.+)$/;

export interface FieldFault {
	field: string;
	message: string;
}

/** `success` is on no page of the vendor's, but in its answers. */
export function answer(status: 200 | 201, message: string, data: unknown, meta?: object): Reply {
	return { status, body: { success: true, message, data, ...(meta ? { meta } : {}) } };
}

/** An error in the vendor's form; the details of a Refusal may name a code and faulty fields. */
export function refusal(status: number, message: string, details?: Record<string, unknown>): Reply {
	const [, field, fault] = INVALID_FIELD.exec(message) ?? [];
	if (status === 400 && field !== undefined) return refusedFields([{ field, message: fault }]);
	const error = CODES[status] ?? 'internal_error';
	return { status, body: { error, message, ...details } };
}

function refusedFields(details: FieldFault[]): Reply {
	const message = details.map((fault) => `${fault.field} ${fault.message}`).join('; ');
	return { status: 422, body: { error: CODES[422], message, details } };
}

/** The refusal of values that the contract cannot judge. */
export function invalidFields(details: FieldFault[]): Refusal {
	const { message } = refusedFields(details).body as { message: string };
	return new Refusal(422, message, { details });
}
