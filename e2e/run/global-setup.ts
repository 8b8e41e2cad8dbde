import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Config } from '@jest/types';

import { startSandbox } from '../../sandbox/server';
import { ensureN8n, type InstalledN8n } from '../n8n/install';
import { dataFolder, startN8n } from '../n8n/process';
import { installPackage, packPackage } from '../package';
import { Progress } from '../progress';
import { projectRoot } from '../project-root';
import { shareHosts, type WorkerHost } from './shared-host';
import { stopLater } from './stop-later';
import { copyUserFolder, newUserFolder } from './user-folder';

const OWNER = { email: 'end-to-end@example.com', password: 'End-to-end-1' };

/** One n8n for each of jest's workers, but a single file runs in the first. */
function hostCount({ maxWorkers, testPathPattern }: Config.GlobalConfig): number {
	const tests = readdirSync(join(projectRoot(), 'e2e', 'tests'), { recursive: true })
		.map((name) => join(projectRoot(), 'e2e', 'tests', String(name)))
		.filter((file) => file.endsWith('.test.ts') && new RegExp(testPathPattern, 'i').test(file));
	return tests.length === 1 ? 1 : maxWorkers;
}

/** The packed nodes, installed as n8n does it, in a user folder that is there to be copied. */
async function packIntoUserFolder(n8n: InstalledN8n): Promise<string> {
	const userFolder = await newUserFolder(n8n, OWNER);
	stopLater(async () => rmSync(userFolder, { recursive: true, force: true }));
	const { file } = await packPackage(projectRoot(), userFolder);
	await installPackage(file, dataFolder(userFolder));
	return userFolder;
}

/** A sandbox, and an n8n for it. */
async function startHost(n8n: InstalledN8n, original: string): Promise<WorkerHost> {
	const userFolder = copyUserFolder(original);
	stopLater(async () => rmSync(userFolder, { recursive: true, force: true }));
	const sandbox = await startSandbox();
	stopLater(async () => await sandbox.close());
	const running = await startN8n(n8n, { userFolder });
	stopLater(async () => await running.stop());
	const { url: n8nUrl, logFile, databaseFile } = running;
	return { n8nUrl, logFile, databaseFile, sandboxUrl: sandbox.url };
}

function emptySecretsFile(): string {
	const folder = mkdtempSync(join(tmpdir(), 'whatsapp-hub-end-to-end-'));
	stopLater(async () => rmSync(folder, { recursive: true, force: true }));
	const file = join(folder, 'secrets.txt');
	writeFileSync(file, '');
	return file;
}

/** Installs n8n, packs the nodes, and starts a sandbox and an n8n for each of jest's workers. */
export default async function setUp(config: Config.GlobalConfig): Promise<void> {
	console.log('');
	const progress = new Progress();
	const n8n = await progress.step('n8n is installed', async () => await ensureN8n(progress.detail));
	const userFolder = await progress.step('The nodes are built and packed', async () => {
		return await packIntoUserFolder(n8n);
	});
	const count = hostCount(config);
	const hosts = await progress.step(`${count} n8n run, each with its sandbox`, async () => {
		return await Promise.all(Array.from({ length: count }, () => startHost(n8n, userFolder)));
	});
	shareHosts({ n8n, userFolder, secretsFile: emptySecretsFile(), owner: OWNER }, hosts);
}
