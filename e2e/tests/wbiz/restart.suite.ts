import type { Delivery } from '../../../sandbox/types';
import { outputOf } from '../../n8n/executions';
import { useOwnN8n } from '../../support/own-n8n';
import { workflow } from '../../support/workflow';
import { wbiz, WbizHost, wbizPollingTrigger, wbizTrigger } from './host';

const ASHA = '919876543210';
/** What polls every five seconds may come late on a busy machine. */
const POLLED = 75_000;
/** More than one poll reads. */
const HISTORY = 1100;
/** More than a page. */
const BACKLOG = 120;

const BUTTONS = [
	{ id: 'sales', title: 'Sales' },
	{ id: 'support', title: 'Support' },
];

export interface RestartOptions {
	env: Record<string, string>;
	/** How many messages are in the history; more than one poll reads unless given. */
	history?: number;
}

/** WBIZ's triggers in an n8n with these settings, which is stopped and started again. */
export function describeRestart(how: string, options: RestartOptions): void {
	describe(`WBIZ’s triggers when n8n restarts, publishing ${how}`, () => restartTests(options));
}

function restartTests({ env, history = HISTORY }: RestartOptions): void {
	const host = new WbizHost();
	const n8n = useOwnN8n(host, env);

	/** Customers who only write. */
	async function inbound(texts: string[]): Promise<void> {
		for (const [index, text] of texts.entries()) {
			await host.sandbox.inbound({ from: String(919_800_000_000 + index), text });
		}
	}

	/** What the trigger gave out in all its executions, in the order in which they started. */
	async function events(id: string, executions: number): Promise<Array<Record<string, unknown>>> {
		const all = await host.n8n.executions.waitForCount(id, executions, POLLED);
		expect(all).toHaveLength(executions);
		expect(all.filter(({ status }) => status !== 'success')).toEqual([]);
		return all.reverse().flatMap((execution) => {
			return outputOf(execution, 'Trigger').map(({ json }) => json);
		});
	}

	test('polling misses nothing, repeats nothing and gives nothing older than its activation', async () => {
		// Statuses are in the feed too, and must not start anything.
		await host.sandbox.settings({ autoStatuses: true });
		await inbound(Array.from({ length: history }, (_, index) => `before ${index}`));
		const ask = wbiz(host.credential, 'Ask', {
			resource: 'message',
			operation: 'sendButtons',
			to: '={{ $json.phone }}',
			text: '=You wrote: {{ $json.text }}',
			buttons: { button: BUTTONS },
		});
		const polling = () => wbizPollingTrigger(host.credential);
		const again = await host.publish(workflow('Published again', [polling()]));
		await host.n8n.workflows.unpublish(again.id);
		await host.sandbox.inbound({ from: ASHA, text: 'while nothing was published' });
		await host.n8n.workflows.publish(again.id);
		const { id } = await host.publish(workflow('Polling', [polling(), ask]));

		await host.sandbox.inbound({ from: ASHA, text: 'one' });
		const [first, ...others] = await events(id, 1);
		expect(others).toEqual([]);
		// Each workflow polls by itself: without waiting, a restart may come between the two.
		await events(again.id, 1);
		expect(first).toMatchObject({ platform: 'wbiz', phone: `+${ASHA}`, text: 'one' });
		const [question] = await host.sandbox.waitForOutbound(1, ASHA);
		expect(question.content.interactive).toMatchObject({
			body: 'You wrote: one',
			buttons: BUTTONS,
		});

		const backlog = Array.from({ length: BACKLOG }, (_, index) => `stopped ${index}`);
		await n8n.restart(async () => {
			await inbound(backlog);
			await host.tap(ASHA, BUTTONS[0], question.waMessageId);
		});
		const second = (await events(id, 2)).slice(1);
		await events(again.id, 2);
		expect(second.map(({ text }) => text)).toEqual([...backlog, 'Sales']);
		expect(second[BACKLOG]).toMatchObject({
			phone: `+${ASHA}`,
			button: { id: 'sales', title: 'Sales' },
			replyTo: question.waMessageId,
		});

		await n8n.restart(async () => {
			await host.sandbox.inbound({ from: ASHA, text: 'last' });
		});
		const all = await events(id, 3);
		const expected = ['one', ...backlog, 'Sales', 'last'];
		expect(all.map(({ text }) => text)).toEqual(expected);
		expect((await events(again.id, 3)).map(({ text }) => text)).toEqual(expected);
		const replies = await host.sandbox.waitForOutbound(expected.length);
		const texts = replies.map(({ content }) => (content.interactive as { body: string }).body);
		expect(texts.sort()).toEqual(expected.map((text) => `You wrote: ${text}`).sort());
	}, 420_000);

	test('a manual fetch shows the latest event, and moves nothing on', async () => {
		const texts = Array.from({ length: HISTORY }, (_, index) => `before ${index}`);
		await inbound(texts);
		const { id } = await host.create(workflow('By hand', [wbizPollingTrigger(host.credential)]));
		for (let round = 0; round < 2; round += 1) {
			const execution = await host.n8n.executions.run(id, 'Trigger');
			const { status } = await host.n8n.executions.waitUntilFinished(execution);
			expect(status).toBe('success');
			const output = outputOf(await host.n8n.executions.get(execution), 'Trigger');
			expect(output.map(({ json }) => json.text)).toEqual(texts.slice(-1));
		}
	});

	test('the webhook still works, and is still signed no worse than before', async () => {
		const { id } = await host.publish(workflow('Webhook', [wbizTrigger(host.credential)]));
		const answer = ({ attempts }: Delivery) => attempts.map(({ status }) => status);
		const inboundDelivered = async (text: string) =>
			answer(await host.sandbox.inboundDelivered({ from: ASHA, text }));
		expect(await inboundDelivered('before')).toEqual([200]);
		await events(id, 1);
		// n8n saves what a delivery teaches the trigger when it starts no run, as the platform's test.
		const [registered] = await host.subscriptions();
		await host.sandbox.callApi('post', `/v1/webhooks/${registered.id}/test`);
		await n8n.restart();
		expect(await inboundDelivered('after')).toEqual([200]);
		expect((await events(id, 2)).map(({ text }) => text)).toEqual(['before', 'after']);

		await n8n.restart();
		await host.sandbox.settings({ signature: { form: 'hex' } });
		expect(await inboundDelivered('without its time')).toEqual([401]);
		const [subscription, ...others] = await host.subscriptions();
		expect(others).toEqual([]);
		expect(subscription.url).toContain(n8n.url);
		await host.n8n.workflows.unpublish(id);
		expect(await host.subscriptions()).toEqual([]);
	});
}
