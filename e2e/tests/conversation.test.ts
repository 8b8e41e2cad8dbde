import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { projectRoot } from '../projectRoot';
import { outputOf } from '../n8n/executions';
import type { WorkflowDefinition } from '../n8n/workflows';
import { useHost } from './host';

const CUSTOMER = '919876543210';

describe('the example that answers a customer', () => {
	const host = useHost();

	function example(): WorkflowDefinition {
		const file = join(projectRoot(), 'examples', 'waba-portal-answer-customer.json');
		const { name, nodes, connections, settings } = JSON.parse(
			readFileSync(file, 'utf8'),
		) as WorkflowDefinition;
		const credentials = { wabaPortalApi: host.credential };
		const connected = nodes.map((node) => (node.credentials ? { ...node, credentials } : node));
		return { name, nodes: connected, connections, settings };
	}

	test('publishing registers its webhook, for messages only', async () => {
		const { nodes } = await host.publish(example());
		const { webhookId } = nodes.find(({ type }) => type.endsWith('Trigger'))!;
		const { webhook } = await host.sandbox.state();
		expect(webhook).toMatchObject({
			webhookUrl: `${host.shared.n8nUrl}/webhook/${webhookId}/webhook`,
			webhookEnabled: true,
			webhookEvents: ['messages'],
		});
	});

	test('a customer writes, the message is marked as read and the customer gets the answer', async () => {
		const { id } = await host.publish(example());
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
		const { id } = await host.publish(example());
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
