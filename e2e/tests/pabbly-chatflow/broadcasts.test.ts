import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { waitFor } from '../../../sandbox/client';
import { errorOf, outputOf } from '../../n8n/executions';
import { chosen, itemsFrom, type NodeSettings, workflow } from '../../support/workflow';
import { pabbly, type PabblyState, usePabbly } from './host';

const ASHA = '919876543210';
/** Those with the tag "engineer"; the list "partners" of the sandbox has them. */
const PARTNERS = ['77456030003', '917989100004'];

const REPEATED: NodeSettings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 100 };

describe('broadcasts of Pabbly Chatflow', () => {
	const host = usePabbly();

	function broadcast(parameters: object, settings: NodeSettings = {}): INode {
		return pabbly(
			host.credential,
			'Broadcast',
			{
				resource: 'broadcast',
				operation: 'create',
				broadcastName: 'summer',
				contactLists: ['partners'],
				...parameters,
			} as INodeParameters,
			settings,
		);
	}

	const template: IDataObject = {
		messageType: 'template',
		templateName: chosen('summer_time|en', 'list'),
		specifyVariables: 'fields',
		templateVariables: {
			mappingMode: 'defineBelow',
			value: { 'Body {{1}}': 'Summer', 'Body {{2}}': '25%', 'Header {{1}}': 'Hello' },
		},
	};

	async function broadcasts(): Promise<PabblyState['broadcasts']> {
		return (await host.state()).broadcasts;
	}

	async function waitUntilCompleted(): Promise<PabblyState['broadcasts'][number]> {
		return await waitFor('the broadcast to be completed', async () => {
			const [found] = await broadcasts();
			return found?.state === 'completed' && found;
		});
	}

	async function recipients(): Promise<Array<string | undefined>> {
		return (await host.sandbox.outbound()).map(({ to }) => to).sort();
	}

	test('of a template at a time: in the workflow’s time zone, and then to all contacts of the list', async () => {
		const last = broadcast({
			...template,
			schedule: 'at',
			scheduledAt: '2099-01-01T09:30:00',
		});
		const settings = { executionOrder: 'v1', timezone: 'Asia/Kolkata' };
		const definition = workflow('Broadcast', [...itemsFrom([{}]), last]);
		const execution = await host.run({ ...definition, settings });
		expect([execution.status, errorOf(execution)]).toEqual(['success', undefined]);
		const at = '2099-01-01T04:00:00.000Z';
		expect(await broadcasts()).toEqual([
			expect.objectContaining({
				name: 'summer',
				status: 'scheduled',
				state: 'scheduled',
				scheduleAt: at,
			}),
		]);

		await host.sandbox.advanceClock((Date.parse(at) - Date.now()) / 1000 - 60);
		await new Promise((resolve) => setTimeout(resolve, 500));
		expect(await recipients()).toEqual([]);
		await host.sandbox.advanceClock(61);
		expect((await waitUntilCompleted()).counters).toEqual({ total: 2, sent: 2, failed: 0 });
		expect(await recipients()).toEqual(PARTNERS);
		for (const { content } of await host.sandbox.outbound()) {
			expect(content.template).toMatchObject({
				name: 'summer_time',
				headerParams: ['Hello'],
				bodyParams: ['Summer', '25%'],
				text: 'Hello!\nSummer is here: 25% off everything.',
			});
		}
	});

	test('of a template at once, to a list and to contacts in no list', async () => {
		const lists = { contactLists: ['partners', 'unassigned'] };
		const last = broadcast({ ...template, ...lists, schedule: 'now' });
		const execution = await host.runNode([{}], last);
		expect([execution.status, errorOf(execution)]).toEqual(['success', undefined]);
		await waitUntilCompleted();
		expect(await recipients()).toEqual([...PARTNERS, '77456030002'].sort());
	});

	test('of a text reaches those who wrote a moment ago; the others are counted as failed', async () => {
		await host.openWindows(PARTNERS[0]);
		const text = { messageType: 'regular', regularMessageType: 'text', text: 'We are open' };
		const execution = await host.runNode([{}], broadcast({ ...text, schedule: 'now' }));
		expect([execution.status, errorOf(execution)]).toEqual(['success', undefined]);
		expect((await waitUntilCompleted()).counters).toEqual({ total: 2, sent: 1, failed: 1 });
		const [message] = await host.sandbox.outbound(PARTNERS[0]);
		expect(message.content.text?.body).toBe('We are open');
	});

	test('to a list that does not exist, or at a time that has passed, fail and send nothing', async () => {
		const unknown = broadcast({ ...template, schedule: 'now', contactLists: ['nobody'] });
		expect(errorOf(await host.runNode([{}], unknown))).toContain('nobody');
		const past = { schedule: 'at', scheduledAt: '2020-01-01T00:00:00Z' };
		const late = await host.runNode([{}], broadcast({ ...template, ...past }));
		expect(errorOf(late)).toContain('must be in the future');
		expect(await host.sandbox.requests('/broadcasts')).toHaveLength(1);
		expect(await broadcasts()).toEqual([]);
	});

	test.each(['statusAfter', 'cutAfter'] as const)(
		'are not created twice by Retry On Fail (%s)',
		async (kind) => {
			await host.sandbox.fault({ path: '/broadcasts', kind, status: 500, times: 9 });
			const last = broadcast({ ...template, schedule: 'now' }, REPEATED);
			const execution = await host.runNode([{}], last);
			expect(errorOf(execution)).toMatch(/did not confirm the request/);
			expect(await host.sandbox.requests('/broadcasts')).toHaveLength(1);
			await waitUntilCompleted();
			expect(await recipients()).toEqual(PARTNERS);
		},
	);

	describe('by an API campaign', () => {
		const campaign = { resource: 'broadcast', campaignName: 'welcome' };

		function create(): INode {
			const parameters = { templateName: chosen('demo_text|en', 'list') };
			return pabbly(host.credential, 'Create', {
				...campaign,
				operation: 'createApiCampaign',
				...parameters,
			});
		}

		function send(settings: NodeSettings = {}): INode {
			const parameters = {
				...campaign,
				operation: 'sendApiCampaign',
				to: "={{ $('Items').item.json.to }}",
				contactName: 'Asha Rao',
				templateName: chosen('demo_text|en', 'list'),
				specifyVariables: 'fields',
				templateVariables: {
					mappingMode: 'defineBelow',
					value: { 'Body {{1}}': "={{ $('Items').item.json.order }}" },
				},
			};
			return pabbly(host.credential, 'Send', parameters as INodeParameters, settings);
		}

		test('each item is one message to one number', async () => {
			const items = [
				{ to: `+${ASHA}`, order: '#1' },
				{ to: '91 91234-56789', order: '#2' },
			];
			const nodes = [...itemsFrom(items), { ...create(), executeOnce: true }];
			const made = await host.run(workflow('Campaign', nodes));
			expect([made.status, errorOf(made)]).toEqual(['success', undefined]);
			const execution = await host.runNode(items, send());
			expect([execution.status, errorOf(execution)]).toEqual(['success', undefined]);
			const messages = await host.sandbox.outbound();
			const texts = messages.map(({ to, content }) => [
				to,
				(content.template as { text: string }).text,
			]);
			expect(texts.sort()).toEqual([
				['919123456789', 'Some demo text #2'],
				[ASHA, 'Some demo text #1'],
			]);
			const ids = outputOf(execution, 'Send').map(({ json }) => json.messageId);
			expect(ids.sort()).toEqual(messages.map(({ waMessageId }) => waMessageId).sort());
			const { contacts } = await host.state();
			expect(contacts.find(({ mobile }) => mobile === ASHA)?.name).toBe('Asha Rao');
		});

		test.each(['statusAfter', 'cutAfter'] as const)(
			'is not sent twice by Retry On Fail (%s)',
			async (kind) => {
				await host.runNode([{}], create());
				await host.sandbox.fault({ path: '/broadcasts/send', kind, status: 500, times: 9 });
				const execution = await host.runNode([{ to: ASHA, order: '#1' }], send(REPEATED));
				expect(errorOf(execution)).toMatch(/did not confirm the request/);
				expect(await host.sandbox.requests('/broadcasts/send')).toHaveLength(1);
				expect(await host.sandbox.outbound()).toHaveLength(1);
			},
		);
	});
});
