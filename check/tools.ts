import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { lock } from 'proper-lockfile';

import { runCommand } from '../e2e/command';
import { cacheFolder } from '../e2e/n8n/install';
import { repository } from '../scripts/platforms';

/** What `check/package.json` names, installed. */
export interface Tools {
	folder: string;
	/** The Node.js programs, by their major version. */
	nodes: Record<string, string>;
}

const FILES = ['package.json', 'package-lock.json'];
const READY = 'ready';

/** Milliseconds between two looks at the lock, and until the lock of a killed process may be taken. */
const LOOK_EVERY = 500;
const STALE_AFTER = 15_000;

function source(file: string): string {
	return join(repository, 'check', file);
}

function nodeNames(): string[] {
	const { dependencies } = JSON.parse(readFileSync(source('package.json'), 'utf8'));
	return Object.keys(dependencies).filter((name) => /^node-\d+$/.test(name));
}

async function install(folder: string): Promise<void> {
	rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
	for (const file of FILES) cpSync(source(file), join(folder, file));
	const title = "Installing n8n's checks, and Node.js (about half a minute the first time)";
	const flags = ['--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'];
	await runCommand('npm', ['ci', ...flags], { cwd: folder, title, report: console.log });
	// The `node` package fetches the program for this platform in its install script, and only there.
	const rebuild = ['rebuild', '--ignore-scripts=false', ...nodeNames()];
	await runCommand('npm', rebuild, { cwd: folder, title: 'Installing Node.js' });
	writeFileSync(join(folder, READY), '');
}

/** Installs the tools into the cache folder, once for each change of their lock file. */
export async function ensureTools(): Promise<Tools> {
	const hash = createHash('sha256');
	for (const file of FILES) hash.update(readFileSync(source(file)));
	const folder = join(cacheFolder(), `check-${hash.digest('hex').slice(0, 12)}`);
	mkdirSync(folder, { recursive: true });
	const retries = { forever: true, minTimeout: LOOK_EVERY, maxTimeout: LOOK_EVERY };
	const release = await lock(folder, { stale: STALE_AFTER, retries });
	try {
		if (!existsSync(join(folder, READY))) await install(folder);
	} finally {
		await release();
	}
	const programs = nodeNames().map((name) => [
		name.replace('node-', ''),
		join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node'),
	]);
	return { folder, nodes: Object.fromEntries(programs) };
}
