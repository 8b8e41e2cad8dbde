import type { IDataObject, INodeParameters } from 'n8n-workflow';

import '../../../support/network';
import { event, message, received, signed, thin, trigger } from './open-trigger';

describe('Events', () => {
	const startedBy = async (parameters: INodeParameters, payloads: IDataObject[]) => {
		const hook = trigger(parameters);
		const started: unknown[] = [];
		for (const payload of payloads) {
			const { status, workflowData } = await hook.deliver(signed(payload));
			expect(status).toBe(200);
			started.push(workflowData?.[0][0].json.event);
		}
		return started;
	};
	const one = event(received, message, 'evt_1');
	const own = event(received, { ...message, direction: 'outbound' }, 'evt_2');
	const sent = event('messaging.message.sent', thin, 'evt_3');
	const read = event(
		'messaging.message.delivery_updated',
		{ ...thin, deliveryStatus: 'read' },
		'evt_4',
	);
	const order = event('order.created', { entityType: 'sale', entityId: 'o1' }, 'evt_5');
	const strange = event('shop.opened', {}, 'evt_6');
	const all = [one, own, sent, read, order, strange];
	const none = undefined;

	test('only messages of customers start the workflow unless others are chosen', async () => {
		expect(await startedBy({}, all)).toEqual(['message.received', none, none, none, none, none]);
	});

	test('statuses are a choice', async () => {
		const status = 'message.status';
		expect(await startedBy({ events: [status] }, all)).toEqual([
			none,
			none,
			status,
			status,
			none,
			none,
		]);
	});

	test('one of the vendor’s other events is chosen by its name', async () => {
		expect(await startedBy({ events: ['order.created'] }, all)).toEqual([
			...[none, none, none, none],
			'order.created',
			none,
		]);
	});

	test('Any Other Event is everything but messages and statuses', async () => {
		expect(await startedBy({ events: ['other'] }, all)).toEqual([
			none,
			received,
			none,
			none,
			'order.created',
			'shop.opened',
		]);
	});

	test('events that are not in the list are named by hand, in the vendor’s words', async () => {
		const otherEvents = ' shop.opened, messaging.message.sent ,';
		expect(await startedBy({ events: [], options: { otherEvents } }, all)).toEqual([
			...[none, none],
			...['message.status', 'message.status'],
			none,
			'shop.opened',
		]);
	});

	test('a delivery that comes again starts nothing, by the ID in its signed body', async () => {
		expect(await startedBy({}, [one, one, { ...one, id: 'evt_7' }])).toEqual([
			'message.received',
			none,
			'message.received',
		]);
		expect(await startedBy({ options: { dropDuplicates: false } }, [one, one])).toHaveLength(2);
	});

	test('the headers, which are not signed, change nothing', async () => {
		const hook = trigger();
		const withHeaders = (id: string) => {
			const { body, headers } = signed(one);
			return {
				body,
				headers: { ...headers, 'Cloove-Webhook-Id': id, 'Cloove-Webhook-Event': 'x' },
			};
		};
		const first = await hook.deliver(withHeaders('evt_a'));
		expect(first.workflowData?.[0][0].json).toMatchObject({
			event: 'message.received',
			eventId: 'evt_1',
		});
		expect((await hook.deliver(withHeaders('evt_b'))).workflowData).toBeUndefined();
	});

	test('Simplify off gives the payload as it came', async () => {
		const hook = trigger({ simplify: false, options: { fetchConversation: true } });
		expect((await hook.deliver(signed(one))).workflowData?.[0][0].json).toEqual(one);
	});

	test('what is no JSON object is refused as such', async () => {
		expect(await trigger().deliver(signed('text' as unknown as object))).toMatchObject({
			status: 400,
			workflowData: undefined,
		});
	});
});
