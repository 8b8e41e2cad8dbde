import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { cacheFolder, n8nVersion } from '../n8n/install';

/** What the demo remembers between two starts. */
export interface DemoMemory {
	/** n8n lets its owner run code, so the password is this machine's own, not one from a file in the project. */
	password: string;
	/** The fingerprint of the sources whose package is installed. */
	sources?: string;
	/** The checksum of the installed package. */
	integrity?: string;
	/** By credential type. */
	credentialIds?: Record<string, string>;
	/** By file name of the example. */
	workflows: Record<string, { id: string; example: string }>;
}

/** The demo's folder in the cache: n8n's user folder with its database, and the demo's memory. */
export class DemoHome {
	readonly folder = join(cacheFolder(), `demo-${n8nVersion()}`);

	readonly userFolder = join(this.folder, 'n8n');

	readonly memory: DemoMemory;

	private readonly file = join(this.folder, 'demo.json');

	constructor() {
		mkdirSync(this.userFolder, { recursive: true });
		this.memory = existsSync(this.file)
			? (JSON.parse(readFileSync(this.file, 'utf8')) as DemoMemory)
			: { password: `Demo-${randomBytes(9).toString('base64url')}-1`, workflows: {} };
		this.save();
	}

	save(): void {
		writeFileSync(this.file, JSON.stringify(this.memory, null, '\t'), { mode: 0o600 });
	}
}
