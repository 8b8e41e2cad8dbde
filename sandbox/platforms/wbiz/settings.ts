import type { Account } from '../../account/account';
import type { Settings } from '../../account/account';

/** Every scope the vendor's page names. */
export const SCOPES = [
	'messages:send',
	'templates:read',
	'templates:write',
	'contacts:read',
	'contacts:write',
	'inbox:read',
	'webhooks:manage',
	'events:read',
	'tags:read',
	'tags:write',
	'fields:read',
	'fields:write',
	'quick_replies:write',
	'interactive:write',
	'flows:read',
	'flows:write',
	'campaigns:read',
	'campaigns:write',
	'media:write',
];

/** The vendor's plans. */
export type PlanName = 'starter' | 'growth' | 'scale';

/**
 * The forms that are common among vendors; WBIZ documents none. Always HMAC-SHA256:
 * - hex, base64, sha256=hex: of the body
 * - pairs: `t=<unix seconds>,v1=<hex>`, of `<t>.<body>`
 * - timestampHeader: hex, of `<t>.<body>`, with the time in a header of its own
 * - standard: Standard Webhooks, with headers of its own names
 */
export type SignatureForm =
	'hex' | 'base64' | 'sha256=hex' | 'pairs' | 'timestampHeader' | 'standard';

/** What WBIZ has beside the settings of every platform. */
export interface WbizSettings {
	/** Those of the key. */
	scopes: string[];
	entitled: boolean;
	/** Whose limits count; null for none, and no headers. */
	plan: PlanName | null;
	/** Whether a refusal over the plan's limit carries Retry-After. */
	retryAfter: boolean;
	signature: { form: SignatureForm; header?: string };
	/** Where the events feed begins for a caller without a cursor. */
	feedStart: 'oldest' | 'newest';
	/** How many messages of a campaign are sent in a second. */
	campaignPerSecond: number;
}

export const startSettings: WbizSettings = {
	scopes: SCOPES,
	entitled: true,
	plan: null,
	retryAfter: false,
	signature: { form: 'pairs' },
	feedStart: 'oldest',
	campaignPerSecond: 50,
};

export function settingsOf({ settings }: Account): Settings & WbizSettings {
	return settings as Settings & WbizSettings;
}
