import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { ICredentialType, INodeType, ThemeIconColor } from 'n8n-workflow';

import { packageJson, repository, sourceFiles } from '../scripts/platforms';

const read = (path: string) => readFileSync(join(repository, path), 'utf8');
const manifest = packageJson();
const published = [...sourceFiles('nodes', /\.ts$/), ...sourceFiles('credentials', /\.ts$/)];

beforeAll(() => {
	// These tests look at what is built; `npm test` builds first.
	if (!existsSync(join(repository, 'dist'))) throw new Error('Run `npm run build` first');
});

describe('what is published', () => {
	const packed = () => {
		const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
			cwd: repository,
			encoding: 'utf8',
			shell: process.platform === 'win32',
			stdio: ['ignore', 'pipe', 'ignore'],
		});
		return (JSON.parse(output) as Array<{ files: Array<{ path: string }> }>)[0].files.map(
			({ path }) => path,
		);
	};

	test('is the built code and what a reader needs, nothing else', () => {
		const others = packed().filter((path) => !/^dist\/(nodes|credentials)\//.test(path));
		expect(others.sort()).toEqual(
			['CHANGELOG.md', 'LICENSE.md', 'README.md', 'index.js', 'package.json'].sort(),
		);
	});

	test('has the compiled form of every source file, and of nothing that is gone', () => {
		const built = sourceFiles('dist', /\.js$/).map((path) => path.slice('dist/'.length));
		expect(built).toEqual(published.map((path) => path.replace(/\.ts$/, '.js')).sort());
	});

	test('has the preview of the output of every operation', () => {
		const previews = sourceFiles('nodes', /\/__schema__\/.*\.json$/).map((path) => `dist/${path}`);
		expect(previews.length).toBeGreaterThan(100);
		expect(
			packed()
				.filter((path) => path.includes('__schema__'))
				.sort(),
		).toEqual(previews.sort());
	});

	test('needs nothing but n8n at run time', () => {
		expect(Object.keys(manifest.dependencies ?? {})).toEqual([]);
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	test('imports only what n8n provides', () => {
		const allowed = /^(n8n-workflow|node:crypto|crypto|luxon|\.{1,2}\/.*)$/;
		const foreign = sourceFiles('dist', /\.js$/).flatMap((path) =>
			[...read(path).matchAll(/(?:require|import)\(\s*["'`]([^"'`]+)["'`]/g)]
				.map(([, name]) => name)
				.filter((name) => !allowed.test(name))
				.map((name) => `${path}: ${name}`),
		);
		expect(foreign).toEqual([]);
	});

	test('has one version, which CHANGELOG.md tells about first', () => {
		const [, latest] = /^## \[?v?(\d+\.\d+\.\d+[^\]\s]*)/m.exec(read('CHANGELOG.md')) ?? [];
		expect(latest).toBe(manifest.version);
	});
});

describe.each([...manifest.n8n.nodes, ...manifest.n8n.credentials])('%s', (path) => {
	const load = () => {
		// eslint-disable-next-line @typescript-eslint/no-require-imports -- the built file, as n8n loads it
		const exported = require(join(repository, path)) as Record<string, new () => unknown>;
		return new exported[path.split('/').at(-1)!.split('.')[0]]() as INodeType | ICredentialType;
	};

	test('can be loaded, and its icons for light and dark are there', () => {
		const loaded = load();
		const icon = 'description' in loaded ? loaded.description.icon : loaded.icon;
		expect(icon).toEqual({ light: expect.any(String), dark: expect.any(String) });
		const { light, dark } = icon as ThemeIconColor & { light: string; dark: string };
		for (const file of [light, dark]) {
			expect(file).toMatch(/^file:.+\.svg$/);
			const icons = join(repository, dirname(path), file.slice('file:'.length));
			expect(readFileSync(icons, 'utf8')).toContain('<svg');
		}
		expect(light).not.toBe(dark);
	});

	if (path.endsWith('.node.js')) {
		test('has its codex file beside it', () => {
			const codex = JSON.parse(read(path.replace(/js$/, 'json'))) as { node: string };
			const { name } = (load() as INodeType).description;
			expect(codex.node).toBe(`${manifest.name}.${name}`);
		});
	}
});

describe('the source', () => {
	test('switches no lint rule off in what is published', () => {
		const disabling = /eslint-disable|@ts-ignore|@ts-nocheck|@ts-expect-error/;
		expect(published.filter((path) => disabling.test(read(path)))).toEqual([]);
	});

	test('has small files: 400 lines at most, 250 in nodes/shared', () => {
		const everything = [
			'nodes',
			'credentials',
			'sandbox',
			'e2e',
			'test',
			'scripts',
			'check',
		].flatMap((folder) => sourceFiles(folder, /\.(ts|js|mjs)$/));
		const tooLong = everything
			.filter((path) => !path.includes('node_modules/'))
			.map((path) => ({ path, lines: read(path).trimEnd().split('\n').length }))
			.filter(({ path, lines }) => lines > (path.startsWith('nodes/shared/') ? 250 : 400));
		expect(tooLong).toEqual([]);
	});
});
