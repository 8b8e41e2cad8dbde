import type { INodeListSearchResult } from 'n8n-workflow';

import { outputOf } from '../../n8n/executions';
import { chosen, itemsFrom, node, workflow } from '../../support/workflow';
import { useWabaPortal, wabaPortal } from './host';

const PACKAGE = 'n8n-nodes-whatsapp-hub';

describe('what the editor shows', () => {
	const host = useWabaPortal();

	test('the nodes, and each action node once more as a tool for AI agents, and as one that asks a person', async () => {
		const ours = (await host.n8n.nodeTypes()).filter(({ name }) => name.startsWith(PACKAGE));
		expect(ours.map(({ name }) => name).sort()).toEqual([
			`${PACKAGE}.badala`,
			`${PACKAGE}.badalaHitlTool`,
			`${PACKAGE}.badalaTool`,
			`${PACKAGE}.badalaTrigger`,
			`${PACKAGE}.cloove`,
			`${PACKAGE}.clooveHitlTool`,
			`${PACKAGE}.clooveTool`,
			`${PACKAGE}.clooveTrigger`,
			`${PACKAGE}.pabblyChatflow`,
			`${PACKAGE}.pabblyChatflowHitlTool`,
			`${PACKAGE}.pabblyChatflowTool`,
			`${PACKAGE}.pabblyChatflowTrigger`,
			`${PACKAGE}.wabaPortal`,
			`${PACKAGE}.wabaPortalHitlTool`,
			`${PACKAGE}.wabaPortalTool`,
			`${PACKAGE}.wabaPortalTrigger`,
			`${PACKAGE}.wbiz`,
			`${PACKAGE}.wbizHitlTool`,
			`${PACKAGE}.wbizPollingTrigger`,
			`${PACKAGE}.wbizTool`,
			`${PACKAGE}.wbizTrigger`,
		]);
		for (const { iconUrl } of ours) expect(iconUrl).toBeDefined();
	});

	describe('the credential’s test', () => {
		async function testWith(change: object): Promise<{ status: string; message: string }> {
			const { baseUrl, apiKey } = host.platform;
			const data = { baseUrl, apiKey, ...change };
			return await host.n8n.credentials.test(host.credential, 'wabaPortalApi', data);
		}

		test('passes with the right key', async () => {
			expect(await testWith({})).toMatchObject({ status: 'OK' });
		});

		test('passes with a slash at the end of the address', async () => {
			const baseUrl = `${host.platform.baseUrl}/`;
			expect(await testWith({ baseUrl })).toMatchObject({ status: 'OK' });
		});

		test('fails with a wrong key', async () => {
			host.rememberSecret('wrong-key-of-the-credential-test');
			const result = await testWith({ apiKey: 'wrong-key-of-the-credential-test' });
			expect(result.status).toBe('Error');
			expect(result.message).not.toContain('wrong-key-of-the-credential-test');
		});

		test.each([
			['a page that is not an API', () => host.sandbox.url],
			['another path of the right server', () => `${host.sandbox.url}/waba-portal`],
			['a web app that answers every path with its page', () => `${host.running.n8nUrl}/app`],
			['a server that does not exist', () => 'http://127.0.0.1:9/api/v1'],
		])('fails with the address of %s', async (_, baseUrl) => {
			expect(await testWith({ baseUrl: baseUrl() })).toMatchObject({ status: 'Error' });
		});
	});

	test('Template > Preview shows a template with its values, and names what is missing', async () => {
		const templateName = chosen('order_confirmation|en', 'list');
		const form = { resource: 'template', operation: 'preview', templateName };
		const asked = {
			nodeType: `${PACKAGE}.wabaPortal`,
			path: 'parameters.templateVariables',
			parameters: form,
			credentials: { wabaPortalApi: host.credential },
		};
		const { results } = await host.n8n.searchList({ ...asked, methodName: 'searchTemplates' });
		expect(results.map(({ value }) => value)).toContain('order_confirmation|en');
		const { fields } = await host.n8n.mapperFields({
			...asked,
			methodName: 'getTemplateVariables',
		});
		expect(fields.map(({ id, readOnly }) => [id, readOnly === true])).toEqual([
			['Header', true],
			['Body', true],
			['Footer', true],
			['Buttons', true],
			['Body {{1}}', false],
			['Body {{2}}', false],
		]);
		const value = { Header: '[image]', 'Body {{1}}': 'Asha' };
		const preview = wabaPortal(host.credential, 'Preview', {
			...form,
			templateVariables: { mappingMode: 'defineBelow', value },
		});
		const execution = await host.runNode([{}], preview);
		expect(execution.status).toBe('success');
		expect(outputOf(execution, 'Preview')[0].json).toMatchObject({
			text: '[image]\nHi Asha, your order {{2}} is confirmed!\nThank you for shopping\n[Track Order]',
			missing: ['Body {{2}}'],
			request: null,
			status: 'APPROVED',
		});
		expect(await host.posts()).toEqual([]);
	});

	test('the credential works in n8n’s own HTTP Request node', async () => {
		const request = node('Request', 'n8n-nodes-base.httpRequest', {
			url: `${host.platform.baseUrl}/templates`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'wabaPortalApi',
			options: {},
		});
		const credentials = { wabaPortalApi: host.credential };
		const last = { ...request, typeVersion: 4.2, credentials };
		const execution = await host.run(workflow('HTTP Request', [...itemsFrom([{}]), last]));
		expect(execution.status).toBe('success');
		const { templates } = await host.sandbox.state();
		expect(outputOf(execution, 'Request')[0].json.data).toHaveLength(templates.length);
	});

	test('the credential takes its key to no other host, as long as nobody opens it', async () => {
		const request = node('Request', 'n8n-nodes-base.httpRequest', {
			// The same server under another name.
			url: `${host.platform.baseUrl.replace('127.0.0.1', 'localhost')}/templates`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'wabaPortalApi',
			options: {},
		});
		const credentials = { wabaPortalApi: host.credential };
		const last = { ...request, typeVersion: 4.2, credentials };
		const execution = await host.run(workflow('HTTP Request', [...itemsFrom([{}]), last]));
		expect(execution.status).toBe('error');
		expect(execution.data.resultData.error?.message).toContain('Domain not allowed');
	});

	describe('the lists to pick from', () => {
		async function search(
			methodName: string,
			parameter: string,
			tool: boolean,
			filter?: string,
		): Promise<INodeListSearchResult> {
			return await host.n8n.searchList({
				nodeType: `${PACKAGE}.wabaPortal${tool ? 'Tool' : ''}`,
				methodName,
				path: `parameters.${parameter}`,
				parameters: {},
				credentials: { wabaPortalApi: host.credential },
				filter,
			});
		}

		describe.each([false, true])('as a tool: %s', (tool) => {
			test('templates by id', async () => {
				const { templates } = await host.sandbox.state();
				const { results } = await search('searchTemplatesById', 'templateId', tool);
				expect(results.map(({ value }) => value).sort()).toEqual(
					templates.map(({ id }) => id).sort(),
				);
			});

			test('templates by name', async () => {
				const { templates } = await host.sandbox.state();
				const { results } = await search('searchTemplatesByName', 'templateName', tool);
				const names = templates.map(({ name }) => name);
				expect(results.map(({ value }) => value).sort()).toEqual(names.sort());
			});

			test('templates that have the typed letters', async () => {
				const { results } = await search('searchTemplatesByName', 'templateName', tool, 'WELC');
				expect(results.map(({ value }) => value)).toEqual(['welcome_message']);
			});

			test('conversations, with the customers’ names', async () => {
				await host.sandbox.inbound({ from: '919876543210', name: 'Asha Rao', deliver: false });
				await host.openWindows('919123456789');
				const { results } = await search('searchConversations', 'conversationId', tool);
				const values = results.map(({ value }) => String(value).replace('+', ''));
				expect(values.sort()).toEqual(['919123456789', '919876543210']);
				expect(JSON.stringify(results)).toContain('Asha Rao');
			});
		});
	});
});
