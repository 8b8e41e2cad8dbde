import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

import { projectRoot } from '../projectRoot';

interface Manifest {
	dependencies: { n8n: string; node: string };
}

/** The package.json that names the n8n and the Node.js to install. */
export function manifestFile(): string {
	return join(projectRoot(), 'e2e', 'n8n', 'package.json');
}

export function n8nVersion(): string {
	return (JSON.parse(readFileSync(manifestFile(), 'utf8')) as Manifest).dependencies.n8n;
}

/** The folder for everything that is kept between runs and is too large for the checkout. */
export function cacheFolder(): string {
	const own = process.env.N8N_NODES_WHATSAPP_HUB_CACHE;
	if (own) return own;
	const shared = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
	return join(shared, 'n8n-nodes-whatsapp-hub');
}
