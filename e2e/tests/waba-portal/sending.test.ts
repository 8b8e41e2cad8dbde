import { setTimeout as sleep } from 'node:timers/promises';

import type { IDataObject } from 'n8n-workflow';

import { errorOf, outputOf, type Execution } from '../../n8n/executions';
import { itemsFrom, type NodeSettings, pairedOrder, workflow } from '../../support/workflow';
import { sendText, useWabaPortal } from './host';

const ASHA = '919876543210';
const RAHUL = '919123456789';
const MEERA = '919555012345';
const STRANGER = '919000000000';

const REPEATED: NodeSettings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 100 };

function itemsTo(...recipients: string[]): IDataObject[] {
	return recipients.map((to, order) => ({ to, order, text: `Order ${order}` }));
}

describe('nothing is sent twice, nothing is lost', () => {
	const host = useWabaPortal();

	async function send(items: IDataObject[], settings: NodeSettings = {}): Promise<Execution> {
		const nodes = [...itemsFrom(items), sendText(host.credential, settings)];
		return await host.run(workflow('Send', nodes));
	}

	/** How many times the platform was asked to send to a number, and how many of these it accepted. */
	async function asked(to: string): Promise<{ asked: number; accepted: number }> {
		const requests = await host.sandbox.requests('/messages/text');
		const forThis = requests.filter(({ body }) => (body as { to: string }).to === to);
		return { asked: forThis.length, accepted: (await host.sandbox.outbound(to)).length };
	}

	beforeEach(async () => await host.openWindows(ASHA, RAHUL, MEERA));

	describe('Retry On Fail', () => {
		test('sends nothing twice when the platform accepted a message and then answered 500', async () => {
			await host.sandbox.fault({ to: RAHUL, kind: 'statusAfter', status: 500, times: 9 });
			const execution = await send(itemsTo(ASHA, RAHUL, MEERA), REPEATED);
			expect(execution.status).toBe('error');
			expect(errorOf(execution)).toMatch(/item 1/);
			expect(await asked(ASHA)).toEqual({ asked: 1, accepted: 1 });
			expect(await asked(RAHUL)).toEqual({ asked: 1, accepted: 1 });
			expect((await asked(MEERA)).accepted).toBeLessThanOrEqual(1);
		});

		test('sends nothing twice when the connection was cut after a message was accepted', async () => {
			await host.sandbox.fault({ to: RAHUL, kind: 'cutAfter', times: 9 });
			const execution = await send(itemsTo(ASHA, RAHUL, MEERA), REPEATED);
			expect(execution.status).toBe('error');
			expect(await asked(RAHUL)).toEqual({ asked: 1, accepted: 1 });
			expect(await asked(ASHA)).toEqual({ asked: 1, accepted: 1 });
		});

		test('sends again only the message that was refused', async () => {
			await host.sandbox.fault({ to: RAHUL, kind: 'status', status: 400 });
			const execution = await send(itemsTo(ASHA, RAHUL, MEERA), REPEATED);
			expect(execution.status).toBe('success');
			expect(await asked(ASHA)).toEqual({ asked: 1, accepted: 1 });
			expect(await asked(RAHUL)).toEqual({ asked: 2, accepted: 1 });
			expect(await asked(MEERA)).toEqual({ asked: 1, accepted: 1 });
			const ids = outputOf(execution, 'Send Text').map(({ json }) => json.messageId);
			const sent = await Promise.all([ASHA, RAHUL, MEERA].map((to) => host.sandbox.outbound(to)));
			expect(ids).toEqual(sent.map(([{ waMessageId }]) => waMessageId));
		});

		test('with On Error: Continue and a refused first item, sends the others once', async () => {
			const settings: NodeSettings = { ...REPEATED, onError: 'continueRegularOutput' };
			const execution = await send(itemsTo(STRANGER, ASHA, RAHUL), settings);
			expect(execution.status).toBe('success');
			// n8n runs the node again because the first item has an error; that is what is being tested.
			expect(await asked(STRANGER)).toEqual({ asked: 3, accepted: 0 });
			expect(await asked(ASHA)).toEqual({ asked: 1, accepted: 1 });
			expect(await asked(RAHUL)).toEqual({ asked: 1, accepted: 1 });
			const output = outputOf(execution, 'Send Text');
			expect(output.map(({ json }) => Boolean(json.error))).toEqual([true, false, false]);
		});

		test('with On Error: Continue and an unknown first item, sends each item once', async () => {
			await host.sandbox.fault({ to: ASHA, kind: 'statusAfter', status: 500, times: 9 });
			const settings: NodeSettings = { ...REPEATED, onError: 'continueRegularOutput' };
			const execution = await send(itemsTo(ASHA, RAHUL, MEERA), settings);
			expect(execution.status).toBe('success');
			for (const to of [ASHA, RAHUL, MEERA]) {
				expect(await asked(to)).toEqual({ asked: 1, accepted: 1 });
			}
			const [{ json }] = outputOf(execution, 'Send Text');
			expect(json).toMatchObject({ error: expect.any(String), message: expect.any(String) });
		});
	});

	describe('Retry from the list of executions', () => {
		test('sends the refused message, and neither the accepted nor the unknown one', async () => {
			await host.sandbox.fault({ to: RAHUL, kind: 'statusAfter', status: 500, times: 9 });
			await host.sandbox.fault({ to: MEERA, kind: 'status', status: 400 });
			const failed = await send(itemsTo(ASHA, RAHUL, MEERA));
			expect(failed.status).toBe('error');

			const retried = await host.n8n.executions.retry(failed.id);
			expect(retried).toMatchObject({ mode: 'retry', status: 'error' });
			expect(errorOf(retried)).toMatch(/item 1/);
			expect(await asked(ASHA)).toEqual({ asked: 1, accepted: 1 });
			expect(await asked(RAHUL)).toEqual({ asked: 1, accepted: 1 });
			expect((await asked(MEERA)).accepted).toBe(1);
		});

		test.each([false, true])(
			'ends well after a refusal (workflow loaded anew: %s)',
			async (anew) => {
				await host.sandbox.fault({ to: RAHUL, kind: 'status', status: 403 });
				const failed = await send(itemsTo(ASHA, RAHUL, MEERA));
				expect(failed.status).toBe('error');

				const retried = await host.n8n.executions.retry(failed.id, anew);
				expect(retried.status).toBe('success');
				const recipients = (await host.sandbox.outbound()).map(({ to }) => to);
				expect(recipients.sort()).toEqual([ASHA, RAHUL, MEERA].sort());
				const output = outputOf(retried, 'Send Text');
				expect(output.map(({ pairedItem }) => pairedItem)).toEqual([
					{ item: 0 },
					{ item: 1 },
					{ item: 2 },
				]);
			},
		);

		test('is not needed to know what had been accepted: the error names the messages', async () => {
			await host.sandbox.fault({ to: MEERA, kind: 'status', status: 400 });
			const failed = await send(itemsTo(ASHA, RAHUL, MEERA));
			const accepted = await host.sandbox.outbound();
			const error = JSON.stringify(failed.data.resultData.error);
			for (const { waMessageId } of accepted) expect(error).toContain(waMessageId);
			expect(accepted.length).toBeGreaterThan(0);
		});
	});

	test('failed items take the error output, each paired with its item', async () => {
		const send = sendText(host.credential, { onError: 'continueErrorOutput' });
		const nodes = [...itemsFrom(itemsTo(ASHA, STRANGER, RAHUL, 'not a number')), send];
		const ends = [pairedOrder('Accepted'), pairedOrder('Not Accepted')];
		const execution = await host.run(workflow('Error output', nodes, ends));

		expect(execution.status).toBe('success');
		const orders = (name: string) => outputOf(execution, name).map(({ json }) => json.order);
		expect(orders('Accepted')).toEqual([0, 2]);
		expect(orders('Not Accepted')).toEqual([1, 3]);
		const sent = await Promise.all([ASHA, RAHUL].map((to) => host.sandbox.outbound(to)));
		const ids = outputOf(execution, 'Send Text', 0).map(({ json }) => json.messageId);
		expect(ids).toEqual(sent.map(([{ waMessageId }]) => waMessageId));
		const [closed, invalid] = outputOf(execution, 'Send Text', 1).map(({ json }) => json);
		expect(JSON.stringify(closed)).toContain('24-hour');
		expect(JSON.stringify(invalid)).toMatch(/To/);
		expect(await asked(STRANGER)).toEqual({ asked: 1, accepted: 0 });
		expect(await host.sandbox.outbound()).toHaveLength(2);
	});

	test('a bad value without continuing on errors stops the run before anything is sent', async () => {
		const execution = await send(itemsTo(ASHA, 'not a number'));
		expect(execution.status).toBe('error');
		expect(errorOf(execution)).toMatch(/item 1/);
		expect(await host.sandbox.requests('/messages')).toEqual([]);
	});

	test('stopping the execution stops the sending', async () => {
		const customers = Array.from({ length: 40 }, (_, index) => String(919_700_000_000 + index));
		await host.openWindows(...customers);
		await host.sandbox.settings({ latencyMs: 300 });
		const nodes = [...itemsFrom(itemsTo(...customers)), sendText(host.credential)];
		const { id } = await host.create(workflow('Stopped', nodes));
		const execution = await host.n8n.executions.run(id, 'Start');
		await host.sandbox.waitForOutbound(5);
		await host.n8n.executions.stop(execution);
		expect((await host.n8n.executions.waitUntilFinished(execution)).status).toBe('canceled');
		// Requests that were under way may still be accepted; none may follow them.
		await sleep(600);
		const sent = (await host.sandbox.outbound()).length;
		expect(sent).toBeLessThan(customers.length / 2);
		await sleep(900);
		expect(await host.sandbox.outbound()).toHaveLength(sent);
	});

	test('messages to one customer arrive in the order of the items', async () => {
		await host.sandbox.settings({ latencyMs: 20 });
		const items = itemsTo(...Array.from({ length: 20 }, (_, index) => (index % 2 ? ASHA : RAHUL)));
		const execution = await send(items);
		expect(execution.status).toBe('success');
		for (const [to, first] of [
			[RAHUL, 0],
			[ASHA, 1],
		] as const) {
			const texts = (await host.sandbox.outbound(to)).map(({ content }) => content.text?.body);
			expect(texts).toEqual(Array.from({ length: 10 }, (_, n) => `Order ${first + 2 * n}`));
		}
	});
});
