import { startSandbox } from '../../sandbox/server';
import { Progress } from '../progress';
import { prepareRun } from '../run/prepare';
import { shareHosts } from '../run/shared-host';
import { stopLater } from '../run/stop-later';
import { ensureServices } from './services';

/** Installs what is missing and packs the nodes; each test file starts a cluster of its own. */
export default async function setUp(): Promise<void> {
	console.log('');
	const progress = new Progress();
	const run = await prepareRun(progress);
	await progress.step('Redis and PostgreSQL are installed', async () => {
		await ensureServices(progress.detail);
	});
	const sandbox = await startSandbox();
	stopLater(async () => await sandbox.close());
	shareHosts(run, [{ n8nUrl: '', logFile: '', databaseFile: '', sandboxUrl: sandbox.url }]);
}
