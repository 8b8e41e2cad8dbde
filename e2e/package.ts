import { createHash } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	readFileSync,
	readdirSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { runCommand } from './command';
import type { Report } from './progress';

/** A package as `npm publish` would upload it. */
export interface PackedPackage {
	file: string;
	/** npm's own checksum of the content: the same content gives the same text. */
	integrity: string;
}

/** What the content of the built package is made from. */
const SOURCES = [
	'package.json',
	'tsconfig.json',
	'gulpfile.js',
	'index.js',
	'README.md',
	'CHANGELOG.md',
	'LICENSE.md',
	'credentials',
	'nodes',
];

function filesBelow(path: string): string[] {
	if (!existsSync(path)) return [];
	if (statSync(path).isFile()) return [path];
	return readdirSync(path)
		.sort()
		.flatMap((name) => filesBelow(join(path, name)));
}

/** Changes when anything changes that could change the built package. Takes a few milliseconds. */
export function sourceFingerprint(root: string): string {
	const hash = createHash('sha256');
	for (const file of SOURCES.flatMap((name) => filesBelow(join(root, name)))) {
		hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
	}
	return hash.digest('hex');
}

/** Builds the package and packs it into `folder`, as for a release. */
export async function packPackage(
	root: string,
	folder: string,
	report?: Report,
): Promise<PackedPackage> {
	mkdirSync(folder, { recursive: true });
	await runCommand('npm', ['run', 'build'], { cwd: root, title: 'Building the nodes', report });
	const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
	const printed = await runCommand('npm', args, { cwd: root, title: 'Packing the nodes', report });
	const [packed] = JSON.parse(printed) as Array<{ filename: string; integrity: string }>;
	return { file: join(folder, packed.filename), integrity: packed.integrity };
}

/**
 * Installs packed packages into n8n's folder for community packages, in the place of what is there, with the flags
 * that n8n itself gives to npm. n8n loads them at its next start.
 */
export async function installPackages(
	files: string[],
	n8nDataFolder: string,
	report?: Report,
): Promise<void> {
	const folder = join(n8nDataFolder, 'nodes');
	// npm would keep an installed package of the same name and version, whatever is in it.
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	const manifest = { name: 'installed-nodes', private: true, dependencies: {} };
	writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, null, '\t'));
	const args = [
		'install',
		'--ignore-scripts',
		'--legacy-peer-deps',
		'--no-audit',
		'--no-fund',
		...files,
	];
	await runCommand('npm', args, {
		cwd: folder,
		title: 'Installing the nodes as a community package',
		report,
	});
}
