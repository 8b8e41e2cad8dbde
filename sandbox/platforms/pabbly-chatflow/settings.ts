import type { Account } from '../../account/account';
import type { Settings } from '../../account/account';

/** What Pabbly Chatflow has beside the settings of every platform. */
export interface PabblySettings {
	/** Entered by hand in the app; any secret stands in its query. null for none. */
	webhookUrl: string | null;
	/** The vendor documents no payload: the names of its own app, or Meta's payload passed on. */
	webhookShape: 'app' | 'meta';
	/** Whether the webhook gets what the business sends, too. */
	webhookEchoes: boolean;
	/** How many messages of a broadcast are sent in a second. */
	broadcastPerSecond: number;
	/** How many contacts there are beside the others, as if imported from a file. */
	importedContacts: number;
}

export const startSettings: PabblySettings = {
	webhookUrl: null,
	webhookShape: 'app',
	webhookEchoes: false,
	broadcastPerSecond: 50,
	importedContacts: 0,
};

export function settingsOf({ settings }: Account): Settings & PabblySettings {
	return settings as Settings & PabblySettings;
}
