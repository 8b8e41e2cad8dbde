import { itemsFrom, workflow } from '../../support/workflow';
import { LASTING, messageIds, REPEATED, replayed, useCustomers } from './customers';
import { sendText } from './host';
import { ADA } from './inbox';

const customers = useCustomers();
const { host } = customers;

describe('the Idempotency Key', () => {
	test('of the user sends one message in two executions', async () => {
		const items = [{ conversation: customers.conversation(ADA), text: 'Shipped', order: 1234 }];
		const options = { idempotencyKey: '=order-{{ $json.order }}-shipped' };
		const first = await customers.send(items, options);
		const second = await customers.send(items, options);
		expect([first.status, second.status]).toEqual(['success', 'success']);
		expect([replayed(first), replayed(second)]).toEqual([[false], [true]]);
		expect(await host.sentTexts()).toEqual(['Shipped']);
		expect(messageIds(second)).toEqual(messageIds(first));
		expect((await host.state()).idempotencyKeys).toEqual(['order-1234-shipped']);
	});

	test('of the user that holds the time is still one at Retry On Fail', async () => {
		await host.sandbox.fault({ path: customers.path(ADA), kind: 'cutAfter', times: LASTING });
		const options = { idempotencyKey: '=sent-{{ $now.toMillis() }}' };
		const execution = await customers.send(customers.itemsTo(ADA), options, REPEATED);
		expect(execution.status).toBe('success');
		expect(replayed(execution)).toEqual([true]);
		expect(await host.sandbox.outbound()).toHaveLength(1);
		expect((await host.state()).idempotencyKeys).toHaveLength(1);
	});

	test('of the user sends one message in two executions at the same time', async () => {
		// What earlier tests met may let one request go at a time.
		await host.useCredentialOfItsOwn();
		await host.sandbox.settings({ sendMs: 1500 });
		const options = { idempotencyKey: 'order-1234-shipped' };
		const both = await Promise.all(
			[1, 2].map(async () => await customers.send(customers.itemsTo(ADA), options)),
		);
		expect(both.map(({ status }) => status)).toEqual(['success', 'success']);
		expect(both.flatMap(replayed).sort()).toEqual([false, true]);
		expect(await host.sandbox.outbound()).toHaveLength(1);
		expect(await customers.statuses(ADA)).toContain(409);
	});

	test('that each item gets by itself lets the same text go out again, for another item and in the next execution', async () => {
		const items = customers.itemsTo(ADA, ADA).map((item) => ({ ...item, text: 'Same' }));
		const send = sendText(host.credential);
		const { id } = await host.create(workflow('Same', [...itemsFrom(items), send]));
		const first = await host.n8n.executions.run(id, 'Start');
		await host.n8n.executions.waitUntilFinished(first);
		const second = await host.n8n.executions.run(id, 'Start');
		for (const started of [first, second]) {
			const execution = await host.n8n.executions.waitUntilFinished(started);
			expect(execution.status).toBe('success');
			expect(replayed(execution)).toEqual([false, false]);
		}
		expect(await host.sentTexts(ADA)).toEqual(['Same', 'Same', 'Same', 'Same']);
		expect(new Set((await host.state()).idempotencyKeys).size).toBe(4);
	});

	test('of a message that is still under way is waited for', async () => {
		await host.sandbox.settings({ sendMs: 2000 });
		const execution = await customers.send(customers.itemsTo(ADA), { timeout: 1 });
		expect(execution.status).toBe('success');
		expect(replayed(execution)).toEqual([true]);
		expect(messageIds(execution)).toEqual(await customers.sentIds(ADA));
		expect(await host.sandbox.outbound()).toHaveLength(1);
		expect(await customers.statuses(ADA)).toContain(409);
	});
});
