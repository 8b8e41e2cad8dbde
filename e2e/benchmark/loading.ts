import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { packageJson } from '../../scripts/platforms';
import type { Progress } from '../progress';
import type { Bench } from './bench';
import { ratio, type Section } from './section';

const ROUNDS = 7;

/** Milliseconds in which a fresh Node.js loads the files, n8n-workflow being there already. */
function load(bench: Bench, files: string[]): number {
	const script =
		'const { createRequire } = require("node:module");' +
		'const n8n = createRequire(process.argv[1]); n8n("n8n-workflow"); n8n("luxon");' +
		'const began = performance.now();' +
		'for (const file of process.argv.slice(2)) require(file);' +
		'console.log(performance.now() - began);';
	const arguments_ = ['-e', script, join(bench.n8n.folder, 'package.json'), ...files];
	const env = { ...process.env, NODE_PATH: join(bench.n8n.folder, 'node_modules') };
	return Number(execFileSync(bench.n8n.node, arguments_, { encoding: 'utf8', env }));
}

/** The whole package against n8n's one HTTP Request node. */
export async function measureLoading(bench: Bench, progress: Progress): Promise<Section> {
	const { n8n } = packageJson();
	const ours = [...n8n.credentials, ...n8n.nodes].map((file) => join(bench.packageFolder, file));
	const path = 'n8n-nodes-base/dist/nodes/HttpRequest/HttpRequest.node.js';
	const other = [join(bench.n8n.folder, 'node_modules', path)];
	const times = await progress.step('Loading', async () =>
		[ours, other].map((files) => {
			const all = Array.from({ length: ROUNDS }, () => load(bench, files)).sort((a, b) => a - b);
			return all[Math.floor(ROUNDS / 2)];
		}),
	);
	const [mine, its] = times;
	return {
		title: 'Loading the package',
		text: `All nodes and credentials in a fresh Node.js that has loaded \`n8n-workflow\` and \`luxon\`, as n8n has; the middle of ${ROUNDS}.`,
		head: ['', 'ms', '×'],
		rows: [
			[`this package, ${ours.length} files`, mine.toFixed(0), ratio(mine / its)],
			['n8n’s HTTP Request node alone', its.toFixed(0), '1.00'],
		],
		figures: [{ name: 'the whole package, × HTTP Request node', value: mine / its }],
	};
}
