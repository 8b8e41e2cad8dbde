import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import type { Config } from '@jest/types';

import { startSandbox } from '../../sandbox/server';
import { startN8n } from '../n8n/process';
import { Progress } from '../progress';
import { projectRoot } from '../project-root';
import { prepareRun } from './prepare';
import { shareHosts, type SharedRun, type WorkerHost } from './shared-host';
import { stopLater } from './stop-later';
import { copyUserFolder } from './user-folder';

/** One n8n for each of jest's workers, but a single file runs in the first. */
function hostCount({ maxWorkers, testPathPattern }: Config.GlobalConfig): number {
	const tests = readdirSync(join(projectRoot(), 'e2e', 'tests'), { recursive: true })
		.map((name) => join(projectRoot(), 'e2e', 'tests', String(name)))
		.filter((file) => file.endsWith('.test.ts') && new RegExp(testPathPattern, 'i').test(file));
	return tests.length === 1 ? 1 : maxWorkers;
}

/** A sandbox, and an n8n for it. */
async function startHost({ n8n, userFolder: original }: SharedRun): Promise<WorkerHost> {
	const userFolder = copyUserFolder(original);
	stopLater(async () => rmSync(userFolder, { recursive: true, force: true }));
	const sandbox = await startSandbox();
	stopLater(async () => await sandbox.close());
	const running = await startN8n(n8n, { userFolder });
	stopLater(async () => await running.stop());
	const { url: n8nUrl, logFile, databaseFile } = running;
	return { n8nUrl, logFile, databaseFile, sandboxUrl: sandbox.url };
}

/** Installs n8n, packs the nodes, and starts a sandbox and an n8n for each of jest's workers. */
export default async function setUp(config: Config.GlobalConfig): Promise<void> {
	console.log('');
	const progress = new Progress();
	const run = await prepareRun(progress);
	const count = hostCount(config);
	const hosts = await progress.step(`${count} n8n run, each with its sandbox`, async () => {
		return await Promise.all(Array.from({ length: count }, async () => await startHost(run)));
	});
	shareHosts(run, hosts);
}
