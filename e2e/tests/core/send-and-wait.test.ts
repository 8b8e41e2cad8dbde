import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { waitFor } from '../../../sandbox/client';
import { errorOf, outputOf, type Execution } from '../../n8n/executions';
import { browser, type ShownAnswer, shownAnswers } from '../../support/answers';
import { itemsFrom, node, workflow } from '../../support/workflow';
import { wbizPollingTrigger } from '../wbiz/host';
import { onEach, type TestedPlatform, usePlatforms } from './platforms';

const ASHA = '919876543210';
const RAHUL = '919123456789';

const LABELS = { approvalType: 'double', approveLabel: 'Yes, ship', disapproveLabel: 'No' };
/** Too long for a button and for the row of a list: every platform asks with links. */
const LONG_LABELS = { ...LABELS, approveLabel: '=Yes, please ship {{ $json.order }} to me' };
const CHAT = ['Pabbly Chatflow', 'WBIZ'];
const RESPONDED = { respondedAt: expect.any(String) as string };
/** For a tap that must change nothing to arrive and to be looked at. Milliseconds. */
const A_WHILE = 500;

const after = () => node('After', 'n8n-nodes-base.noOp', {});
const answersIn = (execution: Execution) =>
	outputOf(execution, 'After').map(({ json }) => json.data);
const pause = async () => await new Promise((resolve) => setTimeout(resolve, A_WHILE));

describe('Send and Wait for Response', () => {
	const platforms = usePlatforms();
	const inChat = platforms.filter(({ name }) => CHAT.includes(name));
	/** Nobody answers these; n8n looks about once a minute whose time is over. */
	const unanswered = new Map<TestedPlatform, { id: string; shown: ShownAnswer[] }>();
	beforeAll(async () => {
		await onEach(platforms, async (platform) => {
			const values = { limitType: 'afterTimeInterval', resumeAmount: 0.02, resumeUnit: 'minutes' };
			const id = await start(platform, { options: { limitWaitTime: { values } } });
			unanswered.set(platform, { id, shown: await shownAnswers(platform.host, ASHA) });
		});
	});

	function ask({ action, recipient }: TestedPlatform, parameters: INodeParameters = {}): INode {
		return action('Ask', {
			resource: 'message',
			operation: 'sendAndWait',
			...recipient('={{ $json.to }}'),
			message: '=Shall we ship {{ $json.order }}?',
			approvalOptions: { values: LABELS },
			...parameters,
		});
	}

	/** Starts a workflow that asks Asha, and waits until it waits for the answer. */
	async function start(platform: TestedPlatform, parameters?: INodeParameters): Promise<string> {
		const { host, addressOf } = platform;
		await host.openWindows(ASHA);
		const items = itemsFrom([{ to: await addressOf(ASHA), order: 4711 }]);
		const { id } = await host.create(
			workflow('Ask', [...items, ask(platform, parameters), after()]),
		);
		const execution = await host.n8n.executions.run(id, 'Start');
		await expectStatus(platform, execution, 'waiting');
		return execution;
	}

	async function expectStatus({ host }: TestedPlatform, id: string, status: string): Promise<void> {
		const look = async () => (await host.n8n.executions.get(id)).status === status;
		await waitFor(`execution ${id} to be ${status}`, look);
	}

	/** What must change nothing has been done. */
	async function expectStillWaiting({ host }: TestedPlatform, id: string): Promise<void> {
		await pause();
		expect((await host.n8n.executions.get(id)).status).toBe('waiting');
	}

	test('a link opens a page that answers nothing; its button goes on with the workflow', async () => {
		await onEach(platforms, async (platform) => {
			const { host } = platform;
			const id = await start(platform, { approvalOptions: { values: LONG_LABELS } });
			const [yes, no] = await shownAnswers(host, ASHA);
			expect([yes.label, no.label]).toEqual(['Yes, please ship 4711 to me', 'No']);
			const page = await browser.get<string>(yes.url!);
			expect([page.status, page.headers['content-type']]).toEqual([
				200,
				expect.stringContaining('text/html'),
			]);
			expect(page.data).toContain('Shall we ship 4711?');
			expect(page.data).toContain('>Yes, please ship 4711 to me</button>');
			expect((await browser.get<string>(no.url!)).data).toContain('>No</button>');
			await browser.head(yes.url!);
			await browser.options(yes.url!);
			const forged = no.url!.replace('approved=false', 'approved=true');
			expect((await browser.post(forged)).status).toBe(401);
			await expectStillWaiting(platform, id);

			expect((await browser.post<string>(no.url!)).data).toContain('Your answer has been recorded');
			const execution = await host.n8n.executions.waitUntilFinished(id);
			expect(execution.status).toBe('success');
			expect(answersIn(execution)).toEqual([{ approved: false, ...RESPONDED }]);
			for (const late of [yes, no]) {
				const { data } = await browser.post<string>(late.url!);
				expect(data).not.toContain('Your answer has been recorded');
			}
			expect(await host.sandbox.outbound(ASHA)).toHaveLength(1);
		});
	});

	test('a text is written on the page behind the link', async () => {
		await onEach(platforms, async (platform) => {
			const { host } = platform;
			const id = await start(platform, { responseType: 'freeText' });
			const [{ url, label }, ...others] = await shownAnswers(host, ASHA);
			expect([label, others]).toEqual(['Respond', []]);
			expect((await browser.get<string>(url!)).data).toContain('<textarea');
			const empty = await browser.post<string>(url!, new URLSearchParams({ text: ' ' }));
			expect(empty.data).toContain('<textarea');
			await expectStillWaiting(platform, id);
			await browser.post(url!, new URLSearchParams({ text: 'Tomorrow, <b>please</b>' }));
			const execution = await host.n8n.executions.waitUntilFinished(id);
			expect(answersIn(execution)).toEqual([{ text: 'Tomorrow, <b>please</b>', ...RESPONDED }]);
		});
	});

	test('several items are refused before anything is sent', async () => {
		await onEach(platforms, async (platform) => {
			const { host, addressOf } = platform;
			const to = await addressOf(ASHA);
			const execution = await host.runNode([{ to }, { to }], ask(platform));
			expect(errorOf(execution)).toContain('asks one question at a time, but got 2 items');
			expect(await host.sandbox.outbound()).toEqual([]);
		});
	});

	test('in a loop, the answer to an earlier question answers no later one', async () => {
		await onEach(platforms, async (platform) => {
			const { host, addressOf, publish, trigger } = platform;
			await publish(workflow('Trigger', [trigger()]));
			await host.openWindows(ASHA);
			const to = await addressOf(ASHA);
			const loop = node('Loop', 'n8n-nodes-base.splitInBatches', { options: {} });
			const row = [...itemsFrom([{ to }, { to }]), { ...loop, typeVersion: 3 }];
			const { nodes, connections } = workflow('Loop', row);
			const asking = ask(platform);
			const { id: saved } = await host.create({
				name: 'Loop',
				nodes: [...nodes, asking, after()],
				connections: {
					...connections,
					Loop: {
						main: [
							[{ node: 'After', type: 'main', index: 0 }],
							[{ node: 'Ask', type: 'main', index: 0 }],
						],
					},
					Ask: { main: [[{ node: 'Loop', type: 'main', index: 0 }]] },
				},
			});
			const id = await host.n8n.executions.run(saved, 'Start');
			await host.sandbox.waitForOutbound(1, ASHA);
			await expectStatus(platform, id, 'waiting');
			const [first] = await shownAnswers(host, ASHA);
			await first.give(ASHA);
			await host.sandbox.waitForOutbound(2, ASHA);
			await expectStatus(platform, id, 'waiting');
			await first.give(ASHA);
			await expectStillWaiting(platform, id);
			const [, second] = await shownAnswers(host, ASHA);
			await second.give(ASHA);
			const execution = await host.n8n.executions.waitUntilFinished(id);
			expect(answersIn(execution)).toEqual([
				{ approved: true, ...RESPONDED },
				{ approved: false, ...RESPONDED },
			]);
		});
	});

	test('in the chat, only the first tap of the person who was asked counts, and none starts a workflow', async () => {
		await onEach(inChat, async (platform) => {
			const { host, publish, trigger } = platform;
			// What narrows down what starts the workflow keeps no answer from the execution that waits.
			const filters = { fromNumbers: '447700900123', messageTypes: ['text'] };
			const row = [trigger({ options: filters }), after()];
			const { id: triggered } = await publish(workflow('Trigger', row));
			await host.openWindows(RAHUL);
			const id = await start(platform);
			const [yes, no] = await shownAnswers(host, ASHA);
			expect([yes, no].map(({ label, url }) => [label, url])).toEqual([
				['Yes, ship', undefined],
				['No', undefined],
			]);
			await no.give(RAHUL);
			await expectStillWaiting(platform, id);
			await yes.give(ASHA);
			const execution = await host.n8n.executions.waitUntilFinished(id);
			expect(answersIn(execution)).toEqual([{ approved: true, ...RESPONDED }]);
			await no.give(ASHA);
			await yes.give(ASHA);

			const runs = await host.n8n.executions.waitForCount(triggered, 4);
			expect(runs.map(({ status }) => status)).toEqual(runs.map(() => 'success'));
			expect(runs.flatMap((run) => outputOf(run, 'After'))).toEqual([]);
			expect(await host.sandbox.outbound()).toHaveLength(1);
		});
	});

	test('the trigger that polls passes an answer on, too, and gives out what is none', async () => {
		const wbiz = platforms.find(({ name }) => name === 'WBIZ')!;
		const { host } = wbiz;
		const trigger = wbizPollingTrigger(host.credential);
		const { id: polling } = await host.publish(workflow('Polling', [trigger, after()]));
		const id = await start(wbiz);
		const [yes, no] = await shownAnswers(host, ASHA);
		await no.give(RAHUL);
		await yes.give(ASHA);
		await no.give(ASHA);
		await host.sandbox.inbound({ from: ASHA, text: 'Thank you' });
		const execution = await host.n8n.executions.waitUntilFinished(id);
		expect(answersIn(execution)).toEqual([{ approved: true, ...RESPONDED }]);
		const texts = await waitFor('the message that is no answer', async () => {
			const runs = await host.n8n.executions.waitForCount(polling, 1);
			const items = runs.flatMap((run) => outputOf(run, 'After').map(({ json }) => json.text));
			return items.includes('Thank you') && items;
		});
		// The first is of the time before the question.
		expect(texts.filter((text) => text !== 'Hello')).toEqual(['Thank you']);
	});

	test('when the time is over the input comes out as it came in, and an answer changes nothing', async () => {
		await onEach(platforms, async (platform) => {
			const { host, publish, trigger } = platform;
			const { id, shown } = unanswered.get(platform)!;
			const execution = await host.n8n.executions.waitUntilFinished(id, 90_000);
			expect(execution.status).toBe('success');
			const [{ json }, ...others] = outputOf(execution, 'After');
			expect([json.order, json.data, others]).toEqual([
				4711,
				undefined,
				[],
			] as IDataObject[string][]);

			const { id: triggered } = await publish(workflow('Trigger', [trigger(), after()]));
			await shown[0].give(ASHA);
			if (shown[0].url === undefined) {
				const [late] = await host.n8n.executions.waitForCount(triggered, 1);
				expect(outputOf(late, 'After')).toEqual([]);
			}
			const { data } = await host.n8n.executions.get(id);
			expect(data.resultData.runData.After).toHaveLength(1);
		});
	});
});
