import axios from 'axios';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { waitFor } from '../../../sandbox/client';
import { outputOf, type Execution } from '../../n8n/executions';
import { itemsFrom, node, workflow } from '../../support/workflow';
import { useWbiz, wbiz, wbizTrigger } from './host';

const ASHA = '919876543210';
const RAHUL = '919123456789';

const LABELS = { approvalType: 'double', approveLabel: 'Yes, ship', disapproveLabel: 'No' };

describe('Send and Wait for Response', () => {
	const host = useWbiz();

	function ask(parameters: INodeParameters = {}): INode {
		return wbiz(host.credential, 'Ask', {
			resource: 'message',
			operation: 'sendAndWait',
			to: '={{ $json.to }}',
			message: 'Shall we ship it?',
			approvalOptions: { values: LABELS },
			...parameters,
		});
	}

	const after = () => node('After', 'n8n-nodes-base.noOp', {});

	/** Starts a workflow that asks, and waits until it waits for the answer. */
	async function start(asking: INode, items: IDataObject[] = [{ to: ASHA }]): Promise<string> {
		const nodes = [...itemsFrom(items), asking, after()];
		const { id } = await host.create(workflow('Ask', nodes));
		const execution = await host.n8n.executions.run(id, 'Start');
		await waitForStatus(execution, 'waiting');
		return execution;
	}

	async function waitForStatus(id: string, status: string): Promise<void> {
		await waitFor(
			`execution ${id} to be ${status}`,
			async () => (await host.n8n.executions.get(id)).status === status,
			{ timeout: 20_000 },
		);
	}

	const answer = (execution: Execution) =>
		outputOf(execution, 'After').map(({ json }) => json.data);

	/** The addresses in the last text that the customer got. */
	async function links(): Promise<string[]> {
		const text = (await host.sentTexts(ASHA)).at(-1) ?? '';
		return text.match(/https?:\S+/g) ?? [];
	}

	const web = axios.create({ proxy: false, validateStatus: () => true });

	test('a link opens a page that answers nothing; its button goes on with the workflow', async () => {
		await host.openWindows(ASHA);
		const long = { ...LABELS, approveLabel: 'Yes, please ship it to me' };
		const id = await start(ask({ approvalOptions: { values: long } }));
		const [yes, no] = await links();
		const page = await web.get(yes);
		expect([page.status, page.headers['content-type']]).toEqual([
			200,
			expect.stringContaining('text/html'),
		]);
		expect(page.data).toContain('Shall we ship it?');
		expect(page.data).toContain('Yes, please ship it to me');
		expect((await web.get(no)).data).toContain('>No<');
		await waitForStatus(id, 'waiting');

		expect((await web.post(no.replace('approved=false', 'approved=true'))).status).toBe(401);
		await waitForStatus(id, 'waiting');

		expect((await web.post(no)).data).toContain('Your answer has been recorded');
		const execution = await host.n8n.executions.waitUntilFinished(id);
		expect(execution.status).toBe('success');
		expect(answer(execution)).toEqual([{ approved: false, respondedAt: expect.any(String) }]);
		expect((await web.post(yes)).data).not.toContain('Your answer has been recorded');
	});

	test('a text is written on the page behind the link', async () => {
		await host.openWindows(ASHA);
		const id = await start(ask({ responseType: 'freeText' }));
		const [link] = await links();
		expect((await web.get(link)).data).toContain('<textarea');
		const empty = await web.post(link, new URLSearchParams({ text: ' ' }));
		expect(empty.data).toContain('<textarea');
		await web.post(link, new URLSearchParams({ text: 'Tomorrow, <b>please</b>' }));
		const execution = await host.n8n.executions.waitUntilFinished(id);
		expect(answer(execution)).toEqual([
			{ text: 'Tomorrow, <b>please</b>', respondedAt: expect.any(String) },
		]);
	});

	describe('with buttons in the chat', () => {
		/** The buttons that the customer sees. */
		async function buttons(): Promise<Array<{ id: string; title: string; of: string }>> {
			const [message] = (await host.sandbox.outbound(ASHA)).slice(-1);
			const { buttons: shown } = message.content.interactive as unknown as {
				buttons: Array<{ id: string; title: string }>;
			};
			return shown.map((button) => ({ ...button, of: message.waMessageId }));
		}

		async function tap(from: string, { id, title, of }: { id: string; title: string; of: string }) {
			await host.tap(from, { id, title }, of);
		}

		test('the tap of the person who was asked goes on with the workflow, and starts no other', async () => {
			const { id: triggered } = await host.publish(
				workflow('Trigger', [wbizTrigger(host.credential), after()]),
			);
			await host.openWindows(ASHA, RAHUL);
			const id = await start(ask());
			const [yes] = await buttons();
			expect(yes.title).toBe('Yes, ship');

			await tap(RAHUL, yes);
			await new Promise((resolve) => setTimeout(resolve, 500));
			expect((await host.n8n.executions.get(id)).status).toBe('waiting');

			await tap(ASHA, yes);
			const execution = await host.n8n.executions.waitUntilFinished(id);
			expect(answer(execution)).toEqual([{ approved: true, respondedAt: expect.any(String) }]);

			await tap(ASHA, yes);
			await waitFor('all taps to be handled', async () => {
				const runs = await host.n8n.executions.list(triggered);
				return runs.length === 3 && runs.every(({ status }) => status === 'success');
			});
			for (const { id: run } of await host.n8n.executions.list(triggered)) {
				expect(outputOf(await host.n8n.executions.get(run), 'After')).toEqual([]);
			}
		});

		test('the button of an earlier round of a loop answers no later question', async () => {
			await host.publish(workflow('Trigger', [wbizTrigger(host.credential)]));
			await host.openWindows(ASHA);
			const items = itemsFrom([{ to: ASHA }, { to: ASHA }]);
			const loop = {
				...node('Loop', 'n8n-nodes-base.splitInBatches', { options: {} }),
				typeVersion: 3,
			};
			const asking = ask();
			const definition = workflow('Loop', [...items, loop]);
			definition.nodes.push(asking);
			definition.connections.Loop = {
				main: [[], [{ node: 'Ask', type: 'main', index: 0 }]],
			};
			definition.connections.Ask = { main: [[{ node: 'Loop', type: 'main', index: 0 }]] };
			const { id: saved } = await host.create(definition);
			const id = await host.n8n.executions.run(saved, 'Start');
			await waitForStatus(id, 'waiting');
			const [first] = await buttons();
			await tap(ASHA, first);
			await waitFor(
				'the second question',
				async () => (await host.sandbox.outbound(ASHA)).length === 2,
			);
			await waitForStatus(id, 'waiting');
			const [second] = await buttons();
			expect(second.id).not.toBe(first.id);
			await tap(ASHA, first);
			await new Promise((resolve) => setTimeout(resolve, 500));
			expect((await host.n8n.executions.get(id)).status).toBe('waiting');
			await tap(ASHA, second);
			expect((await host.n8n.executions.waitUntilFinished(id)).status).toBe('success');
		});
	});
});
