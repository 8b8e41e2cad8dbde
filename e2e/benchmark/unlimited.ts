import type { INode } from 'n8n-workflow';

import type { Progress } from '../progress';
import type { Bench } from './bench';
import { MemoryWatch } from './memory';
import { processorSeconds } from './process-use';
import { ratio, type Section } from './section';
import { httpRequest, noOperation, sendText, workflowOf } from './workflows';

const MESSAGES = 1000;
const ROUNDS = 3;
const LATENCY = 50;
const MANY = 10_000;

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Our node and n8n's HTTP Request node in turn, against the same vendor. */
export async function measureWithoutLimit(bench: Bench, progress: Progress): Promise<Section> {
	const seconds: Record<'ours' | 'other', number[]> = { ours: [], other: [] };
	const { vendor, credential } = await bench.vendor('wbiz', { latency: LATENCY });
	const ways: Array<['ours' | 'other', () => INode]> = [
		['other', () => httpRequest(credential, vendor.baseUrl)],
		['ours', () => sendText('wbiz', credential)],
	];
	await progress.step('Without a limit', async () => {
		// The first round warms n8n up.
		for (let round = 0; round <= ROUNDS; round += 1) {
			for (const [way, node] of ways) {
				const run = await bench.run(workflowOf(`Without a limit, ${way}`, MESSAGES, node()));
				if (vendor.take().accepted !== MESSAGES) throw new Error(`${way}: not all were accepted`);
				if (round > 0) seconds[way].push(run.seconds);
			}
		}
	});
	const value = mean(seconds.ours) / mean(seconds.other);
	const rows = [
		['WBIZ node, no settings', mean(seconds.ours).toFixed(1), ratio(value)],
		['HTTP Request node, no settings: all at once', mean(seconds.other).toFixed(1), '1.00'],
	];
	return {
		title: 'Without a limit',
		text: `${MESSAGES.toLocaleString('en')} messages, answers after ${LATENCY} ms; the mean of ${ROUNDS} rounds in turn. Our node learns that 50 may be under way at once.`,
		head: ['', 'seconds', '× HTTP Request'],
		rows,
		figures: [{ name: 'time, × HTTP Request', value, aim: 1 }],
	};
}

interface Use {
	processor: number;
	peak: number;
	bytes: number;
}

async function measureUse(bench: Bench, name: string, node: INode): Promise<Use> {
	const { pid } = bench.running;
	// Compiled code is there before it is counted.
	await bench.runUnread(workflowOf(`${name}, before`, MESSAGES, node));
	const memory = new MemoryWatch(pid);
	const before = processorSeconds(pid);
	const { id, status } = await bench.runUnread(workflowOf(name, MANY, node));
	if (status !== 'success') throw new Error(`"${name}" ended with ${status}`);
	const processor = processorSeconds(pid) - before;
	return { processor, peak: memory.stop().peak, bytes: bench.storedBytes(id) };
}

/** Each way in an n8n that has just been started. What a run takes that sends nothing is taken off. */
export async function measureManyItems(bench: Bench, progress: Progress): Promise<Section> {
	const { vendor, credential } = await bench.vendor('wbiz', { latency: 0 });
	const ways: Record<string, () => INode> = {
		'nothing sent': noOperation,
		'HTTP Request node': () => httpRequest(credential, vendor.baseUrl),
		'WBIZ node': () => sendText('wbiz', credential),
	};
	const uses: Use[] = [];
	for (const [name, node] of Object.entries(ways)) {
		await progress.step(`${MANY} items, ${name}`, async () => {
			await bench.restart();
			uses.push(await measureUse(bench, `${MANY} items, ${name}`, node()));
		});
	}
	const [base, other, ours] = uses;
	const used = (key: keyof Use) => (ours[key] - base[key]) / (other[key] - base[key]);
	const names = Object.keys(ways);
	return {
		title: `${MANY.toLocaleString('en')} items`,
		text: 'Without a limit and without a delay. Processor time and bytes of a run in which nothing is sent are taken off before the comparison.',
		head: ['', 'processor, ms an item', 'peak memory, MB', 'database, bytes an item'],
		rows: uses.map(({ processor, peak, bytes }, index) => [
			names[index],
			((processor * 1000) / MANY).toFixed(2),
			Math.round(peak),
			Math.round(bytes / MANY),
		]),
		figures: [
			{ name: 'processor time an item, × HTTP Request', value: used('processor'), aim: 0.8 },
			{ name: 'peak memory, × HTTP Request', value: ours.peak / other.peak },
			{ name: 'bytes in the database, × HTTP Request', value: used('bytes') },
		],
	};
}
