import axios from 'axios';

import { waitFor } from '../../sandbox/client';
import type { CredentialReference } from '../n8n/credentials';
import type { Progress } from '../progress';
import type { Bench } from './bench';
import { percent, type Section } from './section';
import { node, sendText, workflowOf } from './workflows';

const RUNS = 20;
const MESSAGES = 100;
const PER_SECOND = 80;

/** Publishes a workflow that sends its messages whenever its webhook is called. Gives its id and address. */
async function publishBot(bench: Bench, credential: CredentialReference) {
	const path = 'benchmark-together';
	const start = {
		...node('Start', 'n8n-nodes-base.webhook', 2, { httpMethod: 'POST', path, options: {} }),
		webhookId: path,
	};
	const measured = sendText('waba-portal', credential);
	const { workflows } = bench.client;
	const { id } = await workflows.create(
		workflowOf('20 executions at once', MESSAGES, measured, start),
	);
	await workflows.publish(id);
	return { id, url: `${bench.running.url}/webhook/${path}` };
}

/** Seconds from the first start to the end of each execution, in order. */
async function endsOf(bench: Bench, workflowId: string): Promise<number[]> {
	const look = async () => {
		const list = await bench.client.executions.list(workflowId);
		return list.length === RUNS && list.every(({ stoppedAt }) => stoppedAt) && list;
	};
	const options = { timeout: 120_000, interval: 500 };
	const executions = await waitFor('all executions to end', look, options);
	const begun = Math.min(...executions.map(({ startedAt }) => Date.parse(startedAt)));
	return executions
		.map(({ stoppedAt }) => (Date.parse(String(stoppedAt)) - begun) / 1000)
		.sort((a, b) => a - b);
}

/** Twenty production executions at once with one credential, each with its own messages. */
export async function measureTogether(bench: Bench, progress: Progress): Promise<Section> {
	const announce: ['retryAfter'] = ['retryAfter'];
	const limit = { kind: 'bucket' as const, limit: PER_SECOND, seconds: 1, announce };
	const { vendor, credential } = await bench.vendor('waba-portal', { limit, latency: 50 });
	const { id, url } = await publishBot(bench, credential);
	const ends = await progress.step('20 executions at once', async () => {
		const calls = Array.from({ length: RUNS }, () => axios.post(url, {}, { proxy: false }));
		await Promise.all(calls);
		return await endsOf(bench, id);
	});
	const { accepted, refused } = vendor.take();
	if (accepted !== RUNS * MESSAGES) throw new Error(`${accepted} messages were accepted`);
	const [first, median, last] = [ends[0], ends[RUNS / 2], ends[RUNS - 1]];
	const own = accepted / PER_SECOND;
	return {
		title: '20 executions at once',
		text: `${RUNS} executions with ${MESSAGES} messages each (WABA Portal), one credential, a bucket of ${PER_SECOND} a second told by Retry-After, answers after 50 ms.`,
		head: ['first ends, s', 'median, s', 'last, s', 'limit alone, s', 'refused'],
		rows: [
			[...[first, median, last, own].map((value) => value.toFixed(1)), percent(refused / accepted)],
		],
		figures: [
			{ name: 'time of all, × the limit’s own', value: last / own, aim: 1.1 },
			{ name: 'last, × the median', value: last / median, aim: 2 },
			{ name: 'refused', value: refused / accepted, aim: 0.12, unit: 'share' },
		],
	};
}
