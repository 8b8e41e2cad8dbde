import axios from 'axios';

import { outputOf } from '../../n8n/executions';
import { answers, firstItems } from '../../support/inbox';
import { byId, workflow } from '../../support/workflow';
import { cloove, clooveTrigger, sendText } from './host';
import { ADA, useInbox } from './inbox';

const inbox = useInbox();
const { host } = inbox;

describe('events other than messages', () => {
	async function sendOne(): Promise<string> {
		const conversation = await host.conversation(ADA, 'Ada');
		const path = `/v1/messaging/conversations/${conversation}/messages`;
		const headers = { Authorization: `Bearer ${host.platform.apiKey}`, 'User-Agent': 'Other' };
		const options = { headers, proxy: false as const };
		await axios.post(`${host.platform.baseUrl}${path}`, { text: 'From elsewhere' }, options);
		return (await host.sandbox.outbound())[0].id;
	}

	test('a status starts nothing unless it is chosen', async () => {
		const { id } = await host.publishRegistered(inbox.trigger());
		const messageId = await sendOne();
		expect(answers(await host.sandbox.statusDelivered(messageId, 'delivered'))).toEqual([200]);
		await inbox.expectRuns(id);
	});

	test('a status that is chosen starts the workflow once', async () => {
		const { id } = await host.publishRegistered(inbox.trigger({ events: ['message.status'] }));
		const messageId = await sendOne();
		const { id: first } = await host.sandbox.statusDelivered(messageId, 'delivered');
		expect(answers(await host.sandbox.deliver('duplicate', first))).toEqual([200]);
		await host.sandbox.statusDelivered(messageId, 'failed');
		const executions = await host.n8n.executions.waitForCount(id, 2);
		const common = { event: 'message.status', messageId, phone: `+${ADA}` };
		expect(firstItems(executions)).toEqual([
			expect.objectContaining({ ...common, status: 'delivered', errors: null }),
			expect.objectContaining({
				...common,
				status: 'failed',
				errors: [{ message: 'Message undeliverable' }],
			}),
		]);
	});

	test('an event of the list, and one that is named by hand, start the workflow; others do not', async () => {
		const options = { otherEvents: 'payment.refunded' };
		const { id } = await host.publishRegistered(
			inbox.trigger({ events: ['order.created'], options }),
		);
		const data = { entityType: 'sale', entityId: 'sale-1', storeId: 'store-1', metadata: {} };
		for (const event of ['order.updated', 'order.created', 'payment.refunded']) {
			const { deliveryId } = await host.sandbox.raise(event, data);
			expect(answers(await host.sandbox.finishedDelivery(deliveryId))).toEqual([200]);
		}
		const executions = await host.n8n.executions.waitForCount(id, 2);
		expect(firstItems(executions)).toEqual([
			expect.objectContaining({ event: 'order.created', raw: expect.objectContaining({ data }) }),
			expect.objectContaining({ event: 'payment.refunded' }),
		]);
	});
});

describe('fetching the conversation of an event', () => {
	const fetching = { options: { fetchConversation: true } };

	beforeEach(async () => await host.sandbox.settings({ webhookData: 'ids' }));

	test('fills what the event leaves open, after the platform has its answer', async () => {
		const { id } = await host.publishRegistered(inbox.answering(fetching));
		const path = '/v1/messaging/conversations/';
		await host.sandbox.fault({ method: 'GET', path, kind: 'slow', delayMs: 3000 });
		const started = Date.now();
		expect(await inbox.write('What is new?')).toEqual([200]);
		expect(Date.now() - started).toBeLessThan(2500);
		await host.sandbox.waitForOutbound(1);
		expect(Date.now() - started).toBeGreaterThan(3000);
		const [execution] = await host.n8n.executions.waitForCount(id, 1);
		expect(outputOf(execution, 'Trigger')[0].json).toMatchObject({
			event: 'message.received',
			phone: `+${ADA}`,
			contactName: 'Ada',
			type: 'text',
			text: 'What is new?',
			conversation: { customerPhone: `+${ADA}`, status: 'open' },
		});
		expect(await host.sentTexts(ADA)).toEqual(['Answer to What is new?']);
	});

	test('that cannot be read fails the execution, and Retry in the list reads it again', async () => {
		const { id } = await host.publishRegistered(inbox.answering(fetching));
		await host.sandbox.settings({ scopes: ['messaging:messages:send'] });
		expect(await inbox.write('Hello?')).toEqual([200]);
		const [failed] = await host.n8n.executions.waitForCount(id, 1);
		expect(failed.status).toBe('error');
		expect(failed.data.resultData.error?.message).toContain('messaging:messages:read');
		expect(await host.sentTexts(ADA)).toEqual([]);

		await host.sandbox.settings({ scopes: ['messaging:messages:read', 'messaging:messages:send'] });
		const retried = await host.n8n.executions.retry(failed.id);
		expect(retried.status).toBe('success');
		expect(outputOf(retried, 'Trigger')[0].json).toMatchObject({
			event: 'message.received',
			text: 'Hello?',
		});
		expect(await host.sentTexts(ADA)).toEqual(['Answer to Hello?']);
	});

	test('ends without an answer when the message turns out to be our own', async () => {
		const { id } = await host.publishRegistered(inbox.answering(fetching));
		const conversationId = await host.conversation(ADA, 'Ada');
		const send = sendText(host.credential, {}, {}, 'Ours');
		await host.runNode([{ conversation: conversationId }], send);
		const [{ id: entityId }] = await host.sandbox.outbound();
		const data = { entityType: 'message', entityId, conversationId, metadata: {} };
		const { deliveryId } = await host.sandbox.raise('messaging.message.received', data);
		expect(answers(await host.sandbox.finishedDelivery(deliveryId))).toEqual([200]);
		const [execution] = await host.n8n.executions.waitForCount(id, 1);
		expect(execution.status).toBe('success');
		expect(Object.keys(execution.data.resultData.runData)).toEqual(['Trigger']);
		expect(await host.sentTexts()).toEqual(['Ours']);
	});
});

test('the conversation of an event is read by the node, too', async () => {
	const get = cloove(host.credential, 'Get', {
		resource: 'conversation',
		operation: 'getMessages',
		conversationId: byId('={{ $json.conversationId }}'),
		returnAll: true,
	});
	const { id } = await host.publishRegistered(
		workflow('Read', [clooveTrigger(host.credential), get]),
	);
	await inbox.write('First');
	await inbox.write('Second');
	const executions = await host.n8n.executions.waitForCount(id, 2);
	const texts = executions.map((run) => outputOf(run, 'Get').map(({ json }) => json.text));
	expect(texts[0]).toEqual(['Second', 'First']);
});
