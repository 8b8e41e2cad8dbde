import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

import { loadPlatforms, repository, type PackageJson, type PlatformSource } from './platforms';

/** A package.json as it is published. */
export interface Manifest extends PackageJson {
	description: string;
	keywords: string[];
	license: string;
	homepage: string;
	bugs: unknown;
	author: unknown;
	repository: { type: string; url: string; directory?: string };
	engines: unknown;
	main: string;
	files: string[];
}

/** The package of one platform alone. The hub is the repository itself. */
export interface SinglePackage {
	platform: PlatformSource;
	/** Its own folder in the repository. */
	folder: string;
	manifest: Manifest;
}

export function hubManifest(): Manifest {
	return JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as Manifest;
}

/** One package for each platform: its nodes and its credential, under the names that they have in the hub. */
export function singlePackages(): SinglePackage[] {
	const hub = hubManifest();
	return loadPlatforms().map((platform) => {
		const folder = `packages/${platform.id}`;
		return { platform, folder, manifest: manifestOf(platform, folder, hub) };
	});
}

function manifestOf({ id, name, folder }: PlatformSource, directory: string, hub: Manifest) {
	const { version, license, homepage, bugs, author, engines, main, files, peerDependencies } = hub;
	return {
		name: `n8n-nodes-${id}-whatsapp`,
		version,
		description: `n8n nodes for ${name}: send WhatsApp messages, and start workflows on messages and their status`,
		keywords: ['n8n-community-node-package', 'n8n', 'whatsapp', 'whatsapp-business', id],
		license,
		homepage,
		bugs,
		author,
		repository: { ...hub.repository, directory },
		engines,
		main,
		files,
		n8n: {
			...hub.n8n,
			credentials: hub.n8n.credentials.filter((path) => path.includes(`/${folder}Api.`)),
			nodes: hub.n8n.nodes.filter((path) => path.startsWith(`dist/nodes/${folder}/`)),
		},
		peerDependencies,
	};
}

export function manifestText(manifest: Manifest): string {
	return `${JSON.stringify(manifest, null, 2)}\n`;
}

/**
 * What a package's folder shows of the sources, as n8n's scanner reads them: it looks in the repository for the
 * package.json with the package's name, and reads `nodes/` and `credentials/` beside it.
 */
export function linksOf({ platform }: SinglePackage): string[] {
	const { folder } = platform;
	return [`nodes/${folder}`, 'nodes/shared', `credentials/${folder}Api.credentials.ts`];
}

/** Makes each package's folder anew. */
export function writePackageFolders(): void {
	for (const single of singlePackages()) {
		const folder = join(repository, single.folder);
		rmSync(folder, { recursive: true, force: true });
		mkdirSync(folder, { recursive: true });
		writeFileSync(join(folder, 'package.json'), manifestText(single.manifest));
		for (const path of linksOf(single)) {
			const [link, target] = [join(folder, path), join(repository, path)];
			if (!existsSync(target)) throw new Error(`There is no ${path}`);
			mkdirSync(dirname(link), { recursive: true });
			symlinkSync(relative(dirname(link), target), link);
		}
	}
}

if (require.main === module) {
	writePackageFolders();
	console.log(`Wrote ${singlePackages().map(({ folder }) => folder)}`);
}
