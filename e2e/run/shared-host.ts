import type { InstalledN8n } from '../n8n/install';
import type { Owner } from '../n8n/session';

/** An n8n that runs, and where it writes. */
export interface SharedN8n {
	n8nUrl: string;
	logFile: string;
	databaseFile: string;
	/** Where its webhooks are called, if not at itself. */
	webhookUrl?: string;
}

/** What the whole run has in common. */
export interface SharedRun {
	n8n: InstalledN8n;
	/** A user folder with the packed nodes, a migrated database and the owner: to be copied for an n8n of one's own. */
	userFolder: string;
	/** One line per secret that was in use: no n8n may have written any of them down. */
	secretsFile: string;
	owner: Owner;
}

/** The n8n and the sandbox of one of jest's workers, which run one test file at a time. */
export interface WorkerHost extends SharedN8n {
	sandboxUrl: string;
}

/** What the global set-up has started for a test file. */
export type SharedHost = SharedRun & WorkerHost;

const VARIABLE = 'WHATSAPP_HUB_END_TO_END';

/** Hands everything to jest's workers, as text in an environment variable. */
export function shareHosts(run: SharedRun, hosts: WorkerHost[]): void {
	process.env[VARIABLE] = JSON.stringify({ run, hosts });
}

/** That of this worker. */
export function sharedHost(): SharedHost {
	const text = process.env[VARIABLE];
	if (!text) throw new Error('Run the end-to-end tests with `npm run e2e`.');
	const { run, hosts } = JSON.parse(text) as { run: SharedRun; hosts: WorkerHost[] };
	// jest numbers its workers from 1.
	const worker = Number(process.env.JEST_WORKER_ID ?? 1) - 1;
	return { ...run, ...hosts[worker % hosts.length] };
}
