import { readFileSync } from 'node:fs';

import type { IDataObject, INode } from 'n8n-workflow';

import { errorOf, outputOf, type Execution } from '../../n8n/executions';
import { itemsFrom, type NodeSettings, workflow } from '../../support/workflow';
import { useWbiz, wbiz } from './host';

const ASHA = '919876543210';
const RAHUL = '919123456789';
const MEERA = '919555012345';

const REPEATED: NodeSettings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 100 };

describe('sending with WBIZ', () => {
	const host = useWbiz();

	async function run(items: IDataObject[], last: INode, timeout?: number): Promise<Execution> {
		return await host.run(workflow('WBIZ', [...itemsFrom(items), last]), timeout);
	}

	function sendText(settings: NodeSettings = {}): INode {
		const parameters = {
			resource: 'message',
			operation: 'sendText',
			to: '={{ $json.to }}',
			text: '={{ $json.text }}',
		};
		return wbiz(host.credential, 'Send', parameters, settings);
	}

	describe('the limits of a plan', () => {
		const COUNT = 40;
		const BURST = 15;

		test('40 messages on the smallest plan are all accepted once, at the pace that its headers ask for', async () => {
			const customers = Array.from({ length: COUNT }, (_, index) =>
				String(919_700_000_000 + index),
			);
			await host.useCredentialOfItsOwn();
			await host.openWindows(...customers);
			await host.sandbox.settings({ plan: 'starter' });
			const items = customers.map((to, order) => ({ to, text: `Order ${order}` }));
			const execution = await run(items, sendText(), 90_000);

			expect(execution.status).toBe('success');
			const accepted = (await host.sandbox.outbound()).map(({ to }) => to);
			expect([...accepted].sort()).toEqual(customers);
			const requests = await host.sandbox.requests('/v1/messages');
			const refused = requests.filter(({ status }) => status === 429);
			// Without the headers every burst would end in five of them: one for each request at once.
			expect(refused.length).toBeLessThanOrEqual(3);
			const taken = requests.filter(({ status }) => status === 200).map(({ at }) => Date.parse(at));
			for (const start of [BURST, 2 * BURST]) {
				expect(taken[start] - taken[start - BURST]).toBeGreaterThan(9000);
			}
			expect(taken[COUNT - 1] - taken[0]).toBeLessThan(40_000);
		});
	});

	describe('the scopes of a key', () => {
		test('a missing one is named, in the error and on the error output', async () => {
			await host.openWindows(ASHA);
			await host.sandbox.settings({ scopes: ['contacts:read'] });
			const items = [{ to: ASHA, text: 'Hello' }];
			const stopped = await run(items, sendText());
			expect(errorOf(stopped)).toContain('messages:send');
			const continued = await run(items, sendText({ onError: 'continueErrorOutput' }));
			const [failed] = outputOf(continued, 'Send', 1);
			expect(failed.json).toMatchObject({
				message: expect.stringContaining('messages:send'),
				details: { status: 403, advice: expect.stringContaining('scope') },
			});
			expect(await host.sandbox.outbound()).toEqual([]);
		});

		test.each([
			['contacts:write', { resource: 'contact', operation: 'upsert', contactPhone: ASHA }],
			['inbox:read', { resource: 'conversation', operation: 'getMany' }],
			['fields:read', { resource: 'customField', operation: 'getMany' }],
			['quick_replies:write', { resource: 'quickReply', operation: 'getMany' }],
			['campaigns:read', { resource: 'campaign', operation: 'getMany' }],
		])('%s is named when the platform’s own words do not name it', async (scope, parameters) => {
			const body = { error: { code: 'forbidden', message: 'Forbidden' } };
			await host.sandbox.fault({ path: '/v1/', kind: 'status', status: 403, body });
			const execution = await run([{}], wbiz(host.credential, 'Call', parameters));
			expect(errorOf(execution)).toContain('Forbidden');
			expect(errorOf(execution)).toContain(scope);
		});

		test('the message of a file is not sent when the key may not upload', async () => {
			await host.openWindows(ASHA);
			await host.sandbox.settings({ scopes: ['messages:send'] });
			const file = { operation: 'toText', sourceProperty: 'text', options: { fileName: 'a.txt' } };
			const make: INode = {
				...wbiz(host.credential, 'Make File', file),
				type: 'n8n-nodes-base.convertToFile',
				typeVersion: 1.1,
				credentials: undefined,
			};
			const send = wbiz(host.credential, 'Send', {
				resource: 'message',
				operation: 'sendMedia',
				to: ASHA,
				mediaType: 'document',
				mediaSource: 'binary',
			});
			const execution = await host.run(
				workflow('WBIZ', [...itemsFrom([{ text: 'Hello' }]), make, send]),
			);
			expect(errorOf(execution)).toContain('media:write');
			expect(await host.sandbox.requests('/v1/messages')).toEqual([]);
		});
	});

	describe('the secret of a new webhook', () => {
		const URL = 'https://crm.example.com/whatsapp';

		async function createWebhook(options: IDataObject): Promise<[Execution, secret: string]> {
			const node = wbiz(host.credential, 'Create', {
				resource: 'webhook',
				operation: 'create',
				webhookUrl: URL,
				webhookEvents: ['message.received'],
				options: options as { [key: string]: string },
			});
			const execution = await run([{}], node);
			expect(execution.status).toBe('success');
			const [{ id, secret }] = await host.subscriptions();
			// What is shown on purpose may be in n8n's database.
			await host.sandbox.callApi('delete', `/v1/webhooks/${id}`);
			return [execution, secret];
		}

		test('is hidden', async () => {
			const [execution, secret] = await createWebhook({});
			host.rememberSecret(secret);
			expect(execution.rawData).not.toContain(secret);
			expect(outputOf(execution, 'Create')[0].json).toMatchObject({ url: URL, secret: '[hidden]' });
		});

		test('is shown with Include Secret, in the output of this node only', async () => {
			const [execution, secret] = await createWebhook({ includeSecret: true });
			expect(outputOf(execution, 'Create')[0].json).toMatchObject({ url: URL, secret });
			const { resultData, ...rest } = execution.data;
			const { Create: shown, ...others } = resultData.runData;
			expect(JSON.stringify(shown)).toContain(secret);
			expect(JSON.stringify({ rest, others })).not.toContain(secret);
			expect(readFileSync(host.running.logFile, 'utf8')).not.toContain(secret);
		});

		test('is hidden by API > Request, too', async () => {
			const request = wbiz(host.credential, 'Request', {
				resource: 'api',
				operation: 'request',
				method: 'POST',
				path: '/v1/webhooks',
				body: JSON.stringify({ url: URL, events: ['message.received'] }),
			});
			const execution = await run([{}], request);
			expect(execution.status).toBe('success');
			const [{ secret }] = await host.subscriptions();
			host.rememberSecret(secret);
			expect(execution.rawData).not.toContain(secret);
		});
	});

	describe('Retry On Fail', () => {
		function sendTemplate(settings: NodeSettings): INode {
			const value = { 'Body {{1}}': '={{ $json.name }}', 'Body {{2}}': '={{ $json.order }}' };
			const parameters = {
				resource: 'message',
				operation: 'sendTemplate',
				to: '={{ $json.to }}',
				templateName: { __rl: true, mode: 'list', value: 'order_confirmation|en_US' },
				specifyVariables: 'fields',
				templateVariables: { mappingMode: 'defineBelow', value },
			};
			return wbiz(host.credential, 'Send', parameters as INode['parameters'], settings);
		}

		const orders = [
			{ to: ASHA, name: 'Asha', order: '#1' },
			{ to: RAHUL, name: 'Rahul', order: '#2' },
			{ to: MEERA, name: 'Meera', order: '#3' },
		];

		test.each(['statusAfter', 'cutAfter'] as const)(
			'sends no template twice that was accepted before the trouble (%s)',
			async (kind) => {
				const fault = {
					path: '/v1/messages/template',
					to: `+${RAHUL}`,
					kind,
					status: 500,
					times: 9,
				};
				await host.sandbox.fault(fault);
				const execution = await run(orders, sendTemplate(REPEATED));
				expect(execution.status).toBe('error');
				expect(errorOf(execution)).toMatch(/item 1/);
				const asked = (await host.sandbox.requests('/v1/messages/template')).map(
					({ body }) => (body as { to: string }).to,
				);
				expect(new Set(asked).size).toBe(asked.length);
				expect(asked).toContain(`+${RAHUL}`);
				const texts = (await host.sandbox.outbound(RAHUL)).map(({ content }) => content.template);
				expect(texts).toEqual([expect.objectContaining({ variables: ['Rahul', '#2'] })]);
			},
		);

		test('sends again only the template that was refused, and reads the template once in a try', async () => {
			const path = '/v1/messages/template';
			await host.sandbox.fault({ path, to: `+${MEERA}`, kind: 'status', status: 400 });
			const execution = await run(orders, sendTemplate(REPEATED));
			expect(execution.status).toBe('success');
			for (const { to } of orders) expect(await host.sandbox.outbound(to)).toHaveLength(1);
			expect(await host.sandbox.requests(path)).toHaveLength(4);
			expect(await host.sandbox.requests('/v1/templates')).toHaveLength(2);
		});

		test.each(['statusAfter', 'cutAfter'] as const)(
			'creates no campaign twice that was accepted before the trouble (%s)',
			async (kind) => {
				await host.sandbox.callApi('post', '/v1/contacts', {
					phone: `+${ASHA}`,
					tags: ['vip'],
					optedIn: true,
				});
				await host.sandbox.fault({ path: '/v1/campaigns', kind, status: 500, times: 9 });
				const create = wbiz(
					host.credential,
					'Create',
					{
						resource: 'campaign',
						operation: 'create',
						campaignName: 'Diwali offer',
						templateName: { __rl: true, mode: 'list', value: 'diwali_offer|en_US' },
						audience: 'tags',
						audienceTags: ['vip'],
						schedule: 'now',
					},
					REPEATED,
				);
				const execution = await run([{}], create);
				expect(execution.status).toBe('error');
				expect(errorOf(execution)).toMatch(/did not confirm the request/);
				expect(await host.sandbox.requests('/v1/campaigns')).toHaveLength(1);
				expect((await host.state()).campaigns).toHaveLength(1);
				await host.sandbox.waitForOutbound(1);
				expect(await host.sandbox.outbound()).toHaveLength(1);
			},
		);
	});
});
