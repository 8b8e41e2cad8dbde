import { waitFor } from '../../../sandbox/client';
import { outputOf } from '../../n8n/executions';
import { useOwnN8n } from '../../support/own-n8n';
import { workflow } from '../../support/workflow';
import { onEach, testedPlatforms } from './platforms';

const CUSTOMER = '919876543210';
const TEXTS = ['I have', 'a question', 'about my order'];
/** Longer than n8n takes to be killed. */
const SECONDS = 60;
/** This one documents no list of what a customer has written. */
const WITHOUT_CONVERSATION = 'Pabbly Chatflow';

describe('n8n is killed while executions wait for more messages', () => {
	const platforms = testedPlatforms();
	const hosts = platforms.map(({ host }) => host);
	const n8n = useOwnN8n(hosts, () => ({}));

	test('each message is an execution that has crashed; Retry gives each text once', async () => {
		const ids = new Map<string, string>();
		await onEach(platforms, async ({ name, host, trigger, publish }) => {
			const waiting = trigger({ options: { waitForMoreMessages: SECONDS } });
			ids.set(name, (await publish(workflow('Waiting', [waiting]))).id);
			for (const text of TEXTS) {
				await host.sandbox.inboundDelivered({ from: CUSTOMER, text });
				await new Promise((resolve) => setTimeout(resolve, 50));
			}
		});
		await new Promise((resolve) => setTimeout(resolve, 3000));
		n8n.kill();
		await n8n.startAgain();
		await onEach(platforms, async ({ name, host }) => {
			const { executions } = host.n8n;
			const id = ids.get(name)!;
			await waitFor(
				'the executions to have crashed',
				async () => {
					const all = await executions.list(id);
					return all.length === TEXTS.length && all.every(({ status }) => status === 'crashed');
				},
				{ timeout: 60_000 },
			);
			const crashed = (await executions.list(id)).map((execution) => execution.id);
			const texts: unknown[] = [];
			// The newest first: it gathers what the others were to give.
			for (const one of crashed) {
				const retried = await executions.retry(one);
				expect(retried.status).toBe('success');
				texts.push(...outputOf(retried, 'Trigger').map(({ json }) => json.text));
			}
			const expected = name === WITHOUT_CONVERSATION ? [...TEXTS].reverse() : [TEXTS.join('\n')];
			expect([name, texts]).toEqual([name, expected]);
		});
	});
});
