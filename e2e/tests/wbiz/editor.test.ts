import type { INodeListSearchResult, INodeParameters, ResourceMapperFields } from 'n8n-workflow';

import { outputOf } from '../../n8n/executions';
import { itemsFrom, node, workflow } from '../../support/workflow';
import { useWbiz, wbiz } from './host';

const ASHA = '919876543210';

describe('what the editor shows of WBIZ', () => {
	const host = useWbiz();

	describe('the credential’s test', () => {
		async function testWith(change: object): Promise<{ status: string; message: string }> {
			const { baseUrl, apiKey } = host.platform;
			const data = { baseUrl, apiKey, ...change };
			return await host.n8n.credentials.test(host.credential, 'wbizApi', data);
		}

		test('passes with the right key, whatever its scopes, and with a slash behind the address', async () => {
			expect(await testWith({})).toMatchObject({ status: 'OK' });
			await host.sandbox.settings({ scopes: [] });
			expect(await testWith({ baseUrl: `${host.platform.baseUrl}/` })).toMatchObject({
				status: 'OK',
			});
		});

		test('fails with a wrong key', async () => {
			host.rememberSecret('wa_wrong_key-of-the-credential-test');
			const result = await testWith({ apiKey: 'wa_wrong_key-of-the-credential-test' });
			expect(result.status).toBe('Error');
			expect(result.message).not.toContain('wa_wrong_key-of-the-credential-test');
		});

		test.each([
			['a page that is not an API', () => host.sandbox.url],
			['another path of the right server', () => `${host.platform.baseUrl}/v2`],
			['a web app that answers every path with its page', () => `${host.running.n8nUrl}/app`],
			['a server that does not exist', () => 'http://127.0.0.1:9/api'],
		])('fails with the address of %s', async (_, baseUrl) => {
			expect(await testWith({ baseUrl: baseUrl() })).toMatchObject({ status: 'Error' });
		});
	});

	test('the credential works in n8n’s own HTTP Request node', async () => {
		const request = node('Request', 'n8n-nodes-base.httpRequest', {
			url: `${host.platform.baseUrl}/v1/me`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'wbizApi',
			options: {},
		});
		const last = { ...request, typeVersion: 4.2, credentials: { wbizApi: host.credential } };
		const execution = await host.run(workflow('HTTP Request', [...itemsFrom([{}]), last]));
		expect(execution.status).toBe('success');
		expect(outputOf(execution, 'Request')[0].json.id).toBe('waba_sandbox');
	});

	function asked(tool: boolean, methodName: string, parameter: string, parameters = {}) {
		return {
			nodeType: `n8n-nodes-whatsapp-hub.wbiz${tool ? 'Tool' : ''}`,
			methodName,
			path: `parameters.${parameter}`,
			parameters: parameters as INodeParameters,
			credentials: { wbizApi: host.credential },
		};
	}

	describe.each([false, true])('the lists to pick from, as a tool: %s', (tool) => {
		async function search(
			methodName: string,
			parameter: string,
			more: { filter?: string; paginationToken?: string } = {},
		): Promise<INodeListSearchResult> {
			return await host.n8n.searchList({ ...asked(tool, methodName, parameter), ...more });
		}

		async function names(
			methodName: string,
			parameter: string,
			filter?: string,
		): Promise<string[]> {
			const { results } = await search(methodName, parameter, { filter });
			return results.map(({ name }) => name);
		}

		test('approved templates, with their language', async () => {
			const { results } = await search('searchTemplates', 'templateName');
			expect(results.map(({ value }) => value).sort()).toEqual([
				'diwali_offer|en_US',
				'new_catalogue|en_US',
				'order_confirmation|en_US',
				'order_tracking|en_US',
			]);
			expect(await names('searchTemplates', 'templateName', 'TRACK')).toEqual([
				'order_tracking (en_US, UTILITY)',
			]);
		});

		test('all templates by id', async () => {
			const { templates } = await host.state();
			const { results } = await search('searchTemplatesById', 'templateId');
			const ids = templates.map(({ id }) => id);
			expect(results.map(({ value }) => value).sort()).toEqual(ids.sort());
			expect(await names('searchTemplatesById', 'templateId', 'sale')).toEqual([
				'spring_sale (en_US, MARKETING, rejected)',
			]);
		});

		test('contacts, found by the platform’s own search, page by page', async () => {
			const contacts = Array.from({ length: 120 }, (_, index) => ({
				phone: `+${919_800_000_000 + index}`,
				name: index === 0 ? 'Asha Rao' : `Contact ${index}`,
			}));
			await host.sandbox.callApi('post', '/v1/contacts/bulk', { contacts });
			const found: string[] = [];
			let paginationToken: string | undefined;
			let pages = 0;
			do {
				const page = await search('searchContacts', 'contactId', { paginationToken });
				found.push(...page.results.map(({ name }) => name));
				paginationToken = page.paginationToken as string | undefined;
				pages += 1;
			} while (paginationToken && pages < 10);
			expect(pages).toBe(3);
			expect(found.sort()).toEqual(contacts.map(({ name, phone }) => `${name} (${phone})`).sort());
			// On the last page, where a search among the shown ones would not find it.
			expect(await names('searchContacts', 'contactId', 'asha')).toEqual([
				'Asha Rao (+919800000000)',
			]);
		});

		test('conversations', async () => {
			await host.sandbox.inbound({ from: ASHA, name: 'Asha Rao', text: 'Hello', deliver: false });
			const [{ name, value }] = (await search('searchConversations', 'conversationId')).results;
			expect(name).toBe(`Asha Rao (+${ASHA}, open)`);
			const messages = await host.sandbox.callApi('get', `/v1/conversations/${value}/messages`);
			expect(JSON.stringify(messages)).toContain('Hello');
			expect(await names('searchConversations', 'conversationId', 'nobody')).toEqual([]);
		});

		test('flows, campaigns, presets and tags', async () => {
			expect((await names('searchFlows', 'flowId')).sort()).toEqual([
				'Book an appointment (published)',
				'Contact us (published)',
			]);
			await host.sandbox.callApi('post', '/v1/campaigns', {
				name: 'Diwali',
				template: { name: 'diwali_offer', language: 'en_US' },
				audience: { kind: 'all' },
				schedule: { mode: 'scheduled', at: '2099-01-01T00:00:00Z' },
			});
			expect(await names('searchCampaigns', 'campaignId')).toEqual(['Diwali (scheduled)']);
			const buttons = [{ id: 'yes', title: 'Yes' }];
			const preset = { kind: 'buttons', body: 'Shall we go on?', buttons };
			await host.sandbox.callApi('post', '/v1/interactive', preset);
			expect(await names('searchPresets', 'presetId')).toEqual(['Shall we go on? (buttons)']);
			for (const name of ['vip', 'lead']) await host.sandbox.callApi('post', '/v1/tags', { name });
			expect(await names('searchTags', 'tagName', 'v')).toEqual(['vip']);
		});

		test('a missing scope is named', async () => {
			await host.sandbox.settings({ scopes: [] });
			await expect(search('searchFlows', 'flowId')).rejects.toThrow('flows:read');
		});
	});

	describe.each([false, true])('the variables of a template, as a tool: %s', (tool) => {
		async function variables(templateName: unknown, more = {}): Promise<ResourceMapperFields> {
			const parameters = { resource: 'message', operation: 'sendTemplate', templateName, ...more };
			return await host.n8n.mapperFields(
				asked(tool, 'getTemplateVariables', 'templateVariables', parameters),
			);
		}

		const picked = (value: string) => ({ __rl: true, mode: 'list', value });
		const values = (fields: ResourceMapperFields['fields']) =>
			fields.filter(({ readOnly }) => !readOnly);

		test('of header, body and buttons have a labelled field each, with their sample', async () => {
			const { fields } = await variables(picked('order_tracking|en_US'));
			expect(fields.filter(({ readOnly }) => readOnly).map(({ id }) => id)).toEqual([
				'Header',
				'Body',
				'Footer',
				'Buttons',
			]);
			expect(
				values(fields).map(({ id, displayName, required }) => [id, displayName, required]),
			).toEqual([
				['Header {{1}}', 'Header {{1}} (e.g. #1043)', true],
				['Body {{1}}', 'Body {{1}} (e.g. Gaurav)', true],
				['Body {{2}}', 'Body {{2}} (e.g. tomorrow)', true],
				['Button 1 {{1}}', 'Button 1 {{1}} (e.g. 1043)', true],
			]);
		});

		test('of a template whose name was typed are there once its language is', async () => {
			const typed = { __rl: true, mode: 'id', value: 'order_confirmation' };
			expect((await variables(typed)).fields).toEqual([]);
			const { fields } = await variables(typed, { templateLanguage: 'en_US' });
			expect(values(fields).map(({ id }) => id)).toEqual(['Body {{1}}', 'Body {{2}}']);
		});

		test('of a template without any: only what it says', async () => {
			const { fields } = await variables(picked('diwali_offer|en_US'));
			expect(fields.map(({ id, readOnly }) => [id, readOnly])).toEqual([['Body', true]]);
		});

		test.each(['={{ $json.template }}', "={{ $fromAI('template') }}"])(
			'of a template that %s chooses: the editor says what to do',
			async (value) => {
				const answer = await variables({ __rl: true, mode: 'id', value });
				expect(answer.fields).toEqual([]);
				expect(answer.emptyFieldsNotice).toContain('Switch Specify Variables to List');
			},
		);
	});

	test('what was filled in for the variables is what the customer reads', async () => {
		const value = {
			'Body {{2}}': 'tomorrow',
			'Button 1 {{1}}': '77',
			'Header {{1}}': '#77',
			'Body {{1}}': 'Asha',
		};
		const parameters = {
			resource: 'message',
			operation: 'sendTemplate',
			to: ASHA,
			templateName: { __rl: true, mode: 'list', value: 'order_tracking|en_US' },
			specifyVariables: 'fields',
			templateVariables: { mappingMode: 'defineBelow', value },
		};
		const send = wbiz(host.credential, 'Send', parameters as INodeParameters);
		const execution = await host.run(workflow('Template', [...itemsFrom([{}]), send]));
		expect(execution.status).toBe('success');
		const [{ content }] = await host.sandbox.outbound(ASHA);
		expect(content.template).toMatchObject({
			variables: ['#77', 'Asha', 'tomorrow', '77'],
			text: 'Order #77\nHi Asha, it arrives tomorrow.',
		});
	});
});
