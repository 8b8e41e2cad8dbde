import { format } from 'prettier';

import { markdown, type Section } from './section';

/** One part's last result. */
export interface Measured {
	section: Section;
	machine: string;
	/** Load average before and after. */
	load: [before: number, after: number];
}

const INTRODUCTION =
	'Written by `npm run benchmark`: the packed nodes in a real n8n, against vendors on the same machine. Each figure is a ratio measured side by side in one run; compare the ratios, not the seconds. In the charts, `|` is the aim.';

const BEHIND = 'What stands behind a missed aim';
/** What was found out about the aims that are missed; which ones are, the charts say. */
const REASONS = [
	'**Genuine deliveries.** n8n 2.41 starts its expression engine anew for each delivery to a trigger, its own Webhook node alone excepted (`webhookPhaseNeedsIsolate` in its `live-webhooks.js`), and once more for each execution. No node can keep n8n from it: n8n’s own TheHive Trigger, which checks nothing and passes the body on, takes nearly as much of the processor as ours. In a profile our own code had 2 to 4 % of the time of n8n’s main thread. What could be mended was the credential, for whose reading n8n starts the engine a third time: it is read at most twice a second. With `N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true` n8n starts the engine only where there is an expression to work out.',
	'**Limits told by Retry-After.** It counts in whole seconds, so that each 429 costs a second or more, however soon the limit has room again; the limiter needs two to four of them to know the rate. In virtual time, without n8n around it, the limiter keeps a bucket within 1.05 times its own time at 50 ms and 1.11 at 300 ms (`test/shared/rate-limit/simulation.test.ts`). The rest is n8n’s work: before the first request leaves, all items are read and checked, which counts as time here.',
	'**Small buckets.** How fast ten tokens come back shows only after some 429s; each empties the bucket, and what comes back during a pause beyond ten is lost.',
	'**Windows.** Where a window begins is never told, only found by its refusals: with nothing announced the limiter stays at the mean rate, and what a pause leaves unused of a window is lost. When a window is full, all that is under way is refused at once: 24 requests at 80 a second and answers after 300 ms. Three such moments are the 7 % of a next run.',
	'**Badala as documented.** The limiter starts at 78.5 of the 80 a second, so that nothing is refused: 1.02 times the limit’s own time. The rest is the reading and checking of all items before the first request.',
];

/**
 * The page on performance.
 *
 * @param results of the parts that were measured here, in the order of the page
 * @param previous the page as it was, for the parts that were not; empty when all were
 */
export async function pageOf(results: Measured[], previous: string): Promise<string> {
	const [head = '', ...sections] = previous.split(/^## /m);
	const kept = sections.map((text): [string, string] => [text.split('\n')[0], `## ${text.trim()}`]);
	const all = new Map(kept);
	all.delete(BEHIND);
	for (const { section, load } of results) {
		const [before, after] = load.map((value) => value.toFixed(1));
		const text = `${markdown(section)}\n\nLoad average ${before} before, ${after} after.`;
		all.set(section.title, text);
	}
	const machines = head
		.split('\n\n')
		.slice(2)
		.map((text) => text.replace(/\s+/g, ' ').trim());
	const text = [
		'# Performance',
		INTRODUCTION,
		...new Set([...machines, ...results.map(({ machine }) => machine)]),
		...all.values(),
		`## ${BEHIND}`,
		REASONS.map((reason) => `- ${reason}`).join('\n'),
	];
	const page = text.filter((part) => part !== '').join('\n\n');
	return await format(page, { parser: 'markdown', proseWrap: 'always', printWidth: 120 });
}
