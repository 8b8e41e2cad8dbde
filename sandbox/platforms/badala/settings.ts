import { randomBytes } from 'node:crypto';

import type { Account } from '../../account/account';
import type { Settings } from '../../account/account';

/** Every event the vendor's page names. */
export const EVENTS = [
	'message.received',
	'message.sent',
	'message.delivered',
	'message.read',
	'conversation.created',
	'conversation.assigned',
	'conversation.closed',
	'contact.created',
	'contact.updated',
];

/** What Badala has beside the settings of every platform. */
export interface BadalaSettings {
	/** How many requests a token of the log-in is good for; null for ever. */
	tokenRequests: number | null;
	/** Whether lists are bare, or in `data` or `items`. */
	listShape: 'array' | 'data' | 'items';
	/** The most rows of a page of contacts; who asks for more gets as many. */
	maxTake: number;
	/** Entered by hand in the app; null for none. */
	webhookUrl: string | null;
	webhookSecret: string;
	webhookEvents: string[];
	/** Whether a delivery that is tried again gets another id. */
	renewDeliveryId: boolean;
}

export const startSettings: BadalaSettings = {
	tokenRequests: null,
	listShape: 'array',
	maxTake: 100,
	webhookUrl: null,
	webhookSecret: 'badala_whsec_sandbox_0123456789abcdef',
	webhookEvents: EVENTS,
	renewDeliveryId: false,
};

export function settingsOf({ settings }: Account): Settings & BadalaSettings {
	return settings as Settings & BadalaSettings;
}

export function newSecret(): string {
	return `badala_whsec_${randomBytes(16).toString('hex')}`;
}
