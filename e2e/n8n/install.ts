import { createHash } from 'node:crypto';
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	readFileSync,
	readdirSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

import { lock } from 'proper-lockfile';

import { CommandError, runCommand } from '../command';
import type { Report } from '../progress';
import { projectRoot } from '../project-root';

interface Manifest {
	dependencies: { n8n: string; node: string };
}

/** The package.json that names the n8n and the Node.js to install. */
function manifestFile(): string {
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

/** A ready n8n with the Node.js it needs. */
export interface InstalledN8n {
	version: string;
	folder: string;
	/** The Node.js program that runs it. */
	node: string;
	/** The script to give to `node`. */
	script: string;
}

interface ReadyMarker {
	n8n: string;
	manifest: string;
}

const READY_MARKER = 'ready.json';
/** Milliseconds between two looks at the lock, and until the lock of a killed process may be taken. */
const LOOK_EVERY = 500;
const STALE_AFTER = 15_000;
const NATIVE_MODULES = ['sqlite3', 'isolated-vm'];

function installFolder(): string {
	return join(cacheFolder(), `n8n-${n8nVersion()}`);
}

/** Changes when another n8n is to be installed. */
export function manifestHash(): string {
	return createHash('sha256').update(readFileSync(manifestFile())).digest('hex');
}

function installed(folder: string): InstalledN8n {
	return {
		version: n8nVersion(),
		folder,
		node: join(folder, 'node_modules', '.bin', 'node'),
		script: join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
	};
}

function isReady(folder: string): boolean {
	const file = join(folder, READY_MARKER);
	if (!existsSync(file)) return false;
	const marker = JSON.parse(readFileSync(file, 'utf8')) as ReadyMarker;
	const { node, script } = installed(folder);
	return marker.manifest === manifestHash() && existsSync(node) && existsSync(script);
}

/**
 * Makes the folder one that `npm install` can go on from. npm writes its hidden lock file last:
 * without it an earlier install was broken off in the middle and its rest would only confuse npm.
 */
function prepareFolder(folder: string, report: Report): void {
	mkdirSync(folder, { recursive: true });
	rmSync(join(folder, READY_MARKER), { force: true });
	const modules = join(folder, 'node_modules');
	const manifest = join(folder, 'package.json');
	const sameManifest =
		existsSync(manifest) && readFileSync(manifest).equals(readFileSync(manifestFile()));
	const complete = existsSync(join(modules, '.package-lock.json'));
	if (existsSync(modules) && !(sameManifest && complete)) {
		report(`Removing what an earlier install left unfinished in ${folder}`);
		rmSync(modules, { recursive: true, force: true });
	}
	if (!sameManifest) rmSync(join(folder, 'package-lock.json'), { force: true });
	copyFileSync(manifestFile(), manifest);
}

/** The folder of the platform's own Node.js package, if it brings the headers native modules need. */
function headersFolder(folder: string): string | undefined {
	const packages = join(folder, 'node_modules', 'node', 'node_modules');
	if (!existsSync(packages)) return undefined;
	return readdirSync(packages)
		.map((name) => join(packages, name))
		.find((candidate) => existsSync(join(candidate, 'include', 'node', 'node.h')));
}

/** `npm run` hands this project's `ignore-scripts` on to every npm below it; here the scripts are the point. */
const REBUILD = ['rebuild', '--ignore-scripts=false'];

/** The environment in which npm runs under the installed Node.js and builds for it. */
function buildEnvironment(folder: string): NodeJS.ProcessEnv {
	const headers = headersFolder(folder);
	return {
		...process.env,
		PATH: [join(folder, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
		...(headers ? { npm_config_nodedir: headers } : {}),
	};
}

function advise(error: unknown, advice: string): Error {
	if (!(error instanceof CommandError)) return error as Error;
	return new Error(`${error.message}\n\n${advice}`);
}

async function installPackages(folder: string, report: Report): Promise<void> {
	const title = `Installing n8n ${n8nVersion()} (about 2.2 GB)`;
	const args = ['install', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'];
	await runCommand('npm', args, { cwd: folder, title, report }).catch((error: unknown) => {
		throw advise(
			error,
			`npm could not download n8n. Check the network and the registry (npm ping) and the free space in ${folder}, then start again.`,
		);
	});
}

/** The `node` package fetches the program for this platform in its install script, and only there. */
async function installNode(folder: string, report: Report): Promise<void> {
	await runCommand('npm', [...REBUILD, 'node'], {
		cwd: folder,
		title: 'Installing the Node.js that n8n needs',
		report,
	}).catch((error: unknown) => {
		throw advise(
			error,
			`The npm package "node" has no program for ${process.platform} ${process.arch}, or it could not be downloaded. Check the network and start again.`,
		);
	});
}

async function buildNativeModules(folder: string, report: Report): Promise<void> {
	await runCommand('npm', [...REBUILD, ...NATIVE_MODULES], {
		cwd: folder,
		env: buildEnvironment(folder),
		title: `Building ${NATIVE_MODULES.join(' and ')}`,
		report,
	}).catch((error: unknown) => {
		throw advise(
			error,
			'n8n needs these native modules. Install Python 3, make and a C++ compiler (Debian and Ubuntu: apt install python3 make g++; macOS: xcode-select --install), then start again.',
		);
	});
}

/** Asks the installed Node.js itself: a module built for another one is there but does not load. */
async function nativeModulesLoad(n8n: InstalledN8n): Promise<boolean> {
	const script = NATIVE_MODULES.map((name) => `require('${name}');`).join(' ');
	const title = 'Loading the native modules';
	try {
		await runCommand(n8n.node, ['--no-node-snapshot', '-e', script], { cwd: n8n.folder, title });
		return true;
	} catch {
		return false;
	}
}

async function install(folder: string, report: Report): Promise<InstalledN8n> {
	prepareFolder(folder, report);
	await installPackages(folder, report);
	const n8n = installed(folder);
	if (!existsSync(n8n.node)) await installNode(folder, report);
	if (!(await nativeModulesLoad(n8n))) await buildNativeModules(folder, report);
	if (!(await nativeModulesLoad(n8n))) {
		throw new Error(`${NATIVE_MODULES.join(' or ')} does not load. Remove ${folder}, start again.`);
	}
	const marker: ReadyMarker = { n8n: n8n.version, manifest: manifestHash() };
	writeFileSync(join(folder, READY_MARKER), JSON.stringify(marker, null, '\t'));
	return n8n;
}

/** Runs `work` while no other process works on this folder. */
async function withLock<T>(folder: string, report: Report, work: () => Promise<T>): Promise<T> {
	mkdirSync(folder, { recursive: true });
	report('waiting for another process that installs n8n');
	const retries = { forever: true, minTimeout: LOOK_EVERY, maxTimeout: LOOK_EVERY };
	const release = await lock(folder, { stale: STALE_AFTER, retries });
	try {
		return await work();
	} finally {
		await release();
	}
}

/**
 * Gives the n8n that the demo and the end-to-end tests run against. The first call downloads it
 * into the cache folder, which takes some minutes; later calls only look.
 * @throws Error that says what to do, when the download or the build fails.
 */
export async function ensureN8n(report: Report = () => undefined): Promise<InstalledN8n> {
	const folder = installFolder();
	if (isReady(folder)) return installed(folder);
	return await withLock(folder, report, async () =>
		isReady(folder) ? installed(folder) : await install(folder, report),
	);
}
