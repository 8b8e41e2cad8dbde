import { type ActionRun, openTrigger, runNode, type TriggerSetup } from './harness';
import nock from './network';
import { Echo, echoCredential, EchoTrigger, loginCredential } from './harness/fixtures';

const api = (authorization = 'Bearer k1') =>
	nock('https://echo.test', { reqheaders: { authorization } });

afterEach(() => {
	expect(nock.pendingMocks()).toEqual([]);
	nock.cleanAll();
});

describe('an action node', () => {
	const echo = (setup: Partial<ActionRun> = {}) =>
		runNode({ type: new Echo(), credentials: [echoCredential()], ...setup });

	test('gets defaults, fixed values and expressions, and signs its requests', async () => {
		api().post('/echo', { text: 'hello', round: 0 }).reply(200, { said: 1 });
		api().post('/echo', { text: 'to bob', round: 0 }).reply(200, { said: 2 });
		const plain = await echo();
		const expression = await echo({
			parameters: { text: '=to {{ $json.who }}' },
			items: [{ json: { who: 'bob' } }],
		});
		expect(plain.status).toBe('success');
		expect(plain.outputs).toEqual([[expect.objectContaining({ json: { said: 1 } })]]);
		expect(expression.outputs[0][0]).toMatchObject({ json: { said: 2 }, pairedItem: { item: 0 } });
		expect(plain.logs).toContain('info: echoed {"items":1}');
	});

	test('shows what the node paired itself, apart from what n8n adds', async () => {
		api().post('/echo').twice().reply(200, {});
		const { outputs, returned } = await echo({
			parameters: { pair: false },
			items: [{ json: {} }, { json: {} }],
		});
		expect(returned[0][0].map(({ pairedItem }) => pairedItem)).toEqual([undefined, undefined]);
		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	test('fails with its error, and without a network', async () => {
		const { status, error } = await echo();
		expect(status).toBe('error');
		expect(error?.name).toBe('NodeApiError');
	});

	test('sends failed items to the error output', async () => {
		api().post('/echo').reply(500, {});
		api().post('/echo').reply(200, { said: 2 });
		const { outputs } = await echo({
			items: [{ json: { to: 'bob' } }, { json: { to: 'eve' } }],
			settings: { onError: 'continueErrorOutput' },
		});
		expect(outputs.map((items) => items.map(({ json }) => json))).toEqual([
			[{ said: 2 }],
			[{ to: 'bob', error: 'failed' }],
		]);
	});

	test('is run again for all items by Retry On Fail, also for a soft failure of the first', async () => {
		api().post('/echo').reply(500, {});
		api().post('/echo').times(3).reply(200, { said: 1 });
		const { returned, contextData } = await echo({
			items: [{ json: {} }, { json: {} }],
			settings: {
				retryOnFail: true,
				maxTries: 3,
				waitBetweenTries: 1,
				onError: 'continueRegularOutput',
			},
		});
		expect(returned).toHaveLength(2);
		expect(contextData['node:Echo']).toEqual({ tries: 2 });
	});

	test('finds the node context of an earlier execution, and its round of a loop', async () => {
		api().post('/echo').reply(200, {});
		api().post('/echo', { text: 'hello', round: 2 }).reply(200, {});
		const first = await echo();
		const second = await echo({ contextData: first.contextData, runIndex: 2 });
		expect(second.contextData['node:Echo']).toEqual({ tries: 2 });
	});

	test('is told when the execution is stopped', async () => {
		api().post('/echo').delay(5_000).reply(200, {});
		const stop = new AbortController();
		setTimeout(() => stop.abort(), 50);
		const startedAt = Date.now();
		const { status } = await echo({ signal: stop.signal });
		expect(status).toBe('canceled');
		expect(Date.now() - startedAt).toBeLessThan(2_000);
		nock.abortPendingRequests();
	});

	test('sends a refused request twice when it lets n8n throw, after a new log-in', async () => {
		nock('https://echo.test').post('/login').reply(200, { token: 't1' });
		nock('https://echo.test').post('/login').reply(200, { token: 't2' });
		api('Bearer t1').post('/echo').reply(401, {});
		api('Bearer t2').post('/echo').reply(200, { said: 1 });
		const { outputs } = await echo({ credentials: [loginCredential()] });
		expect(outputs[0][0].json).toEqual({ said: 1 });
	});
});

describe('a trigger node', () => {
	const open = (setup: Partial<TriggerSetup> = {}) =>
		openTrigger({ type: new EchoTrigger(), credentials: [echoCredential()], ...setup });
	const stored = { 'node:Echo Trigger': { secret: 's' } };

	test('is registered, found and removed with its static data kept', async () => {
		const trigger = open();
		api().put('/hook', { url: trigger.url, mode: 'trigger/activate' }).reply(200, { secret: 's' });
		expect(trigger.url).toMatch(/^https:\/\/n8n\.test\/webhook\/[-0-9a-f]{36}\/webhook$/);
		expect(await trigger.checkExists()).toBe(false);
		expect(await trigger.create()).toBe(true);
		expect(await trigger.checkExists()).toBe(true);
		expect(await trigger.delete()).toBe(true);
		expect(trigger.staticData).toEqual({
			'node:Echo Trigger': { secret: 's', deletedIn: 'internal/update' },
		});
	});

	test('has the test URL in a test', async () => {
		const trigger = open({ test: true });
		api().put('/hook', { url: trigger.url, mode: 'manual/manual' }).reply(200, { secret: 's' });
		expect(trigger.url).toContain('https://n8n.test/webhook-test/');
		await trigger.create();
	});

	test('answers by itself, sees the exact bytes, and keeps what it wrote', async () => {
		const trigger = open({ staticData: stored });
		const body = '{ "a" : "\\u00e9", "b": 1.0 }';
		const result = await trigger.deliver({ body, headers: { 'X-Secret': 's' } });
		expect(result).toMatchObject({ status: 202, body: '{"received":true}' });
		expect(result.workflowData?.[0][0].json).toEqual({ raw: body, body: { a: 'é', b: 1 } });
		expect(trigger.staticData).toMatchObject({ 'node:Echo Trigger': { calls: 1 } });
	});

	test('refuses a forged delivery and starts nothing', async () => {
		const result = await open({ staticData: stored }).deliver({ body: {} });
		expect(result).toMatchObject({ status: 401, body: '{"message":"Invalid signature"}' });
		expect(result.workflowData).toBeUndefined();
	});

	test('loses what it wrote when n8n answers for it', async () => {
		const trigger = open({ staticData: stored, parameters: { answer: 'host' } });
		const result = await trigger.deliver({ body: {}, headers: { 'x-secret': 's' } });
		expect(result).toMatchObject({ status: 200, body: '{"message":"Workflow was started"}' });
		expect(trigger.staticData).toEqual(stored);
	});

	test('never sees broken JSON, and a crash is a 500', async () => {
		const trigger = open({ staticData: stored, parameters: { answer: 'crash' } });
		expect((await trigger.deliver({ body: '{' })).status).toBe(422);
		const crashed = await trigger.deliver({ body: {}, headers: { 'x-secret': 's' } });
		expect(crashed.status).toBe(500);
		expect(String(crashed.error)).toBe('Error: boom');
		expect(trigger.staticData).toMatchObject({ 'node:Echo Trigger': { calls: 1 } });
	});
});
