import type { Account } from '../../account/account';
import type { Settings } from '../../account/account';

/** What the messaging endpoints ask for. */
export const SCOPES = [
	'messaging:conversations:read',
	'messaging:messages:read',
	'messaging:messages:send',
];

export const MESSAGING_EVENTS = [
	'messaging.message.received',
	'messaging.message.sent',
	'messaging.message.delivery_updated',
	'messaging.conversation.assigned',
];

/** What Cloove has beside the settings of every platform. */
export interface ClooveSettings {
	/** Those of the key. */
	scopes: string[];
	/** All calls of a key together; null for no limit. */
	requestsPerMinute: number | null;
	/** Whether a refusal over that limit carries Retry-After: the vendor's page says so, but it is often missing. */
	retryAfter: boolean;
	/** Whether the caller's address is on the key's list. */
	allowedIp: boolean;
	/** Most rows of a page of conversations; null for a list that is not paged, as on the vendor's page. */
	pageSize: number | null;
	/** How many messages come with a conversation. */
	messagesPerConversation: number;
	/** How long a send, taken at once, is under way before it is answered. */
	sendMs: number;
	/** Entered by hand in the dashboard. null for none. */
	webhookUrl: string | null;
	webhookSecret: string;
	/** Which of the messaging events the webhook gets; all others are sent only when they are asked for. */
	webhookEvents: string[];
	/** The vendor shows no data of a messaging event: the message's fields, or no more than ids. */
	webhookData: 'full' | 'ids';
}

export const startSettings: ClooveSettings = {
	scopes: SCOPES,
	requestsPerMinute: 120,
	retryAfter: true,
	allowedIp: true,
	pageSize: null,
	messagesPerConversation: 50,
	sendMs: 0,
	webhookUrl: null,
	webhookSecret: 'whsec_sandboxcloove0123456789abcdef',
	webhookEvents: MESSAGING_EVENTS,
	webhookData: 'full',
};

export function settingsOf({ settings }: Account): Settings & ClooveSettings {
	return settings as Settings & ClooveSettings;
}
