import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem, type } from 'node:os';
import { join } from 'node:path';

import { Bench } from './benchmark/bench';
import { measureDeliveries } from './benchmark/deliveries';
import { measureImport } from './benchmark/import';
import { measureLimits } from './benchmark/limits';
import { measureLoading } from './benchmark/loading';
import { pageOf, type Measured } from './benchmark/page';
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
	const missing = Object.keys(PARTS).filter((part) => !(part in results));
	const previous = missing.length > 0 ? readFileSync(PAGE, 'utf8') : '';
	writeFileSync(PAGE, await pageOf(Object.values(results), previous));
	const left =
		missing.length > 0 ? `, where these parts stay as they were: ${missing.join(', ')}` : '';
	console.log(`Wrote docs/performance.md${left}`);
}

main().then(
	() => process.exit(0),
	(error: Error) => {
		console.error(error.message);
		process.exit(1);
	},
);
