import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { errorOf, outputOf } from '../../n8n/executions';
import { itemsFrom, workflow } from '../../support/workflow';
import { useWabaPortal, wabaPortal, wabaPortalTrigger } from './host';

describe('Account > Check Setup', () => {
	const host = useWabaPortal();

	async function check(parameters: INodeParameters = {}): Promise<IDataObject[]> {
		const setup = { resource: 'account', operation: 'checkSetup', ...parameters };
		const node = wabaPortal(host.credential, 'Check', setup);
		const execution = await host.run(workflow('Check', [...itemsFrom([{}]), node]));
		expect([execution.status, errorOf(execution)]).toEqual(['success', undefined]);
		return outputOf(execution, 'Check').map(({ json }) => json);
	}

	const verdicts = (rows: IDataObject[]) => rows.map((row) => [row.check, row.ok]);

	test('before a trigger is published the webhook is what is missing', async () => {
		const rows = await check();
		expect(verdicts(rows)).toEqual([
			['API key', true],
			['Phone number', true],
			['Webhook', false],
		]);
		expect(rows[2].todo).toContain('WABA Portal Trigger');
	});

	test("with a published trigger the platform's own test, signed by it, gets through", async () => {
		const events = ['message.received', 'message.status'];
		const trigger = wabaPortalTrigger(host.credential, { events });
		const created = await host.create(workflow('Receive', [trigger]));
		await host.n8n.workflows.publish(created.id);
		const expectedUrl = `${host.running.n8nUrl}/webhook/${created.nodes[0].webhookId}/webhook`;
		const rows = await check({ expectedUrl });
		expect(verdicts(rows)).toEqual([
			['API key', true],
			['Phone number', true],
			['Webhook', true],
			// The n8n of the tests has no certificate.
			['HTTPS', false],
			['Webhook URL', true],
			['Events', true],
			['Test event', true],
		]);
		await host.n8n.workflows.unpublish(created.id);
	});
});
