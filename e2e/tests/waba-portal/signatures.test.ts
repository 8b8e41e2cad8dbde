import type { SpecialKind } from '../../../sandbox/types';
import { outputOf, type Execution } from '../../n8n/executions';
import { answers } from '../../support/inbox';
import { workflow } from '../../support/workflow';
import { useWabaPortal, wabaPortal, wabaPortalTrigger } from './host';

const CUSTOMER = '919876543210';

describe('what the trigger lets in', () => {
	const host = useWabaPortal();

	async function publishTrigger(parameters = {}): Promise<string> {
		const answer = wabaPortal(host.credential, 'Answer', {
			resource: 'message',
			operation: 'sendText',
			to: '={{ $json.phone }}',
			text: '=Answer to {{ $json.text }}',
		});
		const trigger = wabaPortalTrigger(host.credential, parameters);
		return (await host.publish(workflow('Answer', [trigger, answer]))).id;
	}

	function texts(executions: Execution[]): unknown[] {
		return executions.map((execution) => outputOf(execution, 'Trigger')[0].json.text);
	}

	/** A genuine message after all others: when it has run and nothing else has, the others started nothing. */
	async function expectOnlyGenuineRuns(id: string): Promise<void> {
		const last = await host.sandbox.inboundDelivered({ from: CUSTOMER, text: 'genuine' });
		expect(answers(last)).toEqual([200]);
		expect(texts(await host.n8n.executions.waitForCount(id, 1))).toEqual(['genuine']);
		const replies = await host.sandbox.waitForOutbound(1);
		expect(replies.map(({ content }) => content.text?.body)).toEqual(['Answer to genuine']);
	}

	test.each<[SpecialKind, string]>([
		['forged', 'a message signed with another secret'],
		['tampered', 'a message changed after it was signed'],
		['unsigned', 'a message without a signature'],
		['late', 'a signed message that is two hours old'],
		['future', 'a signed message from two hours ahead'],
	])('%s: %s gets 401 and starts nothing', async (kind) => {
		const id = await publishTrigger();
		expect(answers(await host.sandbox.deliver(kind))).toEqual([401]);
		await expectOnlyGenuineRuns(id);
	});

	test('a duplicate gets 200 and starts nothing', async () => {
		const id = await publishTrigger();
		const first = await host.sandbox.inboundDelivered({ from: CUSTOMER, text: 'once' });
		const second = await host.sandbox.deliver('duplicate', first.id);
		expect(answers(second)).toEqual([200]);
		await host.sandbox.inboundDelivered({ from: CUSTOMER, text: 'after' });
		const executions = await host.n8n.executions.waitForCount(id, 2);
		expect(texts(executions).sort()).toEqual(['after', 'once']);
		await host.sandbox.waitForOutbound(2);
		expect(await host.sandbox.outbound()).toHaveLength(2);
	});

	test('a duplicate starts the workflow again when dropping duplicates is switched off', async () => {
		const id = await publishTrigger({ options: { dropDuplicates: false } });
		const first = await host.sandbox.inboundDelivered({ from: CUSTOMER, text: 'twice' });
		await host.sandbox.deliver('duplicate', first.id);
		expect(texts(await host.n8n.executions.waitForCount(id, 2))).toEqual(['twice', 'twice']);
	});

	test('a message written in other bytes but rightly signed is let in', async () => {
		const id = await publishTrigger();
		const delivery = await host.sandbox.deliver('reserialised');
		expect(answers(delivery)).toEqual([200]);
		const [execution] = await host.n8n.executions.waitForCount(id, 1);
		const { data } = delivery.payload as { data: { text: { body: string } } };
		expect(texts([execution])).toEqual([data.text.body]);
	});

	test('an old message is let in when the maximum age allows it', async () => {
		const id = await publishTrigger({ options: { maximumAge: 10_000 } });
		expect(answers(await host.sandbox.deliver('late'))).toEqual([200]);
		expect(await host.n8n.executions.waitForCount(id, 1)).toHaveLength(1);
	});

	test('the platform’s own test of the webhook passes and starts nothing', async () => {
		const id = await publishTrigger();
		const result = await host.sandbox.callApi('post', '/webhook/test');
		expect(result).toMatchObject({ success: true, data: { statusCode: 200 } });
		await expectOnlyGenuineRuns(id);
	});

	test('a status starts nothing when only messages are chosen', async () => {
		const id = await publishTrigger();
		await host.openWindows(CUSTOMER);
		await host.sandbox.callApi('post', '/messages/text', { to: CUSTOMER, message: 'Hello' });
		const [sent] = await host.sandbox.outbound();
		// The platform would not send it by itself: the trigger asked it for messages only.
		const webhook = await host.slot();
		await host.occupySlot(webhook.webhookUrl!);
		const delivery = await host.sandbox.statusDelivered(sent.waMessageId, 'delivered');
		expect(answers(delivery)).toEqual([200]);
		await host.sandbox.inboundDelivered({ from: CUSTOMER, text: 'genuine' });
		expect(texts(await host.n8n.executions.waitForCount(id, 1))).toEqual(['genuine']);
	});

	test('a status starts the workflow when statuses are chosen', async () => {
		const trigger = wabaPortalTrigger(host.credential, { events: ['message.status'] });
		const { id } = await host.publish(workflow('Statuses', [trigger]));
		expect((await host.slot()).webhookEvents).toEqual(['statuses']);
		await host.openWindows(CUSTOMER);
		await host.sandbox.callApi('post', '/messages/text', { to: CUSTOMER, message: 'Hello' });
		const [sent] = await host.sandbox.outbound();
		const delivery = await host.sandbox.statusDelivered(sent.waMessageId, 'failed');
		expect(answers(delivery)).toEqual([200]);
		const [execution] = await host.n8n.executions.waitForCount(id, 1);
		expect(outputOf(execution, 'Trigger')[0].json).toMatchObject({
			event: 'message.status',
			messageId: sent.waMessageId,
			status: 'failed',
			errors: [expect.objectContaining({ code: 131026 })],
		});
	});

	test('after the platform has changed its secret the next message still starts the workflow', async () => {
		const id = await publishTrigger();
		await host.sandbox.inboundDelivered({ from: CUSTOMER, text: 'before' });
		await host.webhookSecret();
		await host.sandbox.settings({ rotateSecret: true });
		const after = await host.sandbox.inboundDelivered({ from: CUSTOMER, text: 'after' });
		expect(answers(after)).toEqual([200]);
		const executions = await host.n8n.executions.waitForCount(id, 2);
		expect(texts(executions).sort()).toEqual(['after', 'before']);
	});

	test('after the platform has changed its secret a message signed with the old one is refused', async () => {
		const id = await publishTrigger();
		const old = await host.webhookSecret();
		await host.sandbox.settings({ rotateSecret: true });
		await host.sandbox.inboundDelivered({ from: CUSTOMER, text: 'genuine' });
		expect(await host.postSignedWith(old)).toBe(401);
		expect(texts(await host.n8n.executions.waitForCount(id, 1))).toEqual(['genuine']);
	});

	test('with Simplify off the workflow gets the vendor’s own payload', async () => {
		const id = await publishTrigger({ simplify: false });
		const { payload } = await host.sandbox.inboundDelivered({ from: CUSTOMER, text: 'raw' });
		const [execution] = await host.n8n.executions.waitForCount(id, 1);
		expect(outputOf(execution, 'Trigger')[0].json).toEqual(payload);
	});
});
