// Installs the development dependencies if they are missing or older than the lock file. Node built-ins only:
// it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { statSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
// npm writes this file last, so it is also missing after an interrupted installation.
const marker = join(root, 'node_modules', '.package-lock.json');
const oldestNode = 20;

function changedAt(path) {
	return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function npm(...args) {
	const options = { cwd: root, stdio: 'inherit' };
	const all = [...args, '--include=dev', '--no-audit', '--no-fund'];
	// Under `npm run` this is the very npm in use; on Windows the bare name would need a shell.
	const { npm_execpath: cli } = process.env;
	const { status } = cli?.endsWith('.js')
		? spawnSync(process.execPath, [cli, ...all], options)
		: spawnSync('npm', all, { ...options, shell: process.platform === 'win32' });
	return status === 0;
}

function install() {
	const startedAt = Date.now();
	console.log('Installing the development dependencies (about a minute the first time) ...');
	let done = npm('ci');
	if (!done) {
		console.log('`npm ci` failed; trying `npm install` ...');
		done = npm('install');
		// npm leaves the marker alone when it has nothing to do; without this every start would install again.
		if (done) utimesSync(marker, new Date(), new Date());
	}
	const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
	console.log(done ? `Installed in ${seconds} s.` : `The installation failed after ${seconds} s.`);
	return done;
}

if (Number(process.versions.node.split('.')[0]) < oldestNode) {
	console.error(`Node ${oldestNode} or newer is needed; this is ${process.version}.`);
	process.exit(1);
}
if (changedAt(marker) < changedAt(join(root, 'package-lock.json')) && !install()) process.exit(1);
