import { createHmac } from 'node:crypto';

import { ClooveApi } from '../../../credentials/ClooveApi.credentials';
import { PabblyChatflowApi } from '../../../credentials/PabblyChatflowApi.credentials';
import { ClooveTrigger } from '../../../nodes/Cloove/ClooveTrigger.node';
import { PabblyChatflowTrigger } from '../../../nodes/PabblyChatflow/PabblyChatflowTrigger.node';
import { commonEvent, identityOf } from '../../../nodes/shared/trigger/event';
import { InProcessTrigger } from '../../support/harness';

const webhookSecret = 'shared-secret-of-the-contract-0123';

interface Received {
	/** Whether n8n shall start a run. */
	started: boolean;
	/** What the node answered by itself. */
	status: number;
	/** n8n answers with this status. */
	answer(status: number): void;
	/** The platform does not wait any longer. */
	hangUp(): void;
}

/**
 * A delivery of messages to a trigger; several in one, as Meta sends them.
 *
 * @param answer what n8n answers as soon as it has the items
 * @param isGone whether the platform has closed the connection before n8n reads the delivery
 */
async function receiveOne(
	trigger: string,
	messages: object[],
	{
		test = false,
		isGone = false,
		answer,
	}: { test?: boolean; isGone?: boolean; answer?: number } = {},
): Promise<Received> {
	const { status, items, response } = await new InProcessTrigger({
		type: new PabblyChatflowTrigger(),
		test,
		// A trigger is told from others by its URL.
		baseUrl: `https://${encodeURIComponent(trigger)}.test`,
		credentials: [{ type: new PabblyChatflowApi(), data: { webhookSecret } }],
	}).receive({
		body: JSON.stringify({ messages }),
		headers: { 'x-webhook-secret': webhookSecret },
		isGone,
	});
	if (items && answer !== undefined) response.status(answer).json({});
	return {
		started: items !== undefined,
		status,
		answer: (code) => void response.status(code).json({}),
		hangUp: () => response.hangUp(),
	};
}

function messageWith(id: string | null): object[] {
	const message = { from: '919876543210', type: 'text', text: { body: 'Hi' } };
	return [id === null ? message : { ...message, id }];
}

/** n8n's answer to a delivery that starts a run comes once the execution is stored, or could not be. */

describe('an event that is delivered again', () => {
	test('is dropped when the first delivery was answered with 200', async () => {
		const first = await receiveOne('a', messageWith('m1'));
		expect(first.started).toBe(true);
		first.answer(200);
		const second = await receiveOne('a', messageWith('m1'));
		expect(second).toMatchObject({ started: false, status: 200 });
	});

	test.each([500, 503])('starts a run when n8n answered the first with %d', async (status) => {
		const first = await receiveOne(`failed ${status}`, messageWith('m1'));
		first.answer(status);
		const second = await receiveOne(`failed ${status}`, messageWith('m1'));
		expect(second.started).toBe(true);
	});

	test('waits for the outcome of the first, and is dropped after a 200', async () => {
		const first = await receiveOne('waits', messageWith('m1'));
		const second = receiveOne('waits', messageWith('m1'));
		await expect(isPending(second)).resolves.toBe(true);
		first.answer(200);
		await expect(second).resolves.toMatchObject({ started: false, status: 200 });
	});

	test('waits for the outcome of the first, and starts a run after a 500: one of those who wait', async () => {
		const first = await receiveOne('after 500', messageWith('m1'));
		const others = [1, 2, 3].map(
			async () => await receiveOne('after 500', messageWith('m1'), { answer: 200 }),
		);
		await expect(isPending(Promise.race(others))).resolves.toBe(true);
		first.answer(500);
		const results = await Promise.all(others);
		expect(results.filter(({ started }) => started)).toHaveLength(1);
	});

	test('is sent away to come again when the first takes too long', async () => {
		const first = await receiveOne('slow', messageWith('m1'));
		const second = await receiveOne('slow', messageWith('m1'));
		expect(second).toMatchObject({ started: false, status: 503 });
		first.answer(200);
		await expect(receiveOne('slow', messageWith('m1'))).resolves.toMatchObject({ status: 200 });
	}, 10_000);

	test('is dropped when n8n stored the first after its caller had gone', async () => {
		const first = await receiveOne('gone', messageWith('m1'));
		first.hangUp();
		const second = receiveOne('gone', messageWith('m1'));
		await expect(isPending(second)).resolves.toBe(true);
		first.answer(200);
		await expect(second).resolves.toMatchObject({ started: false, status: 200 });
	});

	test('starts a run when n8n could not store the first after its caller had gone', async () => {
		const first = await receiveOne('gone for good', messageWith('m1'));
		first.hangUp();
		first.answer(500);
		const second = await receiveOne('gone for good', messageWith('m1'));
		expect(second.started).toBe(true);
	});

	test.each([
		[200, false],
		[500, true],
	])(
		'whose caller had gone before the first was read: n8n answers %d, new is %s',
		async (status, isNew) => {
			const trigger = `gone before ${status}`;
			const first = await receiveOne(trigger, messageWith('m1'), { isGone: true });
			expect(first.started).toBe(true);
			first.answer(status);
			const second = await receiveOne(trigger, messageWith('m1'));
			expect(second.started).toBe(isNew);
		},
	);

	test('does not hold up other events, other triggers or a test listen', async () => {
		await receiveOne('x', messageWith('m1'));
		await expect(receiveOne('x', messageWith('m2'))).resolves.toMatchObject({ started: true });
		await expect(receiveOne('y', messageWith('m1'))).resolves.toMatchObject({ started: true });
		const listening = await receiveOne('x', messageWith('m1'), { test: true });
		expect(listening.started).toBe(true);
	});

	test('does not make two deliveries wait for each other', async () => {
		const first = await receiveOne('cross', messageWith('m2'));
		const some = receiveOne('cross', [...messageWith('m1'), ...messageWith('m2')], {
			answer: 200,
		});
		const same = receiveOne('cross', [...messageWith('m2'), ...messageWith('m1')], {
			answer: 200,
		});
		first.answer(500);
		const results = await Promise.all([some, same]);
		expect(results.filter(({ started }) => started)).toHaveLength(1);
	});
});

test('an event without an id is never taken for another', async () => {
	for (let delivery = 0; delivery < 2; delivery += 1) {
		const { started } = await receiveOne('no id', messageWith(null), { answer: 200 });
		expect(started).toBe(true);
	}
});

test('of a list the events are taken, whatever else is in it', async () => {
	const [message] = messageWith('of a list');
	for (const [list, events] of [
		[[null, { messages: [message] }, 'odd', 7], 1],
		[[[message], false], 0],
	] as const) {
		const { status, items } = await new InProcessTrigger({
			type: new PabblyChatflowTrigger(),
			credentials: [{ type: new PabblyChatflowApi(), data: { webhookSecret } }],
		}).receive({
			body: JSON.stringify(list),
			headers: { 'x-webhook-secret': webhookSecret },
		});
		expect([status, items?.length ?? 0]).toEqual([events > 0 ? 0 : 400, events]);
	}
});

test('the statuses of one message are several events, also where they come under one id', async () => {
	const secret = 'whsec_of_the_statuses';
	const trigger = new InProcessTrigger({
		type: new ClooveTrigger(),
		baseUrl: 'https://statuses.test',
		parameters: { events: ['message.status'] },
		credentials: [{ type: new ClooveApi(), data: { webhookSecrets: secret } }],
	});
	const started: boolean[] = [];
	for (const deliveryStatus of ['delivered', 'read', 'delivered']) {
		const body = JSON.stringify({
			id: 'evt_1',
			type: 'messaging.message.delivery_updated',
			data: { messageId: 'm1', deliveryStatus },
		});
		const at = Math.floor(Date.now() / 1000);
		const v1 = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
		const headers = { 'cloove-signature': `t=${at},v1=${v1}` };
		const { items, response } = await trigger.receive({ body, headers });
		if (items) response.status(200).json({});
		started.push(items !== undefined);
	}
	expect(started).toEqual([true, true, false]);
});

test('IDs of any length are remembered in little space', () => {
	const idOf = (eventId: string, event = 'message.received') =>
		identityOf(commonEvent('x', {}, { event, eventId }))!;
	const long = 'a'.repeat(100_000);
	expect(idOf(long).length).toBeLessThan(300);
	expect(idOf(long)).toBe(idOf(long));
	expect(idOf(`${long}b`)).not.toBe(idOf(long));
	expect(idOf(long, 'message.status')).not.toBe(idOf(long));
});

test('of very many events only the latest are remembered', async () => {
	const many = Array.from({ length: 10_001 }, (_, index) => messageWith(`m${index}`)).flat();
	(await receiveOne('many', many)).answer(200);
	await expect(receiveOne('many', messageWith('m0'))).resolves.toMatchObject({ started: true });
	await expect(receiveOne('many', messageWith('m9999'))).resolves.toMatchObject({
		started: false,
	});
});

async function isPending(promise: Promise<unknown>): Promise<boolean> {
	const soon = new Promise<'soon'>((resolve) => {
		setTimeout(() => resolve('soon'), 50);
	});
	return (await Promise.race([promise, soon])) === 'soon';
}
