import type { IDataObject, INode } from 'n8n-workflow';

import { waitFor } from '../../../sandbox/client';
import type { Status } from '../../../sandbox/types';
import { outputOf } from '../../n8n/executions';
import { firstItems } from '../../support/inbox';
import { workflow } from '../../support/workflow';
import { wbizPollingTrigger } from '../wbiz/host';
import { onEach, type TestedPlatform, usePlatforms } from './platforms';

const ASHA = '919876543210';
const RAHUL = '919123456789';
const IMAGE = { type: 'image', image: { id: '66f1c0de', mime_type: 'image/jpeg' } };

/** Why a message may fail, as Meta says it, and what the event makes of it. */
const FAILURES: Array<[error: object, kind: string, advice: RegExp]> = [
	[{ code: 131047, title: 'Re-engagement message' }, 'fix', /approved template/],
	[{ code: 131050, title: 'User opted out of marketing messages' }, 'optedOut', /not want/],
	[{ code: 130429, title: 'Rate limit hit: too many messages' }, 'retryLater', /later/],
	[{ code: 999999, title: 'Something nobody knows' }, 'unknown', /^null$/],
];
const BOTH = ['message.received', 'message.status'];

describe('what starts a workflow', () => {
	const platforms = usePlatforms();
	const platform = (wanted: string) => platforms.find(({ name }) => name === wanted)!;

	/** Asha is sent so many texts; gives their ids. */
	async function sendToAsha(
		{ host, action, recipient, addressOf, logIn }: TestedPlatform,
		count = 1,
	) {
		await logIn();
		await host.openWindows(ASHA);
		const form = { resource: 'message', operation: 'sendText', text: 'Hello' };
		const send = action('Send', { ...form, ...recipient(await addressOf(ASHA)) });
		await host.runNode(
			Array.from({ length: count }, () => ({})),
			send,
		);
		return (await host.sandbox.waitForOutbound(count, ASHA)).map(({ waMessageId }) => waMessageId);
	}

	/** Two customers write, and a message of ours gets on its way: six things, of which the filters let some pass. */
	async function everything({ host: { sandbox } }: TestedPlatform, messageId: string) {
		const all = [
			await sandbox.inbound({ from: RAHUL, text: 'of Rahul' }),
			await sandbox.inbound({ from: ASHA, message: IMAGE }),
			await sandbox.inbound({ from: ASHA, text: 'of Asha' }),
		];
		for (const status of ['sent', 'delivered', 'read'] as Array<Exclude<Status, 'accepted'>>) {
			all.push({ messageId, ...(await sandbox.status(messageId, status)) });
		}
		for (const { deliveryId } of all) if (deliveryId) await sandbox.finishedDelivery(deliveryId);
	}

	const told = ({ event, phone, type, status, text }: IDataObject) =>
		event === 'message.status' ? status : `${String(type)} of ${String(phone)}: ${String(text)}`;

	/** What passes Statuses, Message Types and From Numbers, one filter at a time and all at once. */
	const FILTERED: Array<[options: IDataObject, started: string[]]> = [
		[
			{ fromNumbers: '+91 98765-43210', messageTypes: ['text'], statuses: ['read'] },
			['asha', 'read'],
		],
		[{ messageTypes: ['image'], statuses: ['sent', 'delivered'] }, ['image', 'sent', 'delivered']],
	];
	const NAMES: Record<string, string> = {
		asha: `text of +${ASHA}: of Asha`,
		image: `image of +${ASHA}: null`,
	};

	/** What the executions of a workflow began with: a poll may give several items. */
	async function startedWith({ host }: TestedPlatform, id: string, count: number) {
		return await waitFor(`${count} items in executions of workflow ${id}`, async () => {
			const runs = await host.n8n.executions.waitForCount(id, 1);
			const items = runs.flatMap((run) => outputOf(run, 'Trigger').map(({ json }) => json));
			return items.length >= count && items;
		});
	}

	/** Each workflow gets all that happens. */
	async function expectFiltered(
		tested: TestedPlatform,
		trigger: (options: IDataObject) => INode,
		publish: TestedPlatform['publish'],
	) {
		const { host } = tested;
		const [messageId] = await sendToAsha(tested);
		for (const [options, started] of FILTERED) {
			const { id } = await publish(workflow('Filtered', [trigger(options)]));
			await everything(tested, messageId);
			const expected = started.map((name) => NAMES[name] ?? name);
			expect((await startedWith(tested, id, expected.length)).map(told).sort()).toEqual(
				expected.sort(),
			);
			await host.n8n.workflows.unpublish(id);
		}
	}

	test('is narrowed by Statuses, Message Types and From Numbers on every trigger', async () => {
		await onEach(platforms, async (tested) => {
			const trigger = (options: IDataObject) =>
				tested.trigger({ events: BOTH, options } as Parameters<typeof tested.trigger>[0]);
			await expectFiltered(tested, trigger, tested.publish);
		});
	});

	test('and on the trigger that polls', async () => {
		const wbiz = platform('WBIZ');
		const { host } = wbiz;
		const polling = (options: IDataObject) =>
			wbizPollingTrigger(host.credential, { events: BOTH, options } as Parameters<
				typeof wbizPollingTrigger
			>[1]);
		await expectFiltered(wbiz, polling, async (definition) => await host.publish(definition));
	});

	test('and by what Cloove says only when it is asked for the conversation', async () => {
		const cloove = platform('Cloove');
		const { host, trigger, publish } = cloove;
		await host.sandbox.settings({ webhookData: 'ids' });
		const [messageId] = await sendToAsha(cloove);
		const options = { fetchConversation: true, fromNumbers: ASHA, messageTypes: ['text'] };
		const { id } = await publish(workflow('Thin', [trigger({ options })]));
		await everything(cloove, messageId);
		const runs = await host.n8n.executions.waitForCount(id, 3);
		const items = runs.flatMap((run) => outputOf(run, 'Trigger').map(({ json }) => json));
		expect(items.map(told)).toEqual([NAMES.asha]);
	});

	test('a status of a failed message says what kind of failure it is, and what to do', async () => {
		// Badala has no event for a message that failed.
		const telling = platforms.filter(({ name }) => name !== 'Badala');
		await onEach(telling, async (tested) => {
			const { host, trigger, publish } = tested;
			const messageIds = await sendToAsha(tested, FAILURES.length);
			const node = trigger({ events: ['message.status'] });
			const { id } = await publish(workflow('Failed', [node]));
			for (const [index, [error]] of FAILURES.entries()) {
				const { deliveryId } = await host.sandbox.status(messageIds[index], 'failed', [error]);
				await host.sandbox.finishedDelivery(deliveryId);
				await host.n8n.executions.waitForCount(id, index + 1);
			}
			const items = firstItems(await host.n8n.executions.waitForCount(id, FAILURES.length));
			for (const [index, [, kind, advice]] of FAILURES.entries()) {
				const { status, failure } = items[index] as IDataObject & { failure: IDataObject };
				expect([status, failure.kind]).toEqual(['failed', kind]);
				expect(String(failure.advice)).toMatch(advice);
			}
		});
	});
});
