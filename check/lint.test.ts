import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import execa from 'execa';

import { repository } from '../scripts/platforms';
import { prepared } from './prepared';

const { tools, packages, folder } = prepared();

/** n8n's scanner, and the strict configuration of its command line. */
const LINTERS = ['scanner', 'cli'] as const;
const KINDS = ['source', 'tarball'] as const;

/** A package that breaks two rules: one that is seen in package.json alone, and one in the code. */
function brokenPackage(): string {
	const broken = join(folder, 'broken');
	for (const place of ['nodes', 'dist/nodes']) mkdirSync(join(broken, place), { recursive: true });
	const { source } = packages[1];
	cpSync(join(source, 'package.json'), join(broken, 'package.json'));
	const manifest = { name: 'broken', n8n: {}, dependencies: { axios: '1.0.0' } };
	writeFileSync(join(broken, 'package.json'), JSON.stringify(manifest));
	for (const file of ['nodes/Broken.node.ts', 'dist/nodes/Broken.node.js']) {
		writeFileSync(join(broken, file), 'setTimeout(() => undefined, 1);\n');
	}
	return broken;
}

/** What each of these folders does wrong; an empty text is right. */
async function lint(by: string, kind: string, folders: string[]): Promise<string[]> {
	const script = join(repository, 'check', 'lint.mjs');
	const args = [script, tools.folder, by, kind, ...folders];
	// With jest's NODE_ENV one of n8n's plugins applies its rules for nodes to every file.
	const { stdout } = await execa(process.execPath, args, { env: { NODE_ENV: undefined } });
	return JSON.parse(stdout) as string[];
}

const found: Record<string, string[]> = {};

beforeAll(async () => {
	const broken = brokenPackage();
	const each = LINTERS.flatMap((by) => KINDS.map((kind) => ({ by, kind })));
	await Promise.all(
		each.map(async ({ by, kind }) => {
			const all = packages.map((one) => (kind === 'source' ? one.source : one.unpacked));
			found[`${by} ${kind}`] = await lint(by, kind, [...all, broken]);
		}),
	);
});

describe.each(LINTERS)('n8n’s %s', (by) => {
	describe.each(KINDS)('in a %s', (kind) => {
		test.each(packages.map(({ name }, index) => [name, index] as const))(
			'finds nothing wrong with %s',
			(_, index) => expect(found[`${by} ${kind}`][index]).toBe(''),
		);

		// Else one that looks at nothing would pass too.
		test('finds what is wrong', () => {
			const wrong = found[`${by} ${kind}`].at(-1);
			expect(wrong).toContain('no-runtime-dependencies');
			// The command line's configuration is for sources.
			if (!(by === 'cli' && kind === 'tarball')) expect(wrong).toContain('no-restricted-globals');
		});
	});
});
