import type { IDataObject } from 'n8n-workflow';

import { errorOf, outputOf } from '../../n8n/executions';
import { asTool, runTool, TOOL_RESULT } from '../../support/tool';
import { byId } from '../../support/workflow';
import { cloove, sendText, useCloove } from './host';

const ADA = '2348012345678';
const BEN = '2348012345679';
const WRONG_KEY = 'clv_test_sk_wrongKeyThatNobodyMaySee01';
const PUBLISHABLE_KEY = 'clv_live_pk_0123456789abcdefghijklmnop';

const host = useCloove();

beforeEach(() => {
	host.rememberSecret(WRONG_KEY);
	host.rememberSecret(PUBLISHABLE_KEY);
});

describe('the test of the Cloove credential', () => {
	async function testWith(access: IDataObject): Promise<{ status: string; message: string }> {
		const data = host.credentialData(access);
		const result = await host.n8n.credentials.test(host.credential, 'clooveApi', data);
		const { secretKey } = data as IDataObject;
		if (secretKey) expect(result.message).not.toContain(secretKey);
		return result;
	}

	test('passes with the right key, with a slash at the end of the address, and without webhook secrets', async () => {
		const baseUrl = `${host.platform.baseUrl}/`;
		for (const access of [{}, { baseUrl }, { webhookSecrets: '' }, { userAgent: '' }]) {
			expect(await testWith(access)).toMatchObject({ status: 'OK' });
		}
		expect(await host.sandbox.requests('/v1/messaging/conversations')).toHaveLength(4);
	});

	test('passes with a good key that may not list conversations', async () => {
		await host.sandbox.settings({ scopes: ['messaging:messages:send'] });
		expect(await testWith({})).toMatchObject({ status: 'OK' });
	});

	test('fails with a wrong key', async () => {
		const { status, message } = await testWith({ secretKey: WRONG_KEY });
		expect(status).toBe('Error');
		expect(message).toContain('does not take this key');
	});

	test.each([
		['a publishable key', { secretKey: PUBLISHABLE_KEY }, 'publishable key'],
		['no key', { secretKey: '' }, '"Secret Key" is empty'],
		['a key of more than one line', { secretKey: 'clv_test_sk_1\nclv_test_sk_2' }, '"Secret Key"'],
	])('fails with %s, before anything is asked', async (_what, access, words) => {
		const { status, message } = await testWith(access);
		expect(status).toBe('Error');
		expect(message).toContain(words);
		expect(await host.sandbox.requests()).toEqual([]);
	});

	test('fails where this address is not on the list of the key', async () => {
		await host.sandbox.settings({ allowedIp: false });
		const { status, message } = await testWith({});
		expect(status).toBe('Error');
		expect(message).toContain('allowlist');
	});

	test('fails where the firewall refuses, and says what to try', async () => {
		const { status, message } = await testWith({ userAgent: 'axios/1.7.2' });
		expect(status).toBe('Error');
		expect(message).toMatch(/firewall.*User Agent/);
	});

	test.each([
		['a page that is not an API', () => host.sandbox.url, ''],
		['another path of the right server', () => `${host.sandbox.url}/waba-portal/api`, ''],
		[
			'a web app that answers every path with its page',
			() => `${host.running.n8nUrl}/app`,
			'A web page answers',
		],
		['a server that does not exist', () => 'http://127.0.0.1:9', ''],
	])('fails with the address of %s', async (_what, baseUrl, words) => {
		const { status, message } = await testWith({ baseUrl: baseUrl() });
		expect(status).toBe('Error');
		expect(message).toContain(words);
	});
});

describe('a credential that does not work', () => {
	async function sendWith(access: IDataObject) {
		const credential = await host.createCredential(access);
		const conversation = await host.conversation(ADA);
		return await host.runNode([{ conversation, text: 'Hello' }], sendText(credential));
	}

	test('with a publishable key sends nothing, and says which key is wanted', async () => {
		const execution = await sendWith({ secretKey: PUBLISHABLE_KEY });
		expect(execution.status).toBe('error');
		expect(errorOf(execution)).toContain('was not sent');
		expect(errorOf(execution)).toContain('This is a publishable key');
		expect(execution.rawData).not.toContain(PUBLISHABLE_KEY);
		expect(await host.sandbox.requests()).toEqual([]);
	});

	test('with a wrong key asks once', async () => {
		const execution = await sendWith({ secretKey: WRONG_KEY });
		expect(execution.status).toBe('error');
		expect(JSON.stringify(execution.data.resultData.error)).toContain('Check the API key');
		expect(execution.rawData).not.toContain(WRONG_KEY);
		expect((await host.posts()).map(({ status }) => status)).toEqual([401]);
	});

	test('that the firewall refuses is told from one that the API refuses', async () => {
		const execution = await sendWith({ userAgent: 'n8n' });
		expect(errorOf(execution)).toMatch(/firewall in front of Cloove.*"User Agent"/);
		expect(await host.sandbox.outbound()).toEqual([]);
	});

	test('without a scope names the scope', async () => {
		await host.sandbox.settings({ scopes: ['messaging:conversations:read'] });
		expect(errorOf(await sendWith({}))).toContain('messaging:messages:send');
		const get = cloove(host.credential, 'Get', {
			resource: 'conversation',
			operation: 'get',
			conversationId: byId(await host.conversation(ADA)),
		});
		expect(errorOf(await host.runNode([{}], get))).toContain('messaging:messages:read');
	});

	test('for another address than this n8n’s says so', async () => {
		await host.sandbox.settings({ allowedIp: false });
		expect(errorOf(await sendWith({}))).toContain('IP allowlist');
	});
});

describe.each([false, true])('the list of conversations to pick from, as a tool: %s', (tool) => {
	async function search(filter?: string, paginationToken?: string) {
		return await host.n8n.searchList({
			nodeType: `n8n-nodes-whatsapp-hub.cloove${tool ? 'Tool' : ''}`,
			methodName: 'searchConversations',
			path: 'parameters.conversationId',
			parameters: { resource: 'message', operation: 'sendText' },
			credentials: { clooveApi: host.credential },
			filter,
			paginationToken,
		});
	}

	test('shows names and numbers, found by the platform’s own search', async () => {
		const ada = await host.conversation(ADA, 'Ada Lovelace');
		const ben = await host.conversation(BEN, 'Ben');
		const { results } = await search();
		expect(results).toEqual([
			{ name: `Ben (+${BEN}, open)`, value: ben },
			{ name: `Ada Lovelace (+${ADA}, open)`, value: ada },
		]);
		expect((await search('lovelace')).results.map(({ value }) => value)).toEqual([ada]);
		expect((await search(`+${BEN}`)).results.map(({ value }) => value)).toEqual([ben]);
	});

	test('goes on page by page, where the platform has pages', async () => {
		await host.sandbox.settings({ pageSize: 2 });
		const phones = Array.from({ length: 5 }, (_, index) => `234801234567${index}`);
		const ids: string[] = [];
		for (const phone of phones) ids.unshift(await host.conversation(phone));
		const found: unknown[] = [];
		let token: string | undefined;
		do {
			const page = await search(undefined, token);
			found.push(...page.results.map(({ value }) => value));
			token = page.paginationToken as string | undefined;
		} while (token !== undefined && found.length < 10);
		expect(found).toEqual(ids);
	});
});

test('Get Many gives all conversations, page by page, and no more than asked for', async () => {
	await host.sandbox.settings({ pageSize: 2 });
	const phones = Array.from({ length: 5 }, (_, index) => `234801234567${index}`);
	for (const phone of phones) await host.conversation(phone);
	const getMany = (parameters: object) =>
		cloove(host.credential, 'Get', {
			resource: 'conversation',
			operation: 'getMany',
			options: { messagesPerSecond: 50 },
			...parameters,
		});
	const all = await host.runNode([{}], getMany({ returnAll: true }));
	const found = outputOf(all, 'Get').map(({ json }) => json.customerPhone);
	expect(found).toEqual(phones.map((phone) => `+${phone}`).reverse());
	const some = await host.runNode([{}], getMany({ returnAll: false, limit: 3 }));
	expect(outputOf(some, 'Get')).toHaveLength(3);
});

test('Send Text as a tool of an AI agent answers in the conversation that the agent names', async () => {
	const conversation = await host.conversation(ADA);
	const tool = asTool(
		cloove(host.credential, 'Answer Customer', {
			resource: 'message',
			operation: 'sendText',
			conversationId: byId("={{ $fromAI('conversation', 'ID of the conversation', 'string') }}"),
			text: "={{ $fromAI('text', 'What to say', 'string') }}",
		}),
		'Answers a customer',
	);
	const execution = await runTool(host, tool, { conversation, text: 'It is on its way.' });
	expect(execution.status).toBe('success');
	const [message, ...others] = await host.sandbox.outbound();
	expect(others).toEqual([]);
	expect(message).toMatchObject({ to: ADA, content: { text: { body: 'It is on its way.' } } });
	const answers = outputOf(execution, TOOL_RESULT).map(({ json }) => json);
	expect(JSON.stringify(answers)).toContain(message.id);
});
