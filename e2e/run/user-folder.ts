import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { N8nClient } from '../n8n/client';
import { type InstalledN8n, manifestHash } from '../n8n/install';
import { dataFolder, startN8n } from '../n8n/process';
import type { Owner } from '../n8n/session';

/** n8n takes seconds to make its tables: once for each version is enough. */
async function prepare(n8n: InstalledN8n, owner: Owner, folder: string): Promise<void> {
	// Made elsewhere and renamed into place: another run may be doing the same.
	const made = mkdtempSync(join(dirname(folder), 'new-user-folder-'));
	const running = await startN8n(n8n, { userFolder: made });
	try {
		await N8nClient.signIn(running.url, owner);
	} finally {
		await running.stop();
	}
	try {
		renameSync(made, folder);
	} catch {
		rmSync(made, { recursive: true, force: true });
	}
}

/** A new user folder of an n8n that has its tables and its owner, and nothing else. */
export async function newUserFolder(n8n: InstalledN8n, owner: Owner): Promise<string> {
	const key = createHash('sha256').update(manifestHash()).update(JSON.stringify(owner));
	const prepared = join(n8n.folder, `user-folder-${key.digest('hex').slice(0, 12)}`);
	if (!existsSync(prepared)) await prepare(n8n, owner, prepared);
	return copyUserFolder(prepared);
}

/**
 * A copy in the system's folder for temporary files. The n8n of the original must not be running.
 * Without its settings only the installed packages are copied: neither database nor encryption key.
 */
export function copyUserFolder(original: string, { withSettings = true } = {}): string {
	const folder = mkdtempSync(join(tmpdir(), 'whatsapp-hub-n8n-'));
	const source = withSettings ? original : join(dataFolder(original), 'nodes');
	const target = withSettings ? folder : join(dataFolder(folder), 'nodes');
	cpSync(source, target, { recursive: true });
	return folder;
}
