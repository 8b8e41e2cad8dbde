import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import axios from 'axios';

import type { Progress } from '../progress';
import type { Bench } from './bench';
import { processorSeconds } from './process-use';
import { publishReceivers, type Receiver, type Receivers } from './receivers';
import { ratio, type Figure, type Section } from './section';

const DELIVERIES = 100;
const ROUNDS = 3;
const AT_ONCE = 8;
/** n8n then starts its expression engine only when there is an expression to work out. */
const LAZY_ENGINE = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };
/** n8n may still be running the executions that were started last. */
const SETTLE_MS = 500;

const middle = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

interface Measured {
	/** Deliveries a second. */
	throughput: number;
	/** Milliseconds, the middle of all. */
	latency: number;
	/** Milliseconds of n8n's processor time for each. */
	processor: number;
}

/** So many deliveries, some at the same time. */
async function deliver(bench: Bench, receiver: Receiver, forged: boolean): Promise<Measured> {
	const httpAgent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
	const url = `${bench.running.url}${receiver.path}`;
	const expected = forged ? receiver.refusal : 200;
	const times: number[] = [];
	let left = DELIVERIES;
	const worker = async () => {
		while (left > 0) {
			left -= 1;
			const { body, headers } = forged ? receiver.forged() : receiver.genuine();
			const began = performance.now();
			const { status } = await axios.post(url, body, {
				headers: { 'content-type': 'application/json', ...headers },
				...{ httpAgent, proxy: false, validateStatus: () => true },
			});
			if (status !== expected) throw new Error(`${receiver.name} answered ${status}`);
			times.push(performance.now() - began);
		}
	};
	const before = processorSeconds(bench.running.pid);
	const began = performance.now();
	await Promise.all(Array.from({ length: AT_ONCE }, worker));
	const throughput = (DELIVERIES * 1000) / (performance.now() - began);
	httpAgent.destroy();
	await sleep(SETTLE_MS);
	const processor = ((processorSeconds(bench.running.pid) - before) * 1000) / DELIVERIES;
	return { throughput, latency: middle(times), processor };
}

/** Each receiver in turn, several times: what n8n does meanwhile falls on all of them. */
async function inTurn(
	bench: Bench,
	progress: Progress,
	receivers: Receiver[],
	forged: boolean,
): Promise<Row[]> {
	const all: Measured[][] = receivers.map(() => []);
	for (let round = 0; round <= ROUNDS; round += 1) {
		for (const [index, receiver] of receivers.entries()) {
			const measured = await deliver(bench, receiver, forged);
			const kind = forged ? 'forged' : 'genuine';
			progress.detail(`${receiver.name}, ${kind}: ${Math.round(measured.throughput)} a second`);
			// The first round warms n8n up.
			if (round > 0) all[index].push(measured);
		}
	}
	const of = (rounds: Measured[], key: keyof Measured) => middle(rounds.map((one) => one[key]));
	return all.map((rounds, index) => ({
		name: receivers[index].name,
		throughput: of(rounds, 'throughput'),
		latency: of(rounds, 'latency'),
		processor: of(rounds, 'processor'),
	}));
}

interface Row extends Measured {
	name: string;
}

/** The first of the rows is what the others are compared with. */
function rowsOf(kind: string, rows: Row[]): Array<Array<string | number>> {
	const [base] = rows;
	return rows.map(({ name, throughput, latency, processor }) => [
		`${name}, ${kind}`,
		Math.round(throughput),
		latency.toFixed(1),
		processor.toFixed(1),
		ratio(base.throughput / throughput),
		ratio(latency / base.latency),
		ratio(processor / base.processor),
	]);
}

/** @param rows the first is no trigger of ours */
function figuresOf(kind: string, base: Row, rows: Row[], aim: number): Figure[] {
	return rows.slice(1).map(({ name, throughput }) => ({
		name: `${name}, ${kind}`,
		value: base.throughput / throughput,
		aim,
	}));
}

interface Results {
	/** In each list the first is what the others are compared with. */
	genuine: Row[];
	forged: Row[];
	lazy: Row[];
	/** n8n's own trigger that is not the Webhook node. */
	other: Row;
}

async function measureAll(
	bench: Bench,
	progress: Progress,
	{ webhook, guarded, otherTrigger, ours }: Receivers,
): Promise<Results> {
	const measure = async (title: string, list: Receiver[], forged: boolean) =>
		await progress.step(title, async () => await inTurn(bench, progress, list, forged));
	const all = [webhook, ...ours, otherTrigger];
	const genuine = await measure('Genuine deliveries', all, false);
	const forged = await measure('Forged deliveries', [guarded, ...ours], true);
	await bench.restart(LAZY_ENGINE);
	const title = 'Genuine deliveries, engine when needed';
	const lazy = await measure(title, [webhook, ...ours], false);
	await bench.restart();
	const other = genuine.pop() as Row;
	return { genuine, forged, lazy, other };
}

export async function measureDeliveries(bench: Bench, progress: Progress): Promise<Section> {
	const receivers = await publishReceivers(bench);
	try {
		const { genuine, forged, lazy, other } = await measureAll(bench, progress, receivers);
		return {
			title: 'Deliveries',
			text: [
				`${DELIVERIES} deliveries, ${AT_ONCE} at a time, the middle of ${ROUNDS} rounds in turn; each genuine one starts an execution that is stored.`,
				'n8n’s Webhook node checks nothing; for forgeries it has *Header Auth*. n8n’s TheHive Trigger checks nothing either: what it takes longer than the Webhook node is what n8n does for every other trigger.',
				'*Engine when needed*: n8n was started with `N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true`.',
			].join(' '),
			head: ['', 'a second', 'answer, ms', 'processor, ms', 'time ×', 'answer ×', 'processor ×'],
			rows: [
				...rowsOf('genuine', [...genuine, other]),
				...rowsOf('forged', forged),
				...rowsOf('genuine, engine when needed', lazy),
			],
			figures: [
				...figuresOf('genuine', genuine[0], genuine, 1.1),
				...figuresOf('genuine, × TheHive Trigger', other, genuine, 1.1),
				...figuresOf('genuine, engine when needed', lazy[0], lazy, 1.1),
				...figuresOf('forged', forged[0], forged, 1.5),
			],
		};
	} finally {
		await receivers.close();
	}
}
