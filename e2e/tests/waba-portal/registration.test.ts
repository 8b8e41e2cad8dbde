import axios from 'axios';

import { PublicationError, type SavedWorkflow } from '../../n8n/workflows';
import { workflow } from '../../support/workflow';
import { useWabaPortal, wabaPortalTrigger } from './host';

const CUSTOMER = '919876543210';
const FOREIGN_URL = 'https://crm.example.com/whatsapp';

describe('the only webhook slot of a number', () => {
	const host = useWabaPortal();

	async function createTrigger(parameters = {}): Promise<SavedWorkflow> {
		return await host.create(workflow('Slot', [wabaPortalTrigger(host.credential, parameters)]));
	}

	function productionUrl({ nodes }: SavedWorkflow): string {
		return `${host.running.n8nUrl}/webhook/${nodes[0].webhookId}/webhook`;
	}

	function testUrl({ nodes }: SavedWorkflow): string {
		return `${host.running.n8nUrl}/webhook-test/${nodes[0].webhookId}/webhook`;
	}

	const foreign = {
		webhookUrl: FOREIGN_URL,
		webhookEnabled: true,
		webhookEvents: ['messages', 'statuses'],
	};

	describe('published', () => {
		test('unpublishing frees the slot', async () => {
			const created = await createTrigger();
			await host.n8n.workflows.publish(created.id);
			expect((await host.slot()).webhookUrl).toBe(productionUrl(created));
			await host.n8n.workflows.unpublish(created.id);
			expect(await host.slot()).toMatchObject({ webhookUrl: null, webhookEnabled: false });
		});

		test('another URL in the slot is named in the error and left alone', async () => {
			await host.occupySlot(FOREIGN_URL);
			const { id } = await createTrigger();
			const publication = host.n8n.workflows.publish(id);
			await expect(publication).rejects.toThrow(PublicationError);
			await expect(publication).rejects.toThrow(FOREIGN_URL);
			expect(await host.slot()).toMatchObject(foreign);
			await host.n8n.workflows.unpublish(id);
			expect(await host.slot()).toMatchObject(foreign);
		});

		test('with Replace Existing Webhook the other URL is replaced, and given back on unpublishing', async () => {
			await host.occupySlot(FOREIGN_URL);
			const created = await createTrigger({ replaceExistingWebhook: true });
			await host.n8n.workflows.publish(created.id);
			expect(await host.slot()).toMatchObject({
				webhookUrl: productionUrl(created),
				webhookEvents: ['messages'],
			});
			await host.sandbox.inboundDelivered({ from: CUSTOMER, text: 'for the workflow' });
			await host.n8n.executions.waitForCount(created.id, 1);
			await host.n8n.workflows.unpublish(created.id);
			expect(await host.slot()).toMatchObject(foreign);
		});

		test('what somebody else has put there meanwhile is left alone on unpublishing', async () => {
			const { id } = await createTrigger();
			await host.n8n.workflows.publish(id);
			await host.occupySlot(FOREIGN_URL);
			await host.n8n.workflows.unpublish(id);
			expect(await host.slot()).toMatchObject(foreign);
		});

		test('a second workflow for the same number is refused with the address of the first', async () => {
			const first = await createTrigger();
			await host.n8n.workflows.publish(first.id);
			const second = await createTrigger();
			await expect(host.n8n.workflows.publish(second.id)).rejects.toThrow(productionUrl(first));
			expect((await host.slot()).webhookUrl).toBe(productionUrl(first));
		});

		test('publishing again with other events changes the slot', async () => {
			const created = await createTrigger();
			await host.n8n.workflows.publish(created.id);
			const [trigger] = created.nodes;
			const parameters = { events: ['message.received', 'message.status'] };
			await host.n8n.workflows.update(created.id, { nodes: [{ ...trigger, parameters }] });
			await host.n8n.workflows.publish(created.id);
			const { webhookEvents, webhookUrl } = await host.slot();
			expect(webhookUrl).toBe(productionUrl(created));
			expect([...webhookEvents].sort()).toEqual(['messages', 'statuses']);
		});
	});

	describe('published while the platform is in trouble', () => {
		test('a registration whose answers are lost is tried again, and the other URL is still given back', async () => {
			await host.occupySlot(FOREIGN_URL);
			const created = await createTrigger({ replaceExistingWebhook: true });
			await host.sandbox.fault({ method: 'PUT', path: '/webhook', kind: 'cutAfter', times: 4 });
			await host.n8n.workflows.publish(created.id);
			expect((await host.slot()).webhookUrl).toBe(productionUrl(created));
			await host.n8n.workflows.unpublish(created.id);
			expect(await host.slot()).toMatchObject(foreign);
		});

		test('a platform that refuses the key leaves the workflow unpublished, and says why', async () => {
			const { id } = await createTrigger();
			await host.sandbox.fault({ path: '/webhook', kind: 'status', status: 401, times: 99 });
			await expect(host.n8n.workflows.publish(id)).rejects.toThrow(/WABA Portal/);
		});

		test('unpublishing works although the platform does not answer', async () => {
			const { id } = await createTrigger();
			await host.n8n.workflows.publish(id);
			const { webhookUrl } = await host.slot();
			await host.sandbox.fault({ path: '/webhook', kind: 'status', status: 500, times: 99 });
			await host.n8n.workflows.unpublish(id);
			const { status } = await axios.post(webhookUrl!, {}, { validateStatus: () => true });
			expect(status).toBe(404);
		});
	});

	describe('listening for a test event', () => {
		test('a test message arrives, and the slot is free again after it', async () => {
			const created = await createTrigger();
			await host.n8n.executions.listen(created.id, 'Trigger');
			expect((await host.slot()).webhookUrl).toBe(testUrl(created));
			await host.sandbox.inboundDelivered({ from: CUSTOMER, text: 'test' });
			const [execution] = await host.n8n.executions.waitForCount(created.id, 1);
			expect(execution).toMatchObject({ mode: 'manual', status: 'success' });
			await host.waitForSlot({ webhookUrl: null, webhookEnabled: false });
		});

		test('another URL in the slot is named in the error and left alone', async () => {
			await host.occupySlot(FOREIGN_URL);
			const { id } = await createTrigger();
			await expect(host.n8n.executions.listen(id, 'Trigger')).rejects.toThrow(FOREIGN_URL);
			expect(await host.slot()).toMatchObject(foreign);
		});

		test('the same workflow’s production webhook is not taken by its test', async () => {
			const created = await createTrigger();
			await host.n8n.workflows.publish(created.id);
			const listening = host.n8n.executions.listen(created.id, 'Trigger');
			await expect(listening).rejects.toThrow(productionUrl(created));
			expect((await host.slot()).webhookUrl).toBe(productionUrl(created));
		});

		test('with Replace Existing Webhook the other URL is given back after the test call', async () => {
			await host.occupySlot(FOREIGN_URL);
			const created = await createTrigger({ replaceExistingWebhook: true });
			await host.n8n.executions.listen(created.id, 'Trigger');
			expect((await host.slot()).webhookUrl).toBe(testUrl(created));
			await host.sandbox.inboundDelivered({ from: CUSTOMER, text: 'test' });
			await host.n8n.executions.waitForCount(created.id, 1);
			await host.waitForSlot(foreign);
		});

		test('with Replace Existing Webhook the other URL is given back when listening is stopped', async () => {
			await host.occupySlot(FOREIGN_URL);
			const created = await createTrigger({ replaceExistingWebhook: true });
			await host.n8n.executions.listen(created.id, 'Trigger');
			expect((await host.slot()).webhookUrl).toBe(testUrl(created));
			await host.n8n.executions.stopListening(created.id);
			await host.waitForSlot(foreign);
		});

		test('with Replace Existing Webhook the production webhook is given back and works', async () => {
			const created = await createTrigger({ replaceExistingWebhook: true });
			await host.n8n.workflows.publish(created.id);
			await host.n8n.executions.listen(created.id, 'Trigger');
			expect((await host.slot()).webhookUrl).toBe(testUrl(created));
			await host.n8n.executions.stopListening(created.id);
			await host.waitForSlot({ webhookUrl: productionUrl(created), webhookEnabled: true });
			const delivery = await host.sandbox.inboundDelivered({ from: CUSTOMER, text: 'production' });
			expect(delivery.attempts.map(({ status }) => status)).toEqual([200]);
			const [execution] = await host.n8n.executions.waitForCount(created.id, 1);
			expect(execution.mode).toBe('webhook');
		});

		test('listening twice without a call still gives back what was there first', async () => {
			await host.occupySlot(FOREIGN_URL);
			const created = await createTrigger({ replaceExistingWebhook: true });
			await host.n8n.executions.listen(created.id, 'Trigger');
			await host.n8n.executions.listen(created.id, 'Trigger');
			expect((await host.slot()).webhookUrl).toBe(testUrl(created));
			await host.n8n.executions.stopListening(created.id);
			await host.waitForSlot(foreign);
		});
	});
});
