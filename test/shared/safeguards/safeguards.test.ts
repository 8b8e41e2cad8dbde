import type { IExecuteContextData, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { runNode } from '../../support/harness';
import nock from '../../support/network';
import { platforms } from '../../support/platforms';

afterEach(() => {
	nock.cleanAll();
});

describe.each(platforms)('$name: sends in the hands of a model', (platform) => {
	const row = platform.rows.rows.find(
		({ operation, error, request }) =>
			operation === 'message.sendText' && !error && !Array.isArray(request),
	)!;
	const { to, conversationId } = row.parameters as Record<string, string & { value: string }>;
	const recipient = to ?? conversationId.value;
	let execution = 0;

	beforeAll(async () => {
		await platform.contract.init();
	});

	beforeEach(() => {
		execution += 1;
	});

	function takeSends(): string[] {
		const sent: string[] = [];
		nock(new URL(platform.baseUrl).origin)
			.persist()
			.post(/.*/)
			.reply((_uri, body) => {
				sent.push(JSON.stringify(body));
				const id = platform.contractId('message.sendText');
				const { status, mock } = platform.contract.mockResponseForOperation(id);
				return [status, mock];
			});
		return sent;
	}

	interface More {
		items?: INodeExecutionData[];
		contextData?: IExecuteContextData;
		runIndex?: number;
		onError?: 'continueRegularOutput';
	}

	/** One call of the node in this test's execution. */
	async function send(options: INodeParameters, { onError, ...more }: More = {}) {
		return await runNode({
			type: platform.action,
			credentials: [platform.credentialData()],
			parameters: { resource: 'message', operation: 'sendText', ...row.parameters, options },
			settings: onError && { onError },
			resumeToken: `${platform.id}-${execution}`,
			...more,
		});
	}

	test.each([
		['the same', [recipient]],
		['one of several', [`+49 151 000000, ${recipient}; 4915100001`]],
		['one in a list', [['x', recipient]]],
	])('a recipient who is allowed gets the message: %s', async (_case, [allowedRecipients]) => {
		const sent = takeSends();
		const { error } = await send({ allowedRecipients } as INodeParameters);
		expect(error).toBeUndefined();
		expect(sent).toHaveLength(1);
	});

	test.each([['4915100000001'], [''], [`x${recipient}`], [`${recipient}0`]])(
		'another one is refused before the network: %j',
		async (allowedRecipients) => {
			const sent = takeSends();
			const { error } = await send({ allowedRecipients });
			expect(error?.message).toMatch(/^"Allowed Recipients" does not name .*Nothing was sent/);
			expect(sent).toEqual([]);
		},
	);

	test('one execution sends no more than it may, over all calls', async () => {
		const sent = takeSends();
		const calls = [0, 1, 2, 3].map((runIndex) => ({ runIndex }));
		const errors: Array<string | undefined> = [];
		for (const call of calls) errors.push((await send({ mostMessages: 2 }, call)).error?.message);
		expect(sent).toHaveLength(2);
		expect(errors.slice(0, 2)).toEqual([undefined, undefined]);
		for (const error of errors.slice(2)) {
			expect(error).toMatch(/^"Most Messages per Execution" is 2, .*Nothing was sent/);
		}
		execution += 1000;
		expect((await send({ mostMessages: 2 })).error).toBeUndefined();
		expect(sent).toHaveLength(3);
	});

	test('calls side by side send no more than one after another', async () => {
		const sent = takeSends();
		const calls = [0, 1, 2].map((runIndex) => send({ mostMessages: 2 }, { runIndex }));
		const errors = (await Promise.all(calls)).map(({ error }) => error?.message);
		expect(sent).toHaveLength(2);
		expect(errors.filter((error) => error === undefined)).toHaveLength(2);
	});

	test('items beyond the number are refused, the others are sent', async () => {
		const sent = takeSends();
		const items = [{ json: {} }, { json: {} }, { json: {} }];
		const { outputs } = await send(
			{ mostMessages: 2 },
			{ items, onError: 'continueRegularOutput' },
		);
		expect(sent).toHaveLength(2);
		expect(outputs[0].map(({ json }) => 'error' in json)).toEqual([false, false, true]);
	});

	test('what was refused takes no place', async () => {
		nock(new URL(platform.baseUrl).origin).post(/.*/).reply(400, { message: 'No' });
		expect((await send({ mostMessages: 1 })).error).toBeDefined();
		nock.cleanAll();
		const sent = takeSends();
		expect((await send({ mostMessages: 1 }, { runIndex: 1 })).error).toBeUndefined();
		expect(sent).toHaveLength(1);
	});

	test('with Do Not Send the request comes out, and nothing leaves', async () => {
		const sent = takeSends();
		const { outputs, error } = await send({ doNotSend: true, mostMessages: 1 });
		expect(error).toBeUndefined();
		expect(sent).toEqual([]);
		const { path, body, method } = row.request as { path: string; body: object; method: string };
		const {
			sent: left,
			text,
			requests,
		} = outputs[0][0].json as {
			sent: boolean;
			text: string;
			requests: object[];
		};
		expect(left).toBe(false);
		expect(text).toBe(row.parameters.text);
		expect(requests).toMatchObject([
			{ method, path: expect.stringContaining(path.slice(-9)), body },
		]);
		expect((await send({ mostMessages: 1 }, { runIndex: 1 })).error).toBeUndefined();
	});
});
