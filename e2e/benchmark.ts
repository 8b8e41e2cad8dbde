import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem, type } from 'node:os';
import { join } from 'node:path';

import { format } from 'prettier';

import { Bench } from './benchmark/bench';
import { measureDeliveries } from './benchmark/deliveries';
import { measureImport } from './benchmark/import';
import { measureLimits } from './benchmark/limits';
import { measureLoading } from './benchmark/loading';
import { markdown, type Section } from './benchmark/section';
import { measureTemplates } from './benchmark/templates';
import { measureTogether } from './benchmark/together';
import { measureManyItems, measureWithoutLimit } from './benchmark/unlimited';
import { Progress } from './progress';
import { projectRoot } from './project-root';

type Part = (bench: Bench, progress: Progress) => Promise<Section>;

/** In the order of the page. What needs a quiet n8n comes first when it is measured, too. */
const PARTS: Record<string, Part> = {
	unlimited: measureWithoutLimit,
	deliveries: measureDeliveries,
	limits: measureLimits,
	together: measureTogether,
	items: measureManyItems,
	import: measureImport,
	templates: measureTemplates,
	loading: measureLoading,
};

interface Measured {
	section: Section;
	machine: string;
	/** Load average before and after. */
	load: [before: number, after: number];
}

/** What was found out about the aims that are missed; which ones are, the charts say. */
const BEHIND = [
	'**Genuine deliveries.** n8n 2.41 starts its expression engine anew for each delivery to a trigger, its own Webhook node alone excepted (`webhookPhaseNeedsIsolate` in its `live-webhooks.js`), and once more for each execution. No node can keep n8n from it: n8n’s own TheHive Trigger, which checks nothing, takes as long as ours. In a profile our own code had 2 to 4 % of the time of n8n’s main thread. What could be mended was the credential, for whose reading n8n starts the engine a third time: it is read at most twice a second. With `N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true` n8n starts the engine only where there is an expression to work out.',
	'**Limits told by Retry-After.** It counts in whole seconds, so that each 429 costs a second or more, however soon the limit has room again; the limiter needs two to four of them to know the rate. In virtual time, without n8n around it, the limiter keeps a bucket within 1.05 times its own time at 50 ms and 1.11 at 300 ms (`test/shared/rate-limit/simulation.test.ts`). The rest is n8n’s work: before the first request leaves, all items are read and checked, which counts as time here.',
	'**Small buckets.** How fast ten tokens come back shows only after some 429s; each empties the bucket, and what comes back during a pause beyond ten is lost.',
];

const PAGE = join(projectRoot(), 'docs', 'performance.md');
/** Each part's last result, so that parts may be measured apart. */
const RESULTS = join(projectRoot(), 'build', 'benchmark');

const resultFile = (part: string) => join(RESULTS, `${part}.json`);

function machine({ n8n }: Bench): string {
	const node = execFileSync(n8n.node, ['--version'], { encoding: 'utf8' }).trim();
	return [
		`${cpus().length} cores, ${Math.round(totalmem() / 1024 ** 3)} GB, ${type()}`,
		`n8n ${n8n.version} on Node.js ${node}, the vendors on Node.js ${process.version}`,
	].join('; ');
}

function readResults(): Record<string, Measured> {
	const measured = Object.keys(PARTS).filter((part) => existsSync(resultFile(part)));
	return Object.fromEntries(
		measured.map((part) => [part, JSON.parse(readFileSync(resultFile(part), 'utf8')) as Measured]),
	);
}

async function page(results: Record<string, Measured>): Promise<string> {
	const machines = [...new Set(Object.values(results).map((result) => result.machine))];
	const text = [
		'# Performance',
		'Written by `npm run benchmark`: the packed nodes in a real n8n, against vendors on the same machine. Each figure is a ratio measured side by side in one run; compare the ratios, not the seconds. In the charts, `|` is the aim.',
		...machines,
		...Object.values(results).map(
			({ section, load }) =>
				`${markdown(section)}\n\nLoad average ${load[0].toFixed(1)} before, ${load[1].toFixed(1)} after.`,
		),
		'## What stands behind a missed aim',
		BEHIND.map((reason) => `- ${reason}`).join('\n'),
	].join('\n\n');
	return await format(text, { parser: 'markdown', proseWrap: 'always', printWidth: 120 });
}

/** @param parts all of them, or the names of some */
async function measure(parts: string[], progress: Progress): Promise<void> {
	mkdirSync(RESULTS, { recursive: true });
	const bench = new Bench(progress.report);
	try {
		await progress.step('n8n and the vendors run', async () => await bench.start());
		for (const part of parts) {
			const loadBefore = loadavg()[0];
			const section = await PARTS[part](bench, progress);
			const load: Measured['load'] = [loadBefore, loadavg()[0]];
			const measured: Measured = { section, machine: machine(bench), load };
			writeFileSync(resultFile(part), JSON.stringify(measured));
			console.log(`\n${markdown(section)}\n`);
		}
	} finally {
		await bench.stop();
	}
}

async function main(): Promise<void> {
	const wanted = process.argv.slice(2);
	const unknown = wanted.find((part) => !(part in PARTS));
	if (unknown) throw new Error(`There is no part "${unknown}": ${Object.keys(PARTS).join(', ')}`);
	const parts = wanted.length > 0 ? wanted : Object.keys(PARTS);
	await measure(parts, new Progress(console.error));
	const results = readResults();
	writeFileSync(PAGE, await page(results));
	const missing = Object.keys(PARTS).filter((part) => !(part in results));
	console.log(
		`Wrote docs/performance.md${missing.length > 0 ? `, without ${missing.join(', ')}` : ''}`,
	);
}

main().then(
	() => process.exit(0),
	(error: Error) => {
		console.error(error.message);
		process.exit(1);
	},
);
