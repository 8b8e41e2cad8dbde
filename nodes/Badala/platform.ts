import type { ApiRequest } from '../shared/operation';
import type { Answer, Platform } from '../shared/platform';
import { WEBHOOK_SECRET_FIELDS } from '../shared/trigger/secrets';
import { firstText, isObject, textOrNull, valueAt } from '../shared/value';
import { errorMessage } from './error-message';

/** Badala. API documentation: https://docs.badala.app/docs/api */
export const platform: Platform = {
	name: 'Badala',
	credential: 'badalaApi',
	pathFields: { orgId: 'Organization ID' },
	logsIn: true,
	secretFields: ['token', 'password', 'sessionToken', ...WEBHOOK_SECRET_FIELDS],
	secretKeys: [],
	keyFields: ['email', 'token'],
	// Badala has no limit of its own; the vendor names 80 for the first of Meta's tiers.
	documentedLimit: { requests: 80, seconds: 1 },
	rejectionReason,
	isRefusalOfWhatsApp,
	sendsMessage,
	isConfirmation,
	messageId,
};

/** Errors have a status of 400 and more. */
function rejectionReason({ statusCode, body }: Answer): string | undefined {
	return statusCode >= 400 ? errorMessage(body) : undefined;
}

/**
 * Meta's codes for a message that it does not take: a parameter that is missing or wrong, a closed 24-hour window, an
 * unknown type, and what is wrong with a template.
 */
const REFUSED_BY_META = /\(#(131008|131009|131047|131051|132\d{3})\)/;

/**
 * A 502 is a failure at Meta. The page does not say whether it is a refusal, nor show its text: that Meta's code stands in
 * it in Meta's form is assumed. Without such a code a message may have left.
 */
function isRefusalOfWhatsApp({ statusCode, body }: Answer): boolean {
	return statusCode === 502 && REFUSED_BY_META.test(errorMessage(body) ?? '');
}

function sendsMessage({ method, path }: ApiRequest): boolean {
	return method === 'POST' && /\/(conversations\/[^/]+\/messages|templates\/send)$/.test(path);
}

/** Assumed, as no answer to a send is documented: an ID of anything, or a plain yes. */
function isConfirmation(body: unknown): boolean {
	return ['', 'data', 'message'].some((path) => {
		const part = valueAt(body, path);
		if (!isObject(part)) return false;
		return part.success === true || textOrNull(part.id) !== null;
	});
}

/**
 * The id by which the vendor's webhooks call the message. No answer to a send is documented, so the likely keys are
 * tried. A bare `id` counts only where the answer is a message, not a contact or a conversation.
 */
function messageId(body: unknown): string | undefined {
	const parts = ['', 'data', 'message'].map((path) => valueAt(body, path)).filter(isObject);
	const ids = parts.flatMap((part) => {
		const isMessage = part.conversationId !== undefined || part.direction !== undefined;
		return [part.messageId, isMessage ? part.id : undefined, part.wamid, part.waMessageId];
	});
	const numbers = ids.map((id) => (typeof id === 'number' ? String(id) : id));
	return firstText(...numbers);
}
