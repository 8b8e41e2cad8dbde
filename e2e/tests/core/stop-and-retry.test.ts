import type { IDataObject } from 'n8n-workflow';

import { waitFor } from '../../../sandbox/client';
import { errorOf } from '../../n8n/executions';
import { itemsFrom, workflow } from '../../support/workflow';
import { sendText, useWabaPortal } from '../waba-portal/host';

const RECIPIENTS = Array.from({ length: 12 }, (_, index) => String(919876543200 + index));
const REQUESTS_AT_ONCE = 2;
/** Long enough for Stop to come while messages are under way. Milliseconds. */
const LATENCY = 300;

/** n8n saves no context of a node that was stopped; with Save Execution Progress it lets the execution be retried. */
describe('an execution that was stopped while it sent, and is retried', () => {
	const host = useWabaPortal();

	test('sends nothing twice, and all that had not left', async () => {
		await host.openWindows(...RECIPIENTS);
		await host.sandbox.settings({ latencyMs: LATENCY });
		const items = RECIPIENTS.map((to): IDataObject => ({ to, text: 'Once' }));
		const send = sendText(host.credential);
		send.parameters.options = { requestsAtOnce: REQUESTS_AT_ONCE };
		const settings = { executionOrder: 'v1', saveExecutionProgress: true };
		const definition = { ...workflow('Stopped', [...itemsFrom(items), send]), settings };
		const { id } = await host.create(definition);

		const execution = await host.n8n.executions.run(id, 'Start');
		const sent = async () => (await host.sandbox.outbound()).map(({ to }) => to);
		await waitFor('four messages', async () => (await sent()).length >= 4);
		await host.n8n.executions.stop(execution);
		const stopped = await host.n8n.executions.waitUntilFinished(execution);
		expect(stopped.status).toBe('canceled');
		const before = await sent();
		expect(before.length).toBeLessThan(RECIPIENTS.length);

		await host.sandbox.settings({ latencyMs: 0 });
		const retried = await host.n8n.executions.retry(execution);
		const after = await sent();
		expect(new Set(after).size).toBe(after.length);
		// What was under way at Stop may not have arrived; it is unknown, and not sent again.
		expect(after.length).toBeGreaterThanOrEqual(RECIPIENTS.length - REQUESTS_AT_ONCE);
		if (retried.status === 'error') expect(errorOf(retried)).toContain('did not confirm item');
		const told = String(retried.data.resultData.error?.description ?? '');
		const accepted =
			retried.status === 'success' ? RECIPIENTS.length : Number(/(\d+) of 12/.exec(told)?.[1]);
		expect(accepted).toBeGreaterThanOrEqual(RECIPIENTS.length - REQUESTS_AT_ONCE);
	});
});
