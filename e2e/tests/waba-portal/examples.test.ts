import { MODEL_CREDENTIAL } from '../../demo/examples';
import { modelCredential } from '../../demo/prepared';
import { connected, example } from '../../example';
import { lastUserText, type ScriptedModel, startScriptedModel } from '../../model/scripted-model';
import { outputOf } from '../../n8n/executions';
import { withOptions } from '../../support/workflow';
import { useWabaPortal } from './host';

const CUSTOMER = '919876543210';
const EMMA = '447700900123';

const host = useWabaPortal();

describe('the example that answers a customer', () => {
	const FILE = 'waba-portal-answer-customer.json';

	test('publishing registers its webhook, for messages only', async () => {
		const { nodes } = await host.publish(example(FILE, host.credential));
		const { webhookId } = nodes.find(({ type }) => type.endsWith('Trigger'))!;
		const webhook = await host.slot();
		expect(webhook).toMatchObject({
			webhookUrl: `${host.running.n8nUrl}/webhook/${webhookId}/webhook`,
			webhookEnabled: true,
			webhookEvents: ['messages'],
		});
	});

	test('a customer writes, the message is marked as read and the customer gets the answer', async () => {
		const { id } = await host.publish(example(FILE, host.credential));
		const delivery = await host.sandbox.inboundDelivered({
			from: CUSTOMER,
			name: 'Asha Rao',
			text: 'Where is my order?',
		});
		expect(delivery.attempts.map(({ status }) => status)).toEqual([200]);

		const [execution] = await host.n8n.executions.waitForCount(id, 1);
		expect(execution).toMatchObject({ status: 'success', mode: 'webhook' });
		const [event] = outputOf(execution, 'Customer Writes');
		expect(event.json).toMatchObject({
			platform: 'wabaPortal',
			event: 'message.received',
			phone: `+${CUSTOMER}`,
			contactName: 'Asha Rao',
			messageId: delivery.messageId,
			type: 'text',
			text: 'Where is my order?',
		});

		const [reply] = await host.sandbox.waitForOutbound(1);
		expect(reply).toMatchObject({ to: CUSTOMER, type: 'text' });
		expect(reply.content.text?.body).toContain('Asha Rao');
		expect(reply.content.text?.body).toContain('Where is my order?');
		const [sent] = outputOf(execution, 'Send Answer');
		expect(sent.json).toMatchObject({ success: true, messageId: reply.waMessageId });

		const { messages } = await host.sandbox.state();
		expect(messages.map(({ direction, status }) => [direction, status])).toEqual([
			['inbound', 'read'],
			['outbound', 'accepted'],
		]);
		const calls = await host.sandbox.requests('/messages');
		expect(calls.map(({ path, body }) => [path, body])).toEqual([
			['/messages/mark-read', { messageId: delivery.messageId, showTypingIndicator: true }],
			['/messages/text', { to: CUSTOMER, message: reply.content.text?.body }],
		]);
	});

	test('two customers get their own answers', async () => {
		const { id } = await host.publish(example(FILE, host.credential));
		const texts = { '919876543210': 'first', '919123456789': 'second' };
		await Promise.all(
			Object.entries(texts).map(([from, text]) => host.sandbox.inboundDelivered({ from, text })),
		);
		await host.n8n.executions.waitForCount(id, 2);
		for (const [to, text] of Object.entries(texts)) {
			const replies = await host.sandbox.outbound(to);
			expect(replies.map(({ content }) => content.text?.body)).toEqual([
				expect.stringContaining(`"${text}"`),
			]);
		}
	});
});

describe('the example that tells customers that their order has shipped', () => {
	const FILE = 'waba-portal-order-shipped.json';

	test('sends to whom it may, and gives out the other order with the reason', async () => {
		await host.openWindows(EMMA);
		const execution = await host.run(example(FILE, host.credential));
		expect(execution.status).toBe('success');
		const [sent, ...others] = await host.sandbox.outbound();
		expect(others).toEqual([]);
		expect(sent.to).toBe(EMMA);
		expect(sent.content.text?.body).toContain('ORD-12345');
		expect(outputOf(execution, 'Accepted').map(({ json }) => json)).toEqual([
			{ order: 'ORD-12345', messageId: sent.waMessageId },
		]);
		expect(outputOf(execution, 'Not Accepted').map(({ json }) => json)).toEqual([
			{ order: 'ORD-12346', reason: 'Outside 24-hour messaging window' },
		]);
	});
});

describe('the example that reports failed deliveries', () => {
	const FILE = 'waba-portal-delivery-report.json';

	test('picks out the failed message and passes the others by', async () => {
		const { id } = await host.publish(example(FILE, host.credential));
		await host.openWindows(CUSTOMER);
		for (const message of ['first', 'second']) {
			await host.sandbox.callApi('post', '/messages/text', { to: CUSTOMER, message });
		}
		const [arrived, lost] = await host.sandbox.outbound();
		await host.sandbox.statusDelivered(arrived.waMessageId, 'delivered');
		await host.sandbox.statusDelivered(lost.waMessageId, 'failed');
		const executions = await host.n8n.executions.waitForCount(id, 2);
		const reports = executions.flatMap((execution) => outputOf(execution, 'Failed Delivery'));
		expect(reports.map(({ json }) => json)).toEqual([
			{
				messageId: lost.waMessageId,
				reason: 'Message undeliverable',
			},
		]);
	});
});

describe('the example of an AI agent', () => {
	const FILE = 'waba-portal-ai-agent.json';
	const COLLEAGUE = '447700900456';
	let model: ScriptedModel;

	beforeAll(async () => {
		model = await startScriptedModel((request) => {
			if (request.messages.at(-1)?.role === 'tool') return 'Somebody will write to you shortly.';
			const text = lastUserText(request);
			if (text !== 'I want to complain') return `**Tulips**, yes. You wrote: ${text}`;
			const about = { about: 'A complaint about tulips' };
			return { calls: [{ name: 'Ask_a_Colleague', arguments: about }] };
		});
	});
	afterAll(async () => await model.close());

	test('answers in WhatsApp’s format, remembers each customer, and asks a colleague', async () => {
		const { type, name, data } = modelCredential(model.url);
		const credential = await host.n8n.credentials.create(name, type, data);
		const definition = connected(example(FILE, host.credential), {
			[MODEL_CREDENTIAL]: credential,
		});
		// The example waits longer than a test should.
		const quick = withOptions(definition, 'Customer Writes', { waitForMoreMessages: 1 });
		const { id } = await host.publish(quick);
		await host.openWindows(COLLEAGUE);
		const write = async (from: string, text: string, count: number) => {
			await host.sandbox.inboundDelivered({ from, name: 'Asha Rao', text });
			await host.sandbox.waitForOutbound(count, from);
		};
		await host.sandbox.inboundDelivered({ from: CUSTOMER, name: 'Asha Rao', text: 'Good morning' });
		await write(CUSTOMER, 'Tulips today?', 1);
		await write(EMMA, 'And roses?', 1);
		await write(CUSTOMER, 'I want to complain', 2);
		expect(await host.sentTexts(CUSTOMER)).toEqual([
			'*Tulips*, yes. You wrote: Good morning\nTulips today?',
			'Somebody will write to you shortly.',
		]);
		expect(await host.sentTexts(COLLEAGUE)).toEqual([
			`A customer needs you: Asha Rao, +${CUSTOMER}\nA complaint about tulips`,
		]);

		// What the model was told: of each customer all that this one had said, and nothing of the other.
		const saidBy = (index: number) =>
			model.requests[index].messages
				.filter(({ role }) => role === 'user')
				.map(({ content }) => content);
		expect(saidBy(1)).toEqual(['And roses?']);
		expect(saidBy(2)).toEqual(['Good morning\nTulips today?', 'I want to complain']);
		const executions = await host.n8n.executions.waitForCount(id, 4);
		expect(new Set(executions.map(({ status }) => status))).toEqual(new Set(['success']));
		const read = await host.sandbox.requests('/messages/mark-read');
		expect(read).toHaveLength(3);
	});
});
