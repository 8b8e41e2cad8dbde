import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { projectRoot } from '../projectRoot';
import { startSandbox } from '../../sandbox/server';
import { N8nClient } from '../n8n/client';
import { ensureN8n } from '../n8n/install';
import { dataFolder, startN8n } from '../n8n/process';
import { installPackage, packPackage } from '../package';
import { Progress } from '../progress';
import { shareHost } from './shared';
import { stopLater } from './stopLater';

const OWNER = { email: 'end-to-end@example.com', password: 'End-to-end-1' };

/** Installs n8n, packs the nodes, starts the sandbox and the n8n that most tests share. */
export default async function setUp(): Promise<void> {
	console.log('');
	const progress = new Progress();
	const n8n = await progress.step('n8n is installed', async () => await ensureN8n(progress.detail));
	const folder = mkdtempSync(join(tmpdir(), 'whatsapp-hub-end-to-end-'));
	stopLater(async () => rmSync(folder, { recursive: true, force: true }));
	const { file } = await progress.step('The nodes are built and packed', async () => {
		return await packPackage(projectRoot(), folder);
	});
	const sandbox = await startSandbox();
	stopLater(async () => await sandbox.close());
	const running = await progress.step('n8n runs', async () => {
		const prepare = async (user: string) => await installPackage(file, dataFolder(user));
		return await startN8n(n8n, { prepare });
	});
	stopLater(async () => await running.stop());
	await N8nClient.signIn(running.url, OWNER);
	const secretsFile = join(folder, 'secrets.txt');
	writeFileSync(secretsFile, '');
	const { url: n8nUrl, logFile, databaseFile } = running;
	const host = { n8n, n8nUrl, logFile, databaseFile, packageFile: file, secretsFile, owner: OWNER };
	shareHost({ ...host, sandboxUrl: sandbox.url });
}
