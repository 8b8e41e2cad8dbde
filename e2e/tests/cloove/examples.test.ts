import axios from 'axios';

import { example } from '../../example';
import { errorOf, outputOf } from '../../n8n/executions';
import type { WorkflowDefinition } from '../../n8n/workflows';
import { useCloove } from './host';

describe('the example that tells a customer once that an order has shipped', () => {
	const FILE = 'cloove-order-shipped-once.json';
	const PATH = '/v1/messaging/messages/template';
	const ORDER = { orderId: '1234', phone: '+234 801 234 5678', name: 'Ada', eta: 'on Friday' };
	const SHOP = { name: 'X-Shop', value: 'secret-of-the-shop-0123456789' };

	const host = useCloove();

	/** The example with both credentials chosen, published. */
	async function publish(): Promise<string> {
		const header = await host.n8n.credentials.create('Shop', 'httpHeaderAuth', SHOP);
		const definition = example(FILE, host.credential);
		const nodes = definition.nodes.map((node) =>
			node.credentials?.httpHeaderAuth
				? { ...node, credentials: { httpHeaderAuth: header } }
				: node,
		);
		return (await host.publish({ ...definition, nodes } as WorkflowDefinition)).id;
	}

	/** The shop calls. */
	async function call(order: object, headers: object = { [SHOP.name]: SHOP.value }) {
		const url = `${host.running.n8nUrl}/webhook/cloove-order-shipped`;
		const options = { headers: { ...headers }, proxy: false as const, validateStatus: () => true };
		const { status, data } = await axios.post<Record<string, unknown>>(url, order, options);
		return { status, data };
	}

	test('the customer gets one message, however often the shop calls', async () => {
		const id = await publish();
		const first = await call(ORDER);
		const [message] = await host.sandbox.outbound();
		expect(first).toEqual({ status: 200, data: { messageId: message.id, sentBefore: false } });
		expect(await call(ORDER)).toEqual({ ...first, data: { ...first.data, sentBefore: true } });
		expect(message).toMatchObject({
			to: '2348012345678',
			content: {
				template: { text: 'Hi, your order 1234 has shipped and arrives on Friday.' },
			},
		});
		expect(await host.sandbox.outbound()).toHaveLength(1);
		expect((await host.state()).idempotencyKeys).toEqual(['order-1234-shipped']);
		expect((await host.state()).conversations).toEqual([
			expect.objectContaining({ customerPhone: '+2348012345678', customerName: 'Ada' }),
		]);

		const other = await call({ ...ORDER, orderId: '1235' });
		expect(other).toMatchObject({ status: 200, data: { sentBefore: false } });
		expect(await host.sandbox.outbound()).toHaveLength(2);
		const executions = await host.n8n.executions.waitForCount(id, 3);
		expect(executions.map(({ status }) => status)).toEqual(['success', 'success', 'success']);
		expect(outputOf(executions[1], 'Send Template')[0].json.idempotencyReplayed).toBe(true);
	});

	test('after a failure the shop calls again, and the message that had left is not sent again', async () => {
		await publish();
		await host.sandbox.fault({ path: PATH, kind: 'statusAfter', status: 503, times: 3 });
		const failed = await call(ORDER);
		expect(failed).toMatchObject({ status: 502, data: { reason: expect.any(String) } });
		expect(await call(ORDER)).toMatchObject({ status: 200, data: { sentBefore: true } });
		expect(await host.sandbox.outbound()).toHaveLength(1);
	});

	test('an order told anew with other words is not sent, and the shop learns why', async () => {
		await publish();
		await call(ORDER);
		const changed = await call({ ...ORDER, eta: 'on Monday' });
		expect(changed).toMatchObject({
			status: 502,
			data: { reason: expect.stringContaining('this was not sent') },
		});
		expect(await host.sandbox.outbound()).toHaveLength(1);
	});

	test('an order without an ID, and a caller without the header, send nothing', async () => {
		await publish();
		const without = { ...ORDER, orderId: undefined };
		expect(await call(without)).toMatchObject({
			status: 502,
			data: { reason: expect.stringMatching(/Template Variables|Idempotency Key/) },
		});
		expect((await call(ORDER, {})).status).toBe(403);
		expect((await call(ORDER, { [SHOP.name]: 'guess' })).status).toBe(403);
		expect(await host.posts()).toEqual([]);
	});
});

describe('the example that answers unless a person has taken over', () => {
	const FILE = 'cloove-answer-unless-human.json';
	const ADA = '2348012345678';
	const host = useCloove();

	test.each(['full', 'ids'])('with events whose data is %s', async (webhookData) => {
		await host.sandbox.settings({ webhookData });
		const { id } = await host.publishRegistered(example(FILE, host.credential));
		await host.sandbox.inboundDelivered({ from: ADA, name: 'Ada', text: 'Is it open?' });
		const [answer] = await host.sandbox.waitForOutbound(1);
		expect(answer).toMatchObject({ to: ADA, type: 'text' });
		expect(answer.content.text?.body).toContain('Hello Ada, thank you');

		const [{ id: conversationId }] = (await host.state()).conversations;
		await host.sandbox.raise('messaging.conversation.assigned', {
			conversationId,
			mode: 'human',
			assignedTo: 'usr_ben',
		});
		await host.sandbox.inboundDelivered({ from: ADA, text: 'Thank you, Ben' });
		const executions = await host.n8n.executions.waitForCount(id, 2);
		expect(executions.map(({ status }) => status)).toEqual(['success', 'success']);
		expect(await host.sandbox.outbound()).toHaveLength(1);
	});
});

describe('the example that writes to the people in a sheet', () => {
	const FILE = 'cloove-broadcast-from-sheet.json';
	const host = useCloove();

	test('gives each row its result, and writes to nobody twice', async () => {
		const definition = example(FILE, host.credential);
		const first = await host.run(definition);
		expect([first.status, errorOf(first)]).toEqual(['success', undefined]);
		const [message, ...others] = await host.sandbox.outbound();
		expect(others).toEqual([]);
		expect(message).toMatchObject({
			to: '447700900123',
			content: {
				template: { text: 'Hi Emma, from 1 December on we are open until 8 pm.' },
			},
		});
		const results = [...outputOf(first, 'Sent'), ...outputOf(first, 'Not Sent')];
		expect(results.map(({ json }) => json)).toEqual([
			{ row_number: 2, result: expect.stringMatching(/^sent \d{4}-/), messageId: message.id },
			{ row_number: 4, result: expect.stringMatching(/^not sent: .*digits/), messageId: '' },
		]);
		const again = await host.run(definition);
		expect(outputOf(again, 'Sent')[0].json.messageId).toBe(message.id);
		expect(await host.sandbox.outbound()).toHaveLength(1);
	});
});
