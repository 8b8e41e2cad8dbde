import {
	cpSync,
	existsSync,
	mkdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';

import execa from 'execa';
import {
	createCompilerHost,
	createProgram,
	resolveModuleName,
	type CompilerOptions,
} from 'typescript';

import { hubManifest, manifestText, singlePackages, type SinglePackage } from './manifests';
import { changelogOf, readmeOf } from './package-pages';
import { repository, sourceFiles } from './platforms';

/** A package as `npm publish` would upload it. */
export interface Tarball {
	name: string;
	file: string;
	/** Bytes, packed and unpacked. */
	size: number;
	unpackedSize: number;
	/** Paths inside. */
	files: string[];
}

interface NpmPack {
	name: string;
	filename: string;
	size: number;
	unpackedSize: number;
	files: Array<{ path: string }>;
}

/**
 * Packs the hub and the package of each platform into `folder`. `npm run build` must have been run: the packages
 * hold parts of `dist/`.
 */
export async function packAll(folder: string): Promise<Tarball[]> {
	if (!existsSync(join(repository, 'dist'))) throw new Error('Run `npm run build` first');
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	const staged = singlePackages().map((single) => stage(single, folder));
	const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
	const { stdout } = await execa('npm', [...args, repository, ...staged], { stderr: 'ignore' });
	return (JSON.parse(stdout) as NpmPack[]).map(({ name, filename, size, unpackedSize, files }) => ({
		name,
		file: join(folder, filename),
		size,
		unpackedSize,
		files: files.map(({ path }) => path),
	}));
}

/** Lays out what is in a package. Returns its folder. */
function stage(single: SinglePackage, parent: string): string {
	const { manifest, platform } = single;
	const folder = join(parent, manifest.name);
	const copy = (path: string) => cpSync(join(repository, path), join(folder, path));
	for (const path of [...builtFiles(single), ...assets(platform.folder)]) copy(path);
	for (const path of ['LICENSE.md', manifest.main]) copy(path);
	const write = (path: string, text: string) => writeFileSync(join(folder, path), text);
	write('package.json', manifestText(manifest));
	write('README.md', readmeOf(single));
	write('CHANGELOG.md', changelogOf(single));
	for (const path of sourceFiles(`dist/nodes/${platform.folder}`, /\.node\.json$/)) {
		write(path, renamed(path, manifest.name));
	}
	return folder;
}

/** The compiled form of everything that the package's nodes and credentials import, also through other files. */
function builtFiles({ manifest }: SinglePackage): string[] {
	const entries = [...manifest.n8n.nodes, ...manifest.n8n.credentials].map((path) =>
		path.replace(/^dist\//, '').replace(/js$/, 'ts'),
	);
	return importedFiles(entries).map((path) => `dist/${path.replace(/ts$/, 'js')}`);
}

/** The files and all that they import from this repository, directly or not. */
function importedFiles(entries: string[]): string[] {
	// Only imports are looked at, no types: neither the language's library nor n8n's files are read.
	const options: CompilerOptions = { noLib: true, types: [] };
	const host = createCompilerHost(options);
	host.resolveModuleNames = (names, from) =>
		names.map((name) =>
			name.startsWith('.')
				? resolveModuleName(name, from, options, host).resolvedModule
				: undefined,
		);
	const program = createProgram(
		entries.map((path) => join(repository, path)),
		options,
		host,
	);
	return program
		.getSourceFiles()
		.map(({ fileName }) => relative(repository, fileName).replaceAll('\\', '/'));
}

/** Icons, codex files and schemas: what is built of a platform's folder, but for the code. */
function assets(platformFolder: string): string[] {
	return sourceFiles(`dist/nodes/${platformFolder}`, /\.\w+$/).filter(
		(path) => !path.endsWith('.js') && statSync(join(repository, path)).isFile(),
	);
}

/** A codex file names the node with its package. */
function renamed(codex: string, name: string): string {
	const text = readFileSync(join(repository, codex), 'utf8');
	return text.replace(`"${hubManifest().name}.`, `"${name}.`);
}

if (require.main === module) {
	const folder = join(repository, 'build', 'packages');
	void packAll(folder).then((tarballs) => {
		for (const { file, size, unpackedSize } of tarballs) {
			const [packed, unpacked] = [size, unpackedSize].map((bytes) => Math.round(bytes / 1000));
			console.log(`${relative(repository, file)}: ${packed} kB, unpacked ${unpacked} kB`);
		}
		console.log(
			`Each can be installed and published by itself; they lie in ${dirname(tarballs[0].file)}`,
		);
	});
}
