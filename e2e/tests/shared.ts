import type { InstalledN8n } from '../n8n/install';
import type { Owner } from '../n8n/session';

/** What the global set-up has started, for the test files; they get it as text in an environment variable. */
export interface SharedHost {
	n8n: InstalledN8n;
	n8nUrl: string;
	logFile: string;
	databaseFile: string;
	sandboxUrl: string;
	/** The packed nodes. */
	packageFile: string;
	/** One line per secret that was in use: no n8n may have written any of them down. */
	secretsFile: string;
	owner: Owner;
}

const VARIABLE = 'WHATSAPP_HUB_END_TO_END';

export function shareHost(host: SharedHost): void {
	process.env[VARIABLE] = JSON.stringify(host);
}

export function sharedHost(): SharedHost {
	const text = process.env[VARIABLE];
	if (!text) throw new Error('Run the end-to-end tests with `npm run e2e`.');
	return JSON.parse(text) as SharedHost;
}
