import { example } from '../../example';
import { outputOf } from '../../n8n/executions';
import { ORG_ID, useBadala } from './host';

const YOUSEF = '96567666156';

describe('the example that answers a customer and assigns the conversation', () => {
	const FILE = 'badala-answer-and-assign.json';
	const host = useBadala();

	test('a customer writes, gets the answer, and a teammate gets the conversation', async () => {
		const { id } = await host.publishRegistered(example(FILE, host.credential));
		const delivery = await host.sandbox.inboundDelivered({
			from: YOUSEF,
			name: 'Yousef',
			text: 'Is it open today?',
		});
		expect(delivery.attempts.map(({ status }) => status)).toEqual([200]);
		const [execution] = await host.n8n.executions.waitForCount(id, 1);
		expect(execution).toMatchObject({ status: 'success', mode: 'webhook' });
		const [{ conversationId }] = outputOf(execution, 'Customer Writes').map(({ json }) => json);

		const [reply, ...more] = await host.sandbox.outbound();
		expect(more).toEqual([]);
		expect(reply).toMatchObject({ to: YOUSEF, type: 'text' });
		expect(reply.content.text?.body).toContain('We have noted: "Is it open today?"');
		const { conversations } = await host.state();
		expect(conversations).toEqual([
			expect.objectContaining({ id: conversationId, status: 'OPEN', assigneeId: 'usr_amira' }),
		]);
		const changes = (await host.authorised(`/orgs/${ORG_ID}/conversations`)).map(
			({ method, path }) => `${method} ${path.split('/').pop()}`,
		);
		expect(changes).toEqual(['POST messages', 'PATCH assignee']);
		// Assigning is an event, too, and starts nothing.
		const events = (await host.sandbox.deliveries()).map(({ event }) => event);
		expect(events).toContain('conversation.assigned');
		expect(await host.n8n.executions.list(id)).toHaveLength(1);
	});
});
