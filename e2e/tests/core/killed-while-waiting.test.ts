import { randomUUID } from 'node:crypto';

import type { INode } from 'n8n-workflow';

import { waitFor } from '../../../sandbox/client';
import { outputOf } from '../../n8n/executions';
import { useOwnN8n } from '../../support/own-n8n';
import { node, workflow } from '../../support/workflow';
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

	/** The customer writes three messages to each platform; n8n is killed so many milliseconds later. */
	async function killAfter(milliseconds: number, seconds: number, behind: INode[] = []) {
		const ids = new Map<string, string>();
		await onEach(platforms, async ({ name, host, trigger, publish }) => {
			const waiting = trigger({ options: { waitForMoreMessages: seconds } });
			ids.set(name, (await publish(workflow('Waiting', [waiting, ...behind]))).id);
			for (const text of TEXTS) {
				await host.sandbox.inboundDelivered({ from: CUSTOMER, text });
				await new Promise((resolve) => setTimeout(resolve, 50));
			}
		});
		await new Promise((resolve) => setTimeout(resolve, milliseconds));
		n8n.kill();
		await n8n.startAgain();
		return ids;
	}

	/** All have crashed; Retry of the newest gathers what the others were to give, where the platform has it. */
	async function expectEachTextOnce(ids: Map<string, string>): Promise<void> {
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
			for (const one of crashed) {
				const retried = await executions.retry(one);
				expect(retried.status).toBe('success');
				texts.push(...outputOf(retried, 'Trigger').map(({ json }) => json.text));
			}
			const expected = name === WITHOUT_CONVERSATION ? [...TEXTS].reverse() : [TEXTS.join('\n')];
			expect([name, texts]).toEqual([name, expected]);
		});
	}

	test('while they wait: each message has crashed, and Retry gives each text once', async () => {
		await expectEachTextOnce(await killAfter(3000, SECONDS));
	});

	test('while the nodes behind the trigger work: the same', async () => {
		const amount = '={{ $json.messages.length > 1 ? 25 : 0 }}';
		const work = {
			...node('Work', 'n8n-nodes-base.wait', { resume: 'timeInterval', amount, unit: 'seconds' }),
			typeVersion: 1.1,
			webhookId: randomUUID(),
		};
		await expectEachTextOnce(await killAfter(9000, 3, [work]));
	});
});
