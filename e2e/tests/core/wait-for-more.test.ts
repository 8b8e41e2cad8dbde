import type { Execution } from '../../n8n/executions';
import { outputOf } from '../../n8n/executions';
import { node, workflow } from '../../support/workflow';
import { onEach, type TestedPlatform, usePlatforms } from './platforms';

const ASHA = '919876543210';
const RAHUL = '919123456789';
/** Long enough for an n8n that is busy to begin with all of them. */
const SECONDS = 8;
const TEXTS = ['I have', 'a question', 'about my order'];

describe('Wait for More Messages', () => {
	const platforms = usePlatforms();

	async function publish({ trigger, publish: start }: TestedPlatform, options = {}) {
		const waiting = trigger({ options: { waitForMoreMessages: SECONDS, ...options } });
		return await start(workflow('Waiting', [waiting, node('After', 'n8n-nodes-base.noOp', {})]));
	}

	/** What the nodes behind the trigger got. */
	const given = (executions: Execution[]) =>
		executions.flatMap((execution) => outputOf(execution, 'After').map(({ json }) => json));

	test('three messages of one customer and one of another start two runs', async () => {
		await onEach(platforms, async (platform) => {
			const { host } = platform;
			const { id } = await publish(platform);
			const ids: string[] = [];
			for (const [index, text] of TEXTS.entries()) {
				ids.push((await host.sandbox.inbound({ from: ASHA, text })).messageId);
				if (index === 1) await host.sandbox.inbound({ from: RAHUL, text: 'Hello' });
				await new Promise((resolve) => setTimeout(resolve, 500));
			}
			const executions = await host.n8n.executions.waitForCount(id, 4, 60_000);
			expect(executions.map(({ status }) => status)).toEqual(Array(4).fill('success'));
			const runs = given(executions);
			expect([platform.name, runs.map(({ text }) => text).sort()]).toEqual([
				platform.name,
				['Hello', TEXTS.join('\n')],
			]);
			const joined = runs.find(({ phone }) => phone === `+${ASHA}`)!;
			expect(joined).toMatchObject({
				chatInput: TEXTS.join('\n'),
				messages: TEXTS.map((text) => ({ text, type: 'text' })),
			});
			expect(joined.messageId).toBe((joined.messages as Array<{ messageId: string }>)[2].messageId);
			expect(new Set(ids).size).toBe(3);
		});
	});

	test('Stop ends a waiting execution at once, and loses no text of the others', async () => {
		await onEach(platforms, async (platform) => {
			const { host } = platform;
			const { id } = await publish(platform, { waitForMoreMessages: 12 });
			for (const text of TEXTS) await host.sandbox.inboundDelivered({ from: ASHA, text });
			// Until n8n has begun all three.
			await new Promise((resolve) => setTimeout(resolve, 3000));
			const [last] = await host.n8n.executions.list(id);
			await host.n8n.executions.stop(last.id);
			expect((await host.n8n.executions.waitUntilFinished(last.id, 5000)).status).toBe('canceled');
			const executions = await host.n8n.executions.waitForCount(id, 3, 60_000);
			expect([platform.name, given(executions).map(({ text }) => text)]).toEqual([
				platform.name,
				[TEXTS.join('\n')],
			]);
		});
	});
});
