import { outputOf, type Execution } from '../n8n/executions';
import { workflow } from '../support/workflow';
import { testedPlatforms, type TestedPlatform } from '../tests/core/platforms';
import { Cluster } from './cluster';

const SECONDS = 5;
/** With the executions of so many customers each worker has slots left. */
const CUSTOMERS = 4;
/** Three times as many executions as the two workers have slots together. */
const MANY = 20;
/** Milliseconds between two messages of a customer: each goes to the next processor, and to any worker. */
const BETWEEN = 700;
const PARTS = [1, 2, 3];
/** This one documents no list of what a customer has written. */
const WITHOUT_CONVERSATION = 'Pabbly Chatflow';

interface Seen {
	/** Customers whose messages started one run together. */
	together: number;
	runs: number;
	lost: string[];
	twice: string[];
	/** Workers that had executions of them. */
	workers: number;
}

describe('waiting for more messages in a cluster: two webhook processors, two workers', () => {
	const cluster = new Cluster();
	const platforms = testedPlatforms();

	beforeAll(async () => {
		await cluster.start();
		for (const { host } of platforms) await cluster.connect(host);
		await platforms[0].host.sandbox.reset();
		cluster.spread = 'inTurn';
	}, 240_000);
	afterAll(async () => await cluster.stop());

	let customers = 0;

	/** So many customers write three messages each, all at the same time. */
	async function burst({ host, trigger, publish }: TestedPlatform, count: number): Promise<Seen> {
		await host.sandbox.settings({ webhookRetryDelaysMs: [1000, 2000, 5000], autoStatuses: false });
		const waiting = trigger({ options: { waitForMoreMessages: SECONDS } });
		const { id } = await publish(workflow('Waiting', [waiting]));
		const writers = Array.from(
			{ length: count },
			() => `9198765${String(10_000 + (customers += 1))}`,
		);
		for (const part of PARTS) {
			const sent = writers.map((from) =>
				host.sandbox.inbound({ from, text: `${part} of ${from}` }),
			);
			await Promise.all(sent);
			await new Promise((resolve) => setTimeout(resolve, BETWEEN));
		}
		const total = count * PARTS.length;
		const executions = await host.n8n.executions.waitForCount(id, total, 200_000);
		expect(executions.filter(({ status }) => status !== 'success')).toEqual([]);
		await host.n8n.workflows.unpublish(id);
		return seenIn(executions, writers);
	}

	function seenIn(executions: Execution[], writers: string[]): Seen {
		const given = executions
			.flatMap((execution) => outputOf(execution, 'Trigger').map(({ json }) => String(json.text)))
			.sort();
		const lines = given.flatMap((text) => text.split('\n'));
		const expected = writers.flatMap((from) => PARTS.map((part) => `${part} of ${from}`));
		const times = (text: string) => lines.filter((line) => line === text).length;
		const whole = (from: string) => PARTS.map((part) => `${part} of ${from}`).join('\n');
		const workers = new Set(executions.map(({ id }) => cluster.workerOf(id)));
		return {
			together: writers.filter((from) => given.includes(whole(from))).length,
			runs: given.length,
			lost: expected.filter((text) => times(text) === 0),
			twice: expected.filter((text) => times(text) > 1),
			workers: workers.size,
		};
	}

	function report(
		name: string,
		count: number,
		{ together, runs, lost, twice, workers }: Seen,
	): void {
		console.log(
			`${name}: ${count} customers with three messages each, on ${workers} workers: ${together} in one run, ${runs} runs in all, ${lost.length} texts lost, ${twice.length} twice`,
		);
	}

	test.each(platforms)('$name: three messages of a customer are one run', async (platform) => {
		const seen = await burst(platform, CUSTOMERS);
		report(platform.name, CUSTOMERS, seen);
		expect([seen.workers, seen.lost, seen.twice]).toEqual([2, [], []]);
		if (platform.name !== WITHOUT_CONVERSATION) expect(seen.together).toBe(CUSTOMERS);
	});

	test.each(platforms)('$name: with too few slots nothing is lost', async (platform) => {
		const seen = await burst(platform, MANY);
		report(`${platform.name}, too few slots`, MANY, seen);
		expect(seen.lost).toEqual([]);
	});
});
