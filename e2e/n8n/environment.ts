import { delimiter, join } from 'node:path';

import type { InstalledN8n } from './install';

export interface EnvironmentOptions {
	userFolder: string;
	port: number;
	/** Each n8n needs its own port for its task runners. */
	brokerPort: number;
	extra?: Record<string, string>;
}

/** Settings of the person who starts us that would change the n8n we start. */
const FOREIGN = /^(N8N_|DB_|EXECUTIONS_|QUEUE_|WEBHOOK_|GENERIC_|NODE_OPTIONS$|NODE_ENV$|JEST_)/;
/** A proxy would get the calls to our own loopback servers. */
const PROXY = /^(https?|all|no)_proxy$/i;

function inheritedEnvironment(): NodeJS.ProcessEnv {
	return Object.fromEntries(
		Object.entries(process.env).filter(([name]) => !FOREIGN.test(name) && !PROXY.test(name)),
	);
}

/** What n8n would otherwise ask or tell the internet. */
const NOTHING_OUTSIDE = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_DIAGNOSTICS_CONFIG_FRONTEND: '',
	N8N_DIAGNOSTICS_CONFIG_BACKEND: '',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	EXTERNAL_FRONTEND_HOOKS_URLS: '',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_REINSTALL_MISSING_PACKAGES: 'false',
	// The first of these fetches a list at start; none of them is needed for our nodes.
	N8N_DISABLED_MODULES: 'mcp-registry,instance-ai,chat-hub,agents,mcp',
};

/** The environment of an n8n that only this machine can reach and that calls nobody else. */
export function n8nEnvironment(n8n: InstalledN8n, options: EnvironmentOptions): NodeJS.ProcessEnv {
	const inherited = inheritedEnvironment();
	return {
		...inherited,
		PATH: [join(n8n.folder, 'node_modules', '.bin'), inherited.PATH].join(delimiter),
		N8N_USER_FOLDER: options.userFolder,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_PORT: String(options.port),
		N8N_PROTOCOL: 'http',
		N8N_SECURE_COOKIE: 'false',
		N8N_WEBHOOK_URL: `http://127.0.0.1:${options.port}/`,
		N8N_RUNNERS_BROKER_PORT: String(options.brokerPort),
		N8N_PYTHON_ENABLED: 'false',
		N8N_COMMUNITY_PACKAGES_ENABLED: 'true',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_LOG_LEVEL: 'info',
		DB_TYPE: 'sqlite',
		GENERIC_TIMEZONE: 'UTC',
		...NOTHING_OUTSIDE,
		...options.extra,
	};
}
