import type { INodeParameters } from 'n8n-workflow';

import { waitFor } from '../../sandbox/client';
import { Cluster } from './cluster';
import { senders, startSending, type Sender } from './senders';

const CUSTOMERS = 40;
/** After so many sent messages something happens to the worker. */
const FIRST = 4;
/** So that Stop comes in the middle at each platform. */
const PER_SECOND = 3;
/** Slow enough that most messages are still to be sent then. */
const LATENCY_MS = 2000;
/** n8n finds out about a worker that does not come back after two minutes. */
const ENDED_MS = 180_000;
/** Longer than a worker needs to learn that its execution was stopped, and for what is under way. */
const SETTLED_MS = 8000;

const customers = Array.from({ length: CUSTOMERS }, (_, index) => String(919_800_000_000 + index));

describe('sending in a cluster', () => {
	const cluster = new Cluster();
	const all = senders();

	beforeAll(async () => {
		await cluster.start();
		for (const { host } of all) await cluster.connect(host);
	}, 240_000);
	beforeEach(async () => await all[0].host.resetSandbox());
	afterEach(async () => {
		for (const { host } of all) await host.tidyUp();
	});
	afterAll(async () => await cluster.stop());

	/** Starts a run of 40 items and waits until the first messages have been sent; gives the execution's id. */
	async function sendFirst(sender: Sender, options?: INodeParameters): Promise<string> {
		const { host } = sender;
		const items = await sender.items(customers);
		await host.sandbox.settings({ latencyMs: LATENCY_MS });
		const { id } = await startSending(sender, items, options);
		await host.sandbox.waitForOutbound(FIRST, undefined, 60_000);
		return (await host.n8n.executions.list(id))[0].id;
	}

	/** How often each text was sent, of those that were. */
	async function timesSent({ host }: Sender): Promise<Map<string, number>> {
		const times = new Map<string, number>();
		for (const text of await host.sentTexts()) {
			times.set(String(text), (times.get(String(text)) ?? 0) + 1);
		}
		return times;
	}

	test.each(all)(
		'$name: a worker is killed in the middle of a run, and comes back',
		async (sender) => {
			const { executions } = sender.host.n8n;
			const id = await sendFirst(sender);
			const worker = cluster.workerOf(id)!;
			cluster.kill(worker);
			const before = (await timesSent(sender)).size;
			await cluster.startAgain(worker);
			const ended = await executions.waitUntilFinished(id, ENDED_MS);
			expect(['crashed', 'error']).toContain(ended.status);
			const sent = (await timesSent(sender)).size;
			expect(sent).toBeLessThan(CUSTOMERS);

			await sender.host.sandbox.settings({ latencyMs: 0 });
			const retried = await executions.retry(id);
			const times = [...(await timesSent(sender)).values()];
			const twice = times.filter((count) => count > 1).length;
			console.log(
				`${sender.name}, a worker killed after ${before} of ${CUSTOMERS}: the execution is "${ended.status}", ${sent} were sent; Retry: "${retried.status}", all ${times.length} sent, ${twice} twice`,
			);
			expect(times).toHaveLength(CUSTOMERS);
			// What the node has noted is stored when it ends. Only a key that does not depend on it tells the messages apart.
			expect(twice).toBe(sender.knowsAgain ? 0 : sent);
		},
	);

	test.each(all)(
		'$name: Stop reaches the worker of a run that a processor started',
		async (sender) => {
			const { executions } = sender.host.n8n;
			const id = await sendFirst(sender, { messagesPerSecond: PER_SECOND });
			await executions.stop(id);
			await waitFor('the execution to be stopped', async () => {
				const { status } = await executions.get(id);
				return status === 'canceled';
			});
			await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
			const sent = (await timesSent(sender)).size;
			console.log(`${sender.name}: stopped after ${FIRST} of ${CUSTOMERS}, ${sent} were sent`);
			expect(sent).toBeLessThan(CUSTOMERS);
			await new Promise((resolve) => setTimeout(resolve, SETTLED_MS / 4));
			expect((await timesSent(sender)).size).toBe(sent);
		},
	);
});
