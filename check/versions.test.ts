import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import execa from 'execa';

import { repository } from '../scripts/platforms';
import { prepared } from './prepared';

const { tools, packages, folder } = prepared();

/** The oldest and the newest that README.md names; each version of n8n brings its own. */
const OLDEST = 'n8n-workflow-oldest';
const WORKFLOWS = [OLDEST, 'n8n-workflow'];
const NODES = Object.keys(tools.nodes);

function toolFolder(name: string): string {
	return join(tools.folder, 'node_modules', name);
}

/** What `check/load.cjs` prints: of each package what n8n learns from it. */
interface Loaded {
	node: string;
	packages: Array<{ nodes: unknown[]; credentials: unknown[] }>;
}

/** A folder for NODE_PATH, as n8n has one: nodes find n8n-workflow there, and luxon. */
function modulesWith(workflow: string): string {
	const modules = join(mkdtempSync(join(folder, 'modules-')), 'node_modules');
	mkdirSync(modules);
	symlinkSync(toolFolder(workflow), join(modules, 'n8n-workflow'), 'junction');
	symlinkSync(toolFolder('luxon'), join(modules, 'luxon'), 'junction');
	return modules;
}

async function load(node: string, workflow: string): Promise<Loaded> {
	const script = join(repository, 'check', 'load.cjs');
	const folders = packages.map(({ unpacked }) => unpacked);
	const env = { NODE_PATH: modulesWith(workflow) };
	const { stdout } = await execa(tools.nodes[node], [script, ...folders], { env });
	return JSON.parse(stdout) as Loaded;
}

const combinations = NODES.flatMap((node) => WORKFLOWS.map((workflow) => ({ node, workflow })));

/** Each is loaded once. */
const loaded = new Map(
	combinations.map(({ node, workflow }) => [`${node} ${workflow}`, load(node, workflow)]),
);

test.concurrent.each(combinations)(
	'all packages load on Node.js $node with $workflow, and are the same',
	async ({ node, workflow }) => {
		const [here, ...others] = await Promise.all([
			loaded.get(`${node} ${workflow}`)!,
			...loaded.values(),
		]);
		expect(here.node.split('.')[0]).toBe(node);
		const nodes = packages.map(({ files }) => files.filter((path) => /\.node\.js$/.test(path)));
		expect(here.packages.map((one) => one.nodes.length)).toEqual(nodes.map(({ length }) => length));
		for (const other of others) expect(other.packages).toEqual(here.packages);
	},
);

// Those of the newest are checked by `npm run typecheck`.
test.concurrent('the types of the oldest n8n-workflow fit', async () => {
	const config = join(mkdtempSync(join(folder, 'types-')), 'tsconfig.json');
	const compilerOptions = {
		noEmit: true,
		rootDir: '/',
		baseUrl: repository,
		typeRoots: [join(repository, 'node_modules', '@types')],
		paths: { 'n8n-workflow': [toolFolder(OLDEST)] },
	};
	const include = ['nodes', 'credentials'].map((name) => join(repository, name, '**', '*.ts'));
	const base = join(repository, 'tsconfig.json');
	writeFileSync(config, JSON.stringify({ extends: base, compilerOptions, include }));
	const tsc = createRequire(__filename).resolve('typescript/bin/tsc');
	const args = [tsc, '-p', config, '--listFiles'];
	const { stdout } = await execa(process.execPath, args, { reject: false });
	const lines = stdout.split('\n');
	expect(lines.filter((line) => line.includes('error TS'))).toEqual([]);
	// Else the types of the repository's own n8n-workflow were read.
	expect(lines.some((line) => line.startsWith(toolFolder(OLDEST)))).toBe(true);
});

// `npm test` runs all tests on one Node.js; these two execute every platform's nodes in n8n-core.
test.concurrent.each(NODES)(
	'items and deliveries go through the nodes on Node.js %s',
	async (node) => {
		const jest = createRequire(__filename).resolve('jest/bin/jest');
		const args = [jest, '--maxWorkers=1', 'test/contract/items', 'test/contract/triggers'];
		const options = { cwd: repository, reject: false, all: true } as const;
		const { exitCode, all } = await execa(tools.nodes[node], args, options);
		expect([exitCode, exitCode === 0 ? '' : all]).toEqual([0, '']);
	},
);
