import type { ICredentialType, INodeType } from 'n8n-workflow';

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import type { Resource } from '../nodes/shared/operation';
import type { Platform } from '../nodes/shared/platform';

/** One platform of the package, found by its folder. */
export interface PlatformSource {
	/** The folder under nodes/, e.g. `WabaPortal`. */
	folder: string;
	/** The same in the form of addresses and other folders, e.g. `waba-portal`. */
	id: string;
	/** The name that users see, e.g. `WABA Portal`. */
	name: string;
	resources: Resource[];
	/** Holes of the paths that the credential fills. */
	pathFields: string[];
	action: INodeType;
	triggers: INodeType[];
	credential: ICredentialType;
}

/** Where the code that runs now lies: the repository, or its `build/`. */
const code = dirname(__dirname);
export const repository = basename(code) === 'build' ? dirname(code) : code;

export interface PackageJson {
	name: string;
	version: string;
	n8n: { nodes: string[]; credentials: string[] };
	dependencies?: Record<string, string>;
	peerDependencies: Record<string, string>;
}

export function packageJson(): PackageJson {
	return JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
}

/** Paths of the source files below a folder of the repository, from its root, with forward slashes. */
export function sourceFiles(folder: string, ending: RegExp): string[] {
	const root = join(repository, folder);
	if (!existsSync(root)) return [];
	return readdirSync(root, { recursive: true, encoding: 'utf8' })
		.map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
		.filter((path) => ending.test(path))
		.sort();
}

/** The class that a node or credential file exports under its own name. */
function instanceIn<T>(path: string): T {
	const className = basename(path).split('.')[0];
	const exported = exportsOf(path)[className] as (new () => T) | undefined;
	if (!exported) throw new Error(`${path} does not export a class ${className}`);
	return new exported();
}

/** With its ending: a node's codex file has the same name. */
function exportsOf(path: string): Record<string, unknown> {
	const file = code === repository ? path : path.replace(/ts$/, 'js');
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- the paths are only known at run time
	return require(join(code, file)) as Record<string, unknown>;
}

export function loadNodes(): INodeType[] {
	return sourceFiles('nodes', /\.node\.ts$/).map((path) => instanceIn<INodeType>(path));
}

export function loadCredentials(): ICredentialType[] {
	const paths = sourceFiles('credentials', /\.credentials\.ts$/);
	return paths.map((path) => instanceIn<ICredentialType>(path));
}

/** Every folder under nodes/ with a `platform.ts`, but for what they share. */
export function loadPlatforms(): PlatformSource[] {
	return sourceFiles('nodes', /^nodes\/(?!shared\/)[^/]+\/platform\.ts$/).map((path) => {
		const folder = path.split('/')[1];
		const nodes = sourceFiles(`nodes/${folder}`, /\.node\.ts$/).map((file) =>
			instanceIn<INodeType>(file),
		);
		const action = nodes.find((node) => node.execute);
		if (!action) throw new Error(`nodes/${folder} has no action node`);
		return {
			folder,
			id: folder.replace(/\B[A-Z]/g, '-$&').toLowerCase(),
			name: action.description.displayName,
			resources: exportsOf(`nodes/${folder}/resources/index.ts`).resources as Resource[],
			pathFields: Object.keys(
				(exportsOf(`nodes/${folder}/platform.ts`).platform as Platform).pathFields ?? {},
			),
			action,
			triggers: nodes.filter((node) => node !== action),
			credential: instanceIn<ICredentialType>(`credentials/${folder}Api.credentials.ts`),
		};
	});
}
