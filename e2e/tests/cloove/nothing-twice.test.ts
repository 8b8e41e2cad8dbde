import { errorOf, outputOf, type Execution } from '../../n8n/executions';
import { BEN, CYD, LASTING, messageIds, REPEATED, replayed, useCustomers } from './customers';
import { cloove, NUMBER_ID } from './host';
import { ADA } from './inbox';

/** Has another content at each try. */
const WITH_TIME = '=Sent at {{ $now.toMillis() }}';

const customers = useCustomers();
const { host } = customers;

describe('trouble after the platform has accepted a message', () => {
	test.each(['statusAfter', 'cutAfter'] as const)(
		'%s: it is asked for again under its key; each message goes out once',
		async (kind) => {
			await host.sandbox.fault({ path: customers.path(BEN), kind, status: 503 });
			const execution = await customers.send(customers.itemsTo(ADA, BEN, CYD));
			expect(execution.status).toBe('success');
			expect(await host.sentTexts(ADA)).toEqual(['Order 0']);
			expect(await host.sentTexts(BEN)).toEqual(['Order 1']);
			expect(await host.sentTexts(CYD)).toEqual(['Order 2']);
			expect(replayed(execution)).toEqual([false, true, false]);
			expect(messageIds(execution)).toEqual(await customers.sentIds(ADA, BEN, CYD));
			expect(await customers.statuses(BEN)).toEqual([kind === 'cutAfter' ? null : 503, 201]);
			expect((await host.state()).idempotencyKeys).toHaveLength(3);
		},
	);

	test.each(['statusAfter', 'cutAfter'] as const)(
		'%s, for longer than the node tries: Retry On Fail gets the answer, and nothing goes twice',
		async (kind) => {
			await host.sandbox.fault({ path: customers.path(BEN), kind, status: 503, times: LASTING });
			const execution = await customers.send(customers.itemsTo(ADA, BEN, CYD), {}, REPEATED);
			expect(execution.status).toBe('success');
			for (const phone of [ADA, BEN, CYD]) {
				expect(await host.sandbox.outbound(phone)).toHaveLength(1);
			}
			expect(replayed(execution)).toEqual([false, true, false]);
			expect(messageIds(execution)).toEqual(await customers.sentIds(ADA, BEN, CYD));
			expect(await customers.statuses(ADA)).toHaveLength(1);
			expect(await customers.statuses(BEN)).toHaveLength(LASTING + 1);
		},
	);

	test('a template goes out once, too', async () => {
		await host.sandbox.fault({
			path: '/v1/messaging/messages/template',
			kind: 'statusAfter',
			status: 503,
			times: LASTING,
		});
		const template = cloove(
			host.credential,
			'Send',
			{
				resource: 'message',
				operation: 'sendTemplate',
				businessWhatsappNumberId: NUMBER_ID,
				to: '+234 800 000 0099',
				templateName: 'order_shipped',
				templateVariables: {
					variable: [
						{ name: 'order_id', value: '1234' },
						{ name: 'eta', value: 'on Friday' },
					],
				},
				options: { messagesPerSecond: 50 },
			},
			REPEATED,
		);
		const execution = await host.runNode([{}], template);
		expect(execution.status).toBe('success');
		expect(replayed(execution)).toEqual([true]);
		expect(await host.sandbox.outbound()).toEqual([
			expect.objectContaining({
				to: '2348000000099',
				content: {
					template: expect.objectContaining({
						text: 'Hi, your order 1234 has shipped and arrives on Friday.',
					}),
				},
			}),
		]);
	});

	test('with On Error: Continue, an item that stays unclear says so, and the others go out', async () => {
		await host.sandbox.fault({
			path: customers.path(ADA),
			kind: 'statusAfter',
			status: 503,
			times: 99,
		});
		const execution = await customers.send(
			customers.itemsTo(ADA, BEN),
			{},
			{ onError: 'continueErrorOutput' },
		);
		const [failed] = outputOf(execution, 'Send', 1);
		expect(failed.json).toMatchObject({
			error: expect.stringContaining('item 0'),
			details: { mayHaveBeenDelivered: true, status: 503 },
		});
		expect(messageIds(execution)).toEqual(await customers.sentIds(BEN));
		expect(await host.sandbox.outbound(ADA)).toHaveLength(1);
	});
});

describe('Retry from the list of executions', () => {
	async function failing(text?: string): Promise<Execution> {
		const fault = {
			path: customers.path(BEN),
			kind: 'statusAfter' as const,
			status: 503,
			times: LASTING,
		};
		await host.sandbox.fault(fault);
		const failed = await customers.send(customers.itemsTo(ADA, BEN, CYD), {}, {}, text);
		expect(failed.status).toBe('error');
		expect(errorOf(failed)).toMatch(/item 1/);
		return failed;
	}

	test.each([false, true])(
		'ends well, and sends nothing twice (workflow loaded anew: %s)',
		async (anew) => {
			const retried = await host.n8n.executions.retry((await failing()).id, anew);
			expect(retried).toMatchObject({ mode: 'retry', status: 'success' });
			expect(await host.sentTexts(ADA)).toEqual(['Order 0']);
			expect(await host.sentTexts(BEN)).toEqual(['Order 1']);
			expect(await host.sentTexts(CYD)).toEqual(['Order 2']);
			expect(replayed(retried)[1]).toBe(true);
			expect(messageIds(retried)).toEqual(await customers.sentIds(ADA, BEN, CYD));
			expect(await customers.statuses(ADA)).toHaveLength(1);
		},
	);

	test('of a message with the time in it sends nothing twice, and explains the conflict', async () => {
		const failed = await failing(WITH_TIME);
		const before = await host.sentTexts(BEN);
		const retried = await host.n8n.executions.retry(failed.id);
		expect(retried.status).toBe('error');
		expect(errorOf(retried)).toMatch(
			/item 1.*what was sent under it before stands, and this was not sent/,
		);
		const error = JSON.stringify(retried.data.resultData.error);
		expect(error).toContain('may have been delivered');
		expect(await host.sentTexts(BEN)).toEqual(before);
		expect(before).toHaveLength(1);
		expect(await customers.statuses(BEN)).toEqual([503, 503, 503, 409]);
		for (const phone of [ADA, CYD]) {
			expect((await host.sandbox.outbound(phone)).length).toBeLessThanOrEqual(1);
		}
	});

	test('Retry On Fail of a message with the time in it sends nothing twice either', async () => {
		await host.sandbox.fault({
			path: customers.path(ADA),
			kind: 'cutAfter',
			times: LASTING,
		});
		const execution = await customers.send(customers.itemsTo(ADA), {}, REPEATED, WITH_TIME);
		expect(execution.status).toBe('error');
		expect(errorOf(execution)).toContain('what was sent under it before stands');
		expect(await host.sandbox.outbound(ADA)).toHaveLength(1);
	});
});
