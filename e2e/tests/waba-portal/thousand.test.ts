import pLimit from 'p-limit';

import { outputOf } from '../../n8n/executions';
import { itemsFrom, workflow } from '../../support/workflow';
import { sendText, useWabaPortal } from './host';

const COUNT = 1000;
/** Low enough that a busy n8n meets the limit too. */
const PER_SECOND = 40;
const SLOWEST_MS = 120_000;

describe('a thousand messages', () => {
	const host = useWabaPortal();

	test('all are accepted once by a platform that takes 40 a second, without any settings', async () => {
		const recipients = Array.from({ length: COUNT }, (_, index) => String(919_800_000_000 + index));
		const limit = pLimit(50);
		await Promise.all(recipients.map((to) => limit(async () => await host.openWindows(to))));
		await host.useCredentialOfItsOwn();
		await host.sandbox.settings({
			rateLimit: { kind: 'sliding', limit: PER_SECOND, seconds: 1 },
			latencyMs: 50,
		});
		const items = recipients.map((to, order) => ({ to, order, text: `Order ${order}` }));
		const nodes = [...itemsFrom(items), sendText(host.credential)];
		const execution = await host.run(workflow('Thousand', nodes), SLOWEST_MS);

		expect(execution.status).toBe('success');
		const accepted = await host.sandbox.outbound();
		expect(accepted).toHaveLength(COUNT);
		expect(new Set(accepted.map(({ to }) => to)).size).toBe(COUNT);
		const idOf = new Map(accepted.map(({ to, waMessageId }) => [to, waMessageId]));
		const output = outputOf(execution, 'Send Text');
		expect(output.map(({ json }) => json.messageId)).toEqual(recipients.map((to) => idOf.get(to)));
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
		// Otherwise the platform's limit has not been met, and the test has shown nothing.
		const refused = (await host.sandbox.requests('/messages')).filter(
			({ status }) => status === 429,
		);
		expect(refused.length).toBeGreaterThan(0);
	});
});
