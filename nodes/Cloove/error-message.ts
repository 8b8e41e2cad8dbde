import type { ApiRequest } from '../shared/operation';
import type { Answer } from '../shared/platform';
import { isReplayed } from '../shared/run/idempotency';
import { firstText, isObject, listAt, valueAt } from '../shared/value';

/** The code of a request whose first try has not ended yet. */
export const IN_PROGRESS = 'request_in_progress';

/** What the vendor's codes mean for somebody who reads them in n8n. */
const MEANING: Record<string, string> = {
	expired_api_key: 'the API key has expired',
	ip_not_allowed: "the IP allowlist of the API key does not hold this n8n's address",
	origin_not_allowed:
		'the API key takes only requests from certain web pages, which n8n is none of',
	idempotency_key_reused: 'what was sent under it before stands, and this was not sent',
};

/** Errors are `{ error: "<code>", message, details: [{ field, message }] }`. */
export function rejectionReason(answer: Answer, request: ApiRequest): string | undefined {
	const { statusCode, body } = answer;
	if (statusCode < 400) return isForeignReplay(answer, request) ? FOREIGN_REPLAY : undefined;
	if (!isObject(body)) return statusCode === 403 ? BLOCKED : undefined;
	const code = firstText(body.error) ?? '';
	// The vendor's own message speaks of the key, as the one for a key that was used before does.
	if (code === IN_PROGRESS) return `the same message is still under way (${IN_PROGRESS})`;
	const reason = firstText(body.message, valueAt(body, 'error.message'), code);
	const parts = [
		withDetails(reason ?? `HTTP ${statusCode}`, body),
		meaningOf(code, reason, request),
	];
	return parts.filter((part) => part !== undefined).join('; ');
}

/** Cloudflare answers with a page, or with plain text. */
const BLOCKED =
	'the firewall in front of Cloove refused the request before the API saw it (HTTP 403); try another "User Agent" in the credential';

const FOREIGN_REPLAY =
	'the same Idempotency-Key was used for another conversation before; nothing was sent to this one';

/** One key for several conversations: the answer is another's, and this one got nothing. */
export function isForeignReplay(answer: Answer, { path }: ApiRequest): boolean {
	const [, asked] = /\/conversations\/([^/]+)\/messages$/.exec(path) ?? [];
	const answered = firstText(valueAt(answer.body, 'data.conversationId'));
	if (asked === undefined || answered === undefined || !isReplayed(answer)) return false;
	return encodeURIComponent(answered).toLowerCase() !== asked.toLowerCase();
}

function withDetails(reason: string, body: unknown): string {
	const details = listAt(body, 'details').flatMap((detail) => {
		const message = firstText(valueAt(detail, 'message'), detail);
		const field = firstText(valueAt(detail, 'field'));
		if (message === undefined) return field ?? [];
		if (reason.includes(message)) return [];
		return field === undefined ? message : `${field}: ${message}`;
	});
	return details.length > 0 ? `${reason} (${details.join('; ')})` : reason;
}

function meaningOf(
	code: string,
	reason: string | undefined,
	request: ApiRequest,
): string | undefined {
	if (code === 'missing_scope') return missingScope(reason ?? '', request);
	// The vendor does not document the code of a send outside of the window.
	if (/window/i.test(code)) return "it is outside of WhatsApp's 24-hour window";
	return Object.hasOwn(MEANING, code) ? MEANING[code] : undefined;
}

function missingScope(reason: string, request: ApiRequest): string | undefined {
	const named = /\b[a-z]+(:[a-z]+)+\b/.test(reason);
	if (named) return /scope/i.test(reason) ? undefined : 'the API key lacks this scope';
	const scope = scopeOf(request);
	return scope === undefined ? 'the API key lacks a scope' : `the call needs the scope ${scope}`;
}

/** The scope that the vendor's page names for a call; `undefined` for calls that are not on that page. */
function scopeOf({ method, path }: ApiRequest): string | undefined {
	if (!path.startsWith('/v1/messaging/')) return undefined;
	if (method !== 'GET') return 'messaging:messages:send';
	return path === '/v1/messaging/conversations'
		? 'messaging:conversations:read'
		: 'messaging:messages:read';
}
