import '../../support/network';
import { SandboxedPortal } from '../../platforms/waba-portal/sandboxed';

const [anna, bela, carl] = ['919800000001', '919800000002', '919800000003'];
const toAll: Array<[string, string]> = [
	[anna, 'Hi Anna'],
	[bela, 'Hi Bela'],
	[carl, 'Hi Carl'],
];
const tries = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
let portal: SandboxedPortal;

beforeAll(async () => {
	portal = await SandboxedPortal.start();
});

beforeEach(async () => {
	await portal.reset();
	await portal.hearFrom(anna, bela, carl);
});

afterAll(async () => {
	await portal.close();
});

const recipients = async () => (await portal.sent()).map(({ to }) => to).sort();

describe('A send whose outcome is unclear', () => {
	test.each([
		['a 500 after it was accepted', { kind: 'statusAfter', status: 500 }],
		['a connection cut after it was accepted', { kind: 'cutAfter' }],
	] as const)('is not repeated: %s', async (_name, fault) => {
		await portal.fault({ path: '/messages/text', to: bela, ...fault });
		const { error } = await portal.sendTexts(toAll);
		expect(error?.message).toMatch(/^WABA Portal did not confirm item 1: /);
		expect(error?.description).toContain('It may have been delivered');
		expect((await recipients()).filter((to) => to === bela)).toHaveLength(1);
	});

	test('is named beside the failure that ended the run, when there are several', async () => {
		await portal.settings({ latencyMs: 50 });
		await portal.fault({ path: '/messages/text', kind: 'statusAfter', status: 500, times: 3 });
		const { error } = await portal.sendTexts(toAll);
		expect(error?.description).toMatch(
			/0 of 3 items had been accepted\. 2 more may have been delivered: item \d, item \d\.$/,
		);
	});

	test('is not repeated after a time-out', async () => {
		await portal.fault({ path: '/messages/text', to: bela, kind: 'slow', delayMs: 1500 });
		const { error } = await portal.sendTexts([toAll[1]], { options: { timeout: 1 } });
		expect(error?.message).toBe('WABA Portal did not confirm the request: no answer came in time');
		expect(await portal.requests('/messages/text')).toHaveLength(1);
	});

	test.each(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const)(
		'is not repeated by Retry On Fail with %s, nor are those that were accepted',
		async (onError) => {
			// The first item: n8n tries again when that one carries an error.
			await portal.fault({ path: '/messages/text', to: anna, kind: 'statusAfter', status: 500 });
			const { returned } = await portal.sendTexts(toAll, { settings: { ...tries, onError } });
			expect(await recipients()).toEqual([anna, bela, carl].slice(0, (await recipients()).length));
			if (onError !== 'stopWorkflow') {
				expect(returned).toHaveLength(3);
				expect(await recipients()).toEqual([anna, bela, carl]);
			}
		},
	);

	test('is not repeated by Retry execution, nor are those that were accepted', async () => {
		await portal.fault({ path: '/messages/text', to: bela, kind: 'statusAfter', status: 500 });
		const first = await portal.sendTexts(toAll, { options: { requestsAtOnce: 1 } });
		expect(await recipients()).toEqual([anna, bela]);
		const second = await portal.sendTexts(toAll, {
			contextData: first.contextData,
			settings: { onError: 'continueRegularOutput' },
		});
		expect(await recipients()).toEqual([anna, bela, carl]);
		expect(second.outputs[0][0].json.messageId).toBe((await portal.sent())[0].waMessageId);
		expect(second.outputs[0][1].json.error).toContain(
			'did not learn whether the platform accepted',
		);
		expect(second.outputs[0][2].json).toHaveProperty('messageId');
	});

	test('is recognised although its text has changed, as a text with the time in it does', async () => {
		await portal.fault({ path: '/messages/text', to: bela, kind: 'status', status: 400 });
		const now = (name: string): [string, string] => [name, `It is ${Math.random()}`];
		const first = await portal.sendTexts([now(anna), now(bela)], {
			options: { requestsAtOnce: 1 },
		});
		expect(first.status).toBe('error');
		await portal.sendTexts([now(anna), now(bela)], { contextData: first.contextData });
		expect(await recipients()).toEqual([anna, bela]);
	});
});

describe('The error of a further try', () => {
	test('speaks of all tries: what they had accepted, and what may have been', async () => {
		for (const to of [anna, carl]) {
			await portal.fault({ path: '/messages/text', to, kind: 'statusAfter', status: 500 });
		}
		const { error } = await portal.sendTexts(toAll, {
			settings: tries,
			options: { requestsAtOnce: 1 },
		});
		const [{ waMessageId }] = (await portal.sent()).filter(({ to }) => to === bela);
		expect(await recipients()).toEqual([anna, bela, carl]);
		expect(error?.description).toContain(
			`1 of 3 items had been accepted: ${waMessageId} (item 1). 1 more may have been delivered: item 2.`,
		);
	});

	test('is the same after Retry execution, which goes on past what is unknown', async () => {
		await portal.fault({ path: '/messages/text', to: anna, kind: 'statusAfter', status: 500 });
		const first = await portal.sendTexts(toAll, { options: { requestsAtOnce: 1 } });
		expect(first.error?.description).toContain('0 of 3 items had been accepted.');
		const { contextData, resumeToken } = first;
		const { error } = await portal.sendTexts(toAll, { contextData, resumeToken });
		expect(await recipients()).toEqual([anna, bela, carl]);
		expect(error?.message).toContain('did not confirm item 0: an earlier try of this execution');
		expect(error?.description).toContain('2 of 3 items had been accepted');
	});
});

describe('After Stop', () => {
	const stopped = async () => {
		await portal.settings({ latencyMs: 300 });
		const stop = new AbortController();
		setTimeout(() => stop.abort(), 450);
		return await portal.sendTexts(toAll, { options: { requestsAtOnce: 1 }, signal: stop.signal });
	};

	test('a retry with an empty context sends nothing twice, and sends the rest', async () => {
		const { resumeToken } = await stopped();
		expect(await recipients()).not.toContain(carl);
		await portal.settings({ latencyMs: 0 });
		await portal.sendTexts(toAll, { contextData: {}, resumeToken });
		const sent = await recipients();
		expect(sent).toContain(carl);
		expect(new Set(sent).size).toBe(sent.length);
	});

	test('another execution sends all of them', async () => {
		await stopped();
		await portal.settings({ latencyMs: 0 });
		await portal.sendTexts(toAll, { contextData: {} });
		expect((await recipients()).filter((to) => to === anna)).toHaveLength(2);
	});

	test('the log says what had been accepted', async () => {
		const { logs } = await stopped();
		expect(logs.join('\n')).toMatch(
			/warn: WABA Portal: the execution was stopped\. \d of 3 items had been accepted/,
		);
	});
});

describe('A send that was surely not accepted', () => {
	test('is sent by Retry On Fail', async () => {
		await portal.fault({ path: '/messages/text', to: bela, kind: 'status', status: 400 });
		const { status } = await portal.sendTexts(toAll, { settings: tries });
		expect(status).toBe('success');
		expect(await recipients()).toEqual([anna, bela, carl]);
	});

	test('is repeated after a 429, and the run waits with it', async () => {
		const limit = { status: 429, headers: { 'Retry-After': '1' } };
		await portal.fault({ path: '/messages/text', kind: 'status', times: 2, ...limit });
		const { status } = await portal.sendTexts(toAll);
		expect(status).toBe('success');
		expect(await recipients()).toEqual([anna, bela, carl]);
	});

	test('fails unsent when the platform asks for a longer pause than the longest wait', async () => {
		const limit = { status: 429, headers: { 'Retry-After': '60' } };
		await portal.fault({ path: '/messages/text', kind: 'status', ...limit });
		const { outputs } = await portal.sendTexts(toAll, {
			options: { longestWait: 5, requestsAtOnce: 1 },
			settings: { onError: 'continueRegularOutput' },
		});
		expect(await portal.requests('/messages/text')).toHaveLength(1);
		expect(outputs[0].map(({ json }) => json.message)).toEqual(
			Array.from({ length: 3 }, () =>
				expect.stringContaining('longer than the Longest Wait of 5 s'),
			),
		);
		expect(outputs[0][0].json.details).toMatchObject({ status: 429, mayHaveBeenDelivered: false });
	});
});

describe('The ledger', () => {
	test('is empty after a run in which all went well', async () => {
		const { contextData } = await portal.sendTexts(toAll);
		expect(JSON.stringify(contextData)).not.toContain('accepted');
	});

	test('tells the rounds of a loop apart', async () => {
		await portal.fault({ path: '/messages/text', to: bela, kind: 'status', status: 400 });
		const settings = { onError: 'continueRegularOutput' } as const;
		const first = await portal.sendTexts([toAll[0], toAll[1]], { settings });
		await portal.sendTexts([toAll[0]], { contextData: first.contextData, runIndex: 1 });
		expect((await recipients()).filter((to) => to === anna)).toHaveLength(2);
	});
});

describe('A read', () => {
	test('is repeated after an unclear outcome', async () => {
		await portal.fault({ path: '/conversations', kind: 'status', status: 503, times: 2 });
		const { status, outputs } = await portal.run('conversation', 'getMany', { returnAll: true });
		expect(status).toBe('success');
		expect(outputs[0].length).toBeGreaterThanOrEqual(3);
	});

	test('by API Request is not: what the call does is not known', async () => {
		await portal.fault({ path: '/conversations', kind: 'status', status: 503 });
		const parameters = { method: 'GET', path: '/conversations' };
		const { error } = await portal.run('api', 'request', parameters);
		expect(error?.message).toContain('did not confirm the request');
		expect(await portal.requests('/conversations')).toHaveLength(1);
	});
});
