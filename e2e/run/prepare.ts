import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ensureN8n, type InstalledN8n } from '../n8n/install';
import { dataFolder } from '../n8n/process';
import { installPackages, packPackage } from '../package';
import type { Progress } from '../progress';
import { projectRoot } from '../project-root';
import type { SharedRun } from './shared-host';
import { stopLater } from './stop-later';
import { newUserFolder } from './user-folder';

const OWNER = { email: 'end-to-end@example.com', password: 'End-to-end-1' };

/** The packed nodes, installed as n8n does it, in a user folder that is there to be copied. */
async function packIntoUserFolder(n8n: InstalledN8n): Promise<string> {
	const userFolder = await newUserFolder(n8n, OWNER);
	stopLater(async () => rmSync(userFolder, { recursive: true, force: true }));
	const { file } = await packPackage(projectRoot(), userFolder);
	await installPackages([file], dataFolder(userFolder));
	return userFolder;
}

function emptySecretsFile(): string {
	const folder = mkdtempSync(join(tmpdir(), 'whatsapp-hub-end-to-end-'));
	stopLater(async () => rmSync(folder, { recursive: true, force: true }));
	const file = join(folder, 'secrets.txt');
	writeFileSync(file, '');
	return file;
}

/** Installs n8n and packs the nodes. */
export async function prepareRun(progress: Progress): Promise<SharedRun> {
	const n8n = await progress.step('n8n is installed', async () => await ensureN8n(progress.detail));
	const userFolder = await progress.step('The nodes are built and packed', async () => {
		return await packIntoUserFolder(n8n);
	});
	return { n8n, userFolder, secretsFile: emptySecretsFile(), owner: OWNER };
}
