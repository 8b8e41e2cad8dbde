import { outputOf } from '../../n8n/executions';
import type { SavedWorkflow } from '../../n8n/workflows';
import { PublicationError } from '../../n8n/workflows';
import { workflow } from '../../support/workflow';
import { useWbiz, wbizTrigger } from './host';

const CUSTOMER = '919876543210';
const FOREIGN_URL = 'https://crm.example.com/whatsapp';

describe('the subscription of the WBIZ trigger', () => {
	const host = useWbiz();

	async function createTrigger(parameters = {}): Promise<SavedWorkflow> {
		return await host.create(workflow('WBIZ', [wbizTrigger(host.credential, parameters)]));
	}

	function productionUrl({ nodes }: SavedWorkflow): string {
		return `${host.running.n8nUrl}/webhook/${nodes[0].webhookId}/webhook`;
	}

	function testUrl({ nodes }: SavedWorkflow): string {
		return `${host.running.n8nUrl}/webhook-test/${nodes[0].webhookId}/webhook`;
	}

	async function urls(): Promise<string[]> {
		return (await host.subscriptions()).map(({ url }) => url);
	}

	async function expectMessageStarts(...workflows: SavedWorkflow[]): Promise<void> {
		const deliveries = await host.inboundToAll({ from: CUSTOMER, text: 'Hello' });
		const reached = deliveries.filter(({ attempts }) => attempts[0].status === 200);
		expect(reached.map(({ url }) => url).sort()).toEqual(workflows.map(productionUrl).sort());
		for (const { id } of workflows) {
			const [execution, ...others] = await host.n8n.executions.waitForCount(id, 1);
			expect(outputOf(execution, 'Trigger')[0].json.text).toBe('Hello');
			expect(others).toEqual([]);
		}
	}

	test('two workflows get the same message, and unpublishing one leaves the other its own', async () => {
		await host.subscribe(FOREIGN_URL);
		const [first, second] = [await createTrigger(), await createTrigger()];
		await host.n8n.workflows.publish(first.id);
		await host.n8n.workflows.publish(second.id);
		expect(await urls()).toEqual([FOREIGN_URL, productionUrl(first), productionUrl(second)]);
		await expectMessageStarts(first, second);

		await host.n8n.workflows.unpublish(first.id);
		expect(await urls()).toEqual([FOREIGN_URL, productionUrl(second)]);
		await host.inboundToAll({ from: CUSTOMER, text: 'after' });
		expect(await host.n8n.executions.waitForCount(second.id, 2)).toHaveLength(2);
		expect(await host.n8n.executions.list(first.id)).toHaveLength(1);
	});

	test('leftovers of the same address are removed, others are not', async () => {
		const created = await createTrigger();
		await host.subscribe(productionUrl(created));
		await host.subscribe(FOREIGN_URL);
		await host.subscribe(productionUrl(created), ['message.status']);
		await host.n8n.workflows.publish(created.id);
		expect(await urls()).toEqual([FOREIGN_URL, productionUrl(created)]);
		await expectMessageStarts(created);
	});

	test('publishing again with other events leaves one subscription, for these', async () => {
		const created = await createTrigger();
		await host.n8n.workflows.publish(created.id);
		const [trigger] = created.nodes;
		const parameters = { events: ['message.received', 'message.status'] };
		await host.n8n.workflows.update(created.id, { nodes: [{ ...trigger, parameters }] });
		await host.n8n.workflows.publish(created.id);
		const [subscription, ...others] = await host.subscriptions();
		expect(others).toEqual([]);
		expect(subscription.url).toBe(productionUrl(created));
		expect(subscription.events).toEqual(['message.received', 'message.status']);
		await expectMessageStarts(created);
	});

	test('a subscription that was deleted at the platform does not keep anybody from unpublishing', async () => {
		const created = await createTrigger();
		await host.n8n.workflows.publish(created.id);
		const [{ id }] = await host.subscriptions();
		await host.sandbox.callApi('delete', `/v1/webhooks/${id}`);
		await host.n8n.workflows.unpublish(created.id);
		await host.n8n.workflows.publish(created.id);
		await expectMessageStarts(created);
	});

	test('a registration whose answers are lost leaves one subscription in the end', async () => {
		const created = await createTrigger();
		const lost = { method: 'POST', path: '/v1/webhooks', kind: 'cutAfter' as const, times: 2 };
		await host.sandbox.fault(lost);
		await host.n8n.workflows.publish(created.id);
		expect(await urls()).toEqual([productionUrl(created)]);
		await expectMessageStarts(created);
	});

	test('a key without the scope leaves the workflow unpublished, and the scope is named', async () => {
		const { id } = await createTrigger();
		await host.sandbox.settings({ scopes: ['messages:send'] });
		const publication = host.n8n.workflows.publish(id);
		await expect(publication).rejects.toThrow(PublicationError);
		await expect(publication).rejects.toThrow('webhooks:manage');
		await host.sandbox.reset();
		expect(await urls()).toEqual([]);
	});

	describe('listening for a test event', () => {
		test('a test message arrives while production goes on, and only the test address is removed', async () => {
			const created = await createTrigger();
			await host.n8n.workflows.publish(created.id);
			await host.n8n.executions.listen(created.id, 'Trigger');
			expect(await urls()).toEqual([productionUrl(created), testUrl(created)]);
			await host.inboundToAll({ from: CUSTOMER, text: 'both' });
			const executions = await host.n8n.executions.waitForCount(created.id, 2);
			expect(executions.map(({ mode, status }) => [mode, status]).sort()).toEqual([
				['manual', 'success'],
				['webhook', 'success'],
			]);
			await host.waitForSubscriptions([productionUrl(created)]);
		});

		test('a forged message does not end the listening', async () => {
			const created = await createTrigger();
			await host.n8n.executions.listen(created.id, 'Trigger');
			const { attempts } = await host.sandbox.deliver('forged');
			expect(attempts.map(({ status }) => status)).toEqual([401]);
			await host.inboundToAll({ from: CUSTOMER, text: 'genuine' });
			const [execution, ...others] = await host.n8n.executions.waitForCount(created.id, 1);
			expect(outputOf(execution, 'Trigger')[0].json.text).toBe('genuine');
			expect(others).toEqual([]);
			await host.waitForSubscriptions([]);
		});

		test('listening twice without a call leaves nothing behind', async () => {
			const created = await createTrigger();
			await host.n8n.executions.listen(created.id, 'Trigger');
			await host.n8n.executions.listen(created.id, 'Trigger');
			expect(await urls()).toEqual([testUrl(created)]);
			await host.n8n.executions.stopListening(created.id);
			await host.waitForSubscriptions([]);
		});
	});
});
