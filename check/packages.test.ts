import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { singlePackages } from '../scripts/manifests';
import { sourceFiles } from '../scripts/platforms';
import { prepared } from './prepared';

const { packages } = prepared();
const ONE_MEGABYTE = 1_000_000;

test('there are six packages: the hub, and one for each platform', () => {
	expect(packages.map(({ name }) => name).sort()).toEqual(
		['n8n-nodes-whatsapp-hub', ...singlePackages().map(({ manifest }) => manifest.name)].sort(),
	);
});

describe.each(packages)('$name', ({ name, size, files, unpacked }) => {
	const read = (path: string) => readFileSync(join(unpacked, path), 'utf8');
	const manifest = JSON.parse(read('package.json'));

	test('is smaller than 1 MB', () => {
		expect(size).toBeLessThan(ONE_MEGABYTE);
	});

	test('has what n8n and npm ask for, and nothing but that', () => {
		const others = files.filter((path) => !path.startsWith('dist/'));
		expect(others.sort()).toEqual(
			['CHANGELOG.md', 'LICENSE.md', 'README.md', 'index.js', 'package.json'].sort(),
		);
		expect(manifest.keywords).toContain('n8n-community-node-package');
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
		expect(manifest.dependencies).toBeUndefined();
		expect(read('README.md')).toMatch(new RegExp(`^# ${name}\n`));
	});

	test('has codex, icons and schemas of its nodes, under its own name', () => {
		for (const path of manifest.n8n.nodes as string[]) {
			const codex = JSON.parse(read(path.replace(/js$/, 'json')));
			expect(codex.node).toMatch(new RegExp(`^${name}\\.`));
		}
		const folders = new Set((manifest.n8n.nodes as string[]).map((path) => path.split('/')[2]));
		const wanted = [...folders].flatMap((folder) =>
			sourceFiles(`nodes/${folder}`, /\.(svg|json)$/).map((path) => `dist/${path}`),
		);
		expect(wanted.length).toBeGreaterThan(0);
		expect(wanted.filter((path) => !files.includes(path))).toEqual([]);
	});
});
