import type { INodeParameters } from 'n8n-workflow';

import { outputOf } from '../../n8n/executions';
import type { WorkflowDefinition } from '../../n8n/workflows';
import { answers, firstItems } from '../../support/inbox';
import { workflow } from '../../support/workflow';
import { badalaTrigger, useBadala } from './host';

const YOUSEF = '96567666156';

const host = useBadala();

function trigger(parameters: INodeParameters): WorkflowDefinition {
	return workflow('Badala', [badalaTrigger(host.credential, parameters)]);
}

describe('the events of the Badala trigger', () => {
	/** Everything that the platform tells happens once. */
	async function everything(): Promise<void> {
		const [id] = await host.conversationsWith('96511111111');
		await host.api('post', `/conversations/${id}/messages`, { type: 'TEXT', body: 'Hello' });
		const [{ waMessageId }] = await host.sandbox.outbound();
		for (const status of ['sent', 'delivered', 'read'] as const) {
			await host.sandbox.statusDelivered(waMessageId, status);
		}
		await host.api('patch', `/conversations/${id}/assignee`, { assigneeId: 'usr_amira' });
		await host.api('patch', `/conversations/${id}/status`, { status: 'CLOSED' });
		await host.api('post', '/contacts', { phone: '+96522222222', name: 'Amal' });
		await host.api('post', '/contacts', { phone: '+96522222222', tags: ['vip'] });
	}

	/** The names of the events that started the workflow, once `count` did; a message comes last. */
	async function startedBy(parameters: INodeParameters, count: number): Promise<unknown[]> {
		const { id } = await host.publishRegistered(trigger(parameters));
		await everything();
		const genuine = { from: YOUSEF, text: 'genuine' };
		expect(answers(await host.sandbox.inboundDelivered(genuine))).toEqual([200]);
		for (const { id: delivery } of await host.sandbox.deliveries()) {
			expect(answers(await host.sandbox.finishedDelivery(delivery))).toEqual([200]);
		}
		const executions = await host.n8n.executions.waitForCount(id, count);
		return firstItems(executions).map(({ event, status }) =>
			event === 'message.status' ? `${String(event)}: ${String(status)}` : event,
		);
	}

	test('only messages start it, if nothing else is chosen', async () => {
		expect(await startedBy({}, 1)).toEqual(['message.received']);
	});

	test('of the statuses those that the option names start it', async () => {
		const events = ['message.status'];
		const parameters = { events, options: { statuses: ['read'] } };
		expect(await startedBy(parameters, 1)).toEqual(['message.status: read']);
	});

	test('what is chosen starts it, each thing once', async () => {
		const events = [
			'message.received',
			'message.status',
			'conversation.assigned',
			'conversation.closed',
			'contact.updated',
		];
		const started = await startedBy({ events }, 7);
		expect([...started].sort()).toEqual([
			'contact.updated',
			'conversation.assigned',
			'conversation.closed',
			'message.received',
			'message.status: delivered',
			'message.status: read',
			'message.status: sent',
		]);
	});

	test('with Simplify off the workflow gets the payload as it came', async () => {
		const { id } = await host.publishRegistered(trigger({ simplify: false }));
		const { payload } = await host.sandbox.inboundDelivered({ from: YOUSEF, text: 'raw' });
		const [execution] = await host.n8n.executions.waitForCount(id, 1);
		expect(outputOf(execution, 'Trigger')[0].json).toEqual(payload);
	});
});
