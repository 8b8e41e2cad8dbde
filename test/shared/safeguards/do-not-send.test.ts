import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { runNode } from '../../support/harness';
import nock from '../../support/network';
import { platforms, type PlatformUnderTest } from '../../support/platforms';

const byId = (id: string) => platforms.find((platform) => platform.id === id)!;

beforeAll(async () => {
	for (const { contract } of platforms) await contract.init();
});

afterEach(() => {
	nock.cleanAll();
});

/** Runs an operation with *Do Not Send*; gives its one output. */
async function withheld(
	{ action, credentialData }: PlatformUnderTest,
	operation: string,
	{ options, ...parameters }: INodeParameters,
): Promise<IDataObject> {
	const { outputs, error, status } = await runNode({
		type: action,
		credentials: [credentialData()],
		parameters: {
			resource: 'message',
			operation,
			...parameters,
			options: { ...(options as INodeParameters), doNotSend: true },
		},
	});
	expect(error && `${error.message} ${error.description}`).toBeUndefined();
	expect(status).toBe('success');
	const [{ json }] = outputs[0];
	expect(json.sent).toBe(false);
	return json;
}

/** Answers the reading of templates, as often as it comes, and counts it. */
function serveTemplates(
	{ baseUrl }: PlatformUnderTest,
	path: RegExp,
	status: number,
	body: object,
) {
	const reads: string[] = [];
	nock(new URL(baseUrl).origin)
		.persist()
		.get(path)
		.query(true)
		.reply((uri) => {
			reads.push(uri);
			return [status, body];
		});
	return reads;
}

describe('Do Not Send shows what the customer would read', () => {
	const wbiz = byId('wbiz');
	const pabbly = byId('pabbly-chatflow');
	const to = '+918899332211';

	test('of buttons, with what stands around them', async () => {
		const { text } = await withheld(wbiz, 'sendButtons', {
			to,
			text: 'How can we help?',
			buttons: { button: ['Sales', 'Support'].map((title) => ({ id: title, title })) },
			options: { headerText: 'Hello', footerText: 'Acme' },
		});
		expect(text).toBe('Hello\nHow can we help?\nAcme\n[Sales]\n[Support]');
	});

	test('of a list, with the button that opens it', async () => {
		const section = [{ title: 'Tomorrow', rows: { row: [{ id: 'am', title: 'Morning' }] } }];
		const { text } = await withheld(wbiz, 'sendList', {
			to,
			text: 'When shall we come?',
			buttonText: 'Choose a time',
			sections: { section },
		});
		expect(text).toBe('When shall we come?\n[Choose a time]');
	});

	test('of media', async () => {
		const media = { mediaType: 'image', mediaUrl: 'https://example.com/a.jpg' };
		const { text } = await withheld(wbiz, 'sendMedia', { to, ...media, caption: 'Our catalogue' });
		expect(text).toBe('[image]\nOur catalogue');
		expect(await withheld(wbiz, 'sendMedia', { to, ...media })).toMatchObject({ text: '[image]' });
	});

	test('of a button that opens a page', async () => {
		const { text } = await withheld(pabbly, 'sendCtaUrl', {
			to,
			text: 'On its way',
			buttonText: 'Track',
			buttonUrl: 'https://example.com/1',
			headerType: 'text',
			headerText: 'Order 1',
		});
		expect(text).toBe('Order 1\nOn its way\n[Track]');
	});

	test('of a long text, part by part, as it would leave', async () => {
		const long = `**${'word '.repeat(1000)}**`;
		const { text, requests } = await withheld(wbiz, 'sendText', {
			to,
			text: long,
			options: { convertMarkdown: true, splitLongText: true },
		});
		const bodies = (requests as Array<{ body: { body: string } }>).map(({ body }) => body.body);
		expect(bodies.length).toBeGreaterThan(1);
		expect(text).toBe(bodies.join('\n\n'));
	});

	test('of a question, with its answers', async () => {
		const { text } = await withheld(wbiz, 'sendAndWait', { to, message: 'Shall we ship it?' });
		expect(text).toMatch(/^Shall we ship it\?\n\[.+\]/);
	});

	test('of nothing that the platform alone knows', async () => {
		const presetId = { __rl: true, mode: 'id', value: 'preset_1' };
		expect(await withheld(wbiz, 'sendPreset', { to, presetId })).toMatchObject({ text: null });
	});

	describe('of a template', () => {
		const components = [
			{ type: 'BODY', text: 'Hi {{1}}, order {{2}} is on its way.' },
			{ type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Thanks' }] },
		];
		const found = { name: 'shipped', language: 'en', status: 'APPROVED', components };
		const listed = {
			to,
			templateName: { __rl: true, mode: 'list', value: 'shipped|en' },
			specifyVariables: 'list',
		};
		const texts = (...values: string[]) => ({ variable: values.map((text) => ({ text })) });

		test('of WBIZ whose values are a list, by one more read', async () => {
			const reads = serveTemplates(wbiz, /templates/, 200, { data: [found] });
			const given = { ...listed, variableList: texts('Asha') };
			const { text, requests } = await withheld(wbiz, 'sendTemplate', given);
			expect(text).toBe('Hi Asha, order {{2}} is on its way.\n[Thanks]');
			expect(reads).toHaveLength(1);
			expect(requests).toMatchObject([{ body: { template: 'shipped', variables: ['Asha'] } }]);
		});

		test.each([403, 404])('of WBIZ that cannot be read (%s): only the request', async (status) => {
			serveTemplates(wbiz, /templates/, status, { message: 'No' });
			const given = { ...listed, variableList: texts('Asha', '#1') };
			expect(await withheld(wbiz, 'sendTemplate', given)).toMatchObject({
				text: null,
				requests: [{ body: { template: 'shipped', variables: ['Asha', '#1'] } }],
			});
		});

		test('of Pabbly Chatflow whose values are JSON', async () => {
			serveTemplates(pabbly, /templates\/shipped/, 200, { data: { template: found } });
			const { text } = await withheld(pabbly, 'sendTemplate', {
				to,
				templateName: { __rl: true, mode: 'name', value: 'shipped' },
				specifyVariables: 'json',
				variablesJson: '{ "bodyParams": ["Asha", "#1"] }',
			});
			expect(text).toBe('Hi Asha, order #1 is on its way.\n[Thanks]');
		});

		test.each([
			['WBIZ', wbiz, { data: [found] }],
			['Pabbly Chatflow', pabbly, { data: { template: found } }],
		])('of %s in the place of a text, its values in one line', async (_name, platform, body) => {
			serveTemplates(platform, /templates/, 200, body);
			const { text, requests } = await withheld(platform, 'sendText', {
				to,
				text: 'Hello',
				closedWindow: 'sendTemplate',
				lastMessageAt: '2020-01-01T00:00:00Z',
				templateName: listed.templateName,
				templateVariables: {
					mappingMode: 'defineBelow',
					value: { 'Body {{1}}': 'Asha\n\nRao', 'Body {{2}}': '#1' },
				},
			});
			expect(text).toBe('Hi Asha Rao, order #1 is on its way.\n[Thanks]');
			expect(JSON.stringify(requests)).toContain('["Asha Rao","#1"]');
		});
	});
});

describe('A safeguard that an expression gives in another form', () => {
	/** Sends two texts; gives what left, and the first error. */
	async function sendTwo({ action, credentialData, baseUrl }: PlatformUnderTest, options: object) {
		const left: unknown[] = [];
		nock(new URL(baseUrl).origin)
			.persist()
			.post(/./)
			.reply((_uri, body) => {
				left.push(body);
				return [200, { success: true, messageId: `wamid.${left.length}`, wamid: 'wamid.1' }];
			});
		const { outputs, error } = await runNode({
			type: action,
			credentials: [credentialData()],
			parameters: {
				resource: 'message',
				operation: 'sendText',
				to: '919876543210',
				conversationId: { __rl: true, mode: 'id', value: 'cv_1' },
				text: 'Hi',
				options: options as INodeParameters,
			},
			items: [{ json: {} }, { json: {} }],
		});
		return { left, error: error?.message, outputs };
	}

	test.each(platforms)('is read, or refused by name: $id', async (platform) => {
		const asText = await sendTwo(platform, { doNotSend: '={{ "true" }}' });
		expect(asText.left).toEqual([]);
		expect(asText.outputs.flat().map(({ json }) => json.sent)).toEqual([false, false]);
		for (const doNotSend of ['yes', 1, 'TRUE']) {
			const { left, error } = await sendTwo(platform, { doNotSend });
			expect(left).toEqual([]);
			expect(error).toContain('"Do Not Send" of item 0 must be true or false');
		}
		for (const mostMessages of ['one', -1, 1.5]) {
			const { left, error } = await sendTwo(platform, { mostMessages });
			expect(left).toEqual([]);
			expect(error).toContain('"Most Messages per Execution" of item 0 must be');
		}
	});
});
