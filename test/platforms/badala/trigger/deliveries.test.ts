import type { IDataObject } from 'n8n-workflow';

import type { Delivery, TriggerSetup } from '../../../support/harness';
import { message, signed, status, trigger } from './open-trigger';

describe('Events', () => {
	const names = [
		'message.received',
		'message.sent',
		'message.delivered',
		'message.read',
		'conversation.created',
		'conversation.assigned',
		'conversation.closed',
		'contact.created',
		'contact.updated',
	];

	/** The vendor's events that start a workflow with these settings. */
	async function starting(events: string[], statuses?: string[]): Promise<string[]> {
		const hook = trigger({ parameters: { events, options: statuses ? { statuses } : {} } });
		const started = [];
		for (const event of [...names, 'message.failed', 'call.missed']) {
			const payload = {
				...message({ event, deliveryId: `dlv_${event}` }),
				data: { messageId: 'm' },
			};
			const { status: answer, workflowData } = await hook.deliver(signed(payload));
			expect(answer).toBe(200);
			if (workflowData) started.push(event);
		}
		return started;
	}

	test('each of the nine can be chosen alone', async () => {
		for (const event of names) {
			const [, word] = /^message\.(sent|delivered|read)$/.exec(event) ?? [];
			const chosen =
				word === undefined ? await starting([event]) : await starting(['message.status'], [word]);
			expect(chosen).toEqual([event]);
		}
	});

	test('Status means all of them, a failure too, unless some are chosen', async () => {
		const all = ['message.sent', 'message.delivered', 'message.read', 'message.failed'];
		expect(await starting(['message.status'])).toEqual(all);
		expect(await starting(['message.status'], [])).toEqual(all);
		expect(await starting(['message.status'], ['sent', 'read'])).toEqual([
			'message.sent',
			'message.read',
		]);
	});

	test('Any Other Event is everything but messages and statuses', async () => {
		const others = names.filter((event) => !event.startsWith('message.'));
		expect(await starting(['other'])).toEqual([...others, 'call.missed']);
	});

	test('Simplify off gives the payload as it came', async () => {
		const hook = trigger({ parameters: { simplify: false } });
		const payload = message();
		const { workflowData } = await hook.deliver(signed(payload));
		expect(workflowData?.[0][0].json).toEqual(payload);
	});
});

describe('What is sent again', () => {
	const again = () => signed(message(), { age: 5 });
	const renewed = () => signed(message({ deliveryId: 'dlv_2' }));
	const started = async (options: IDataObject, second: Delivery) => {
		const hook = trigger({ parameters: { options } } as Partial<TriggerSetup>);
		await hook.deliver(signed(message()));
		const { status: answer, workflowData } = await hook.deliver(second);
		expect(answer).toBe(200);
		return workflowData !== undefined;
	};

	test('is taken and dropped, with the id of the delivery', async () => {
		expect(await started({}, again())).toBe(false);
	});

	test('starts the workflow again where duplicates are wanted', async () => {
		expect(await started({ dropDuplicates: false }, again())).toBe(true);
	});

	test('is another delivery with another id, unless messages are known by their own', async () => {
		expect(await started({}, renewed())).toBe(true);
		expect(await started({ duplicatesBy: 'message' }, renewed())).toBe(false);
	});

	test('is not mistaken for the next status of the same message', async () => {
		const hook = trigger({
			parameters: { events: ['message.status'], options: { duplicatesBy: 'message' } },
		});
		const results = [];
		for (const body of [status('sent'), status('read'), status('read', 'dlv_x')]) {
			results.push((await hook.deliver(signed(body))).workflowData !== undefined);
		}
		expect(results).toEqual([true, true, false]);
	});
});
