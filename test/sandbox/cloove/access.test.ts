import axios, { type AxiosResponse } from 'axios';

import { KeyLimit } from '../../../sandbox/platforms/cloove/access';
import { SCOPES } from '../../../sandbox/platforms/cloove/settings';
import { AGENT, API_KEY, type ClooveBench, expectRefusal, openBench, sendTemplate } from './bench';

let bench: ClooveBench;

beforeAll(async () => {
	bench = await openBench();
});
beforeEach(() => bench.reset());
afterAll(() => bench.close());

const CALLS = [
	['get', '/v1/messaging/conversations', 'messaging:conversations:read'],
	['get', '/v1/messaging/conversations/x', 'messaging:messages:read'],
	['post', '/v1/messaging/conversations/x/messages', 'messaging:messages:send'],
	['post', '/v1/messaging/messages/template', 'messaging:messages:send'],
] as const;

/** Without the bench's headers and without its look at the contract. */
async function bare(headers: Record<string, string | undefined>): Promise<AxiosResponse> {
	return await axios.get(`${bench.sandbox.url}/cloove/v1/messaging/conversations`, {
		headers: { 'User-Agent': AGENT, Authorization: `Bearer ${API_KEY}`, ...headers },
		validateStatus: () => true,
	});
}

const listed = () => bench.api.get('/v1/messaging/conversations');

describe('what stands before the API', () => {
	it.each(['', 'axios/1.7.2', 'node', 'n8n', 'python-requests/2.32.3', 'curl/8.5.0', 'N8N'])(
		'answers the User-Agent "%s" with an HTML page, whatever the key',
		async (agent) => {
			for (const Authorization of [`Bearer ${API_KEY}`, 'Bearer wrong']) {
				const { status, headers, data } = await bare({ 'User-Agent': agent, Authorization });
				expect([status, headers['content-type']]).toEqual([403, 'text/html; charset=utf-8']);
				expect(data).toMatch(/^<!DOCTYPE html>[^]*Error 1010/);
			}
		},
	);

	it('answers requests without a User-Agent so, too', async () => {
		const url = `${bench.sandbox.url}/cloove/v1/messaging/conversations`;
		const headers = { 'User-Agent': false, Authorization: `Bearer ${API_KEY}` };
		const { status, data } = await axios.get(url, { headers, validateStatus: () => true });
		expect([status, data]).toEqual([403, expect.stringContaining('Error 1010')]);
	});

	it.each(['n8n-nodes-whatsapp-hub/0.1.0', 'Mozilla/5.0', 'my-node', 'curly/1'])(
		'lets the User-Agent %s through',
		async (agent) => expect((await bare({ 'User-Agent': agent })).status).toBe(200),
	);
});

describe('the key', () => {
	it.each([
		['no key', undefined],
		['another key', 'Bearer clv_test_sk_anotherkey0123456789abcdefghijkl'],
		['a key without Bearer', API_KEY],
		['a publishable key', `Bearer ${API_KEY.replace('_sk_', '_pk_')}`],
	])('is refused: %s', async (_what, Authorization) => {
		const answer = await bare({ Authorization });
		expectRefusal(answer, 401, 'invalid_api_key', 'Missing or invalid API key');
	});

	it('is refused when it is a publishable one, although it is the account’s', async () => {
		const apiKey = 'clv_live_pk_sandbox0123456789abcdefghijklmnop';
		await bench.settings({ apiKey });
		const answer = await bare({ Authorization: `Bearer ${apiKey}` });
		expectRefusal(answer, 401, 'invalid_api_key', 'Missing or invalid API key');
	});

	it('is refused from an address that is not on its list, whatever its scopes', async () => {
		await bench.settings({ allowedIp: false, scopes: [] });
		for (const [method, url] of CALLS) {
			const answer = await bench.api.request({ method, url });
			expectRefusal(answer, 403, 'ip_not_allowed', 'IP address');
		}
		await bench.settings({ allowedIp: true, scopes: SCOPES });
		expect((await listed()).status).toBe(200);
	});

	it('is never in the log', async () => {
		await listed();
		const log = JSON.stringify(await bench.client.requests());
		expect(bench.lines).toContain('cloove GET /v1/messaging/conversations 200');
		expect(log + bench.lines.join('\n')).not.toContain(API_KEY);
	});

	it('comes after the path: without /v1 nothing is found', async () => {
		expectRefusal(await bench.api.get('/messaging/conversations'), 404, 'not_found', 'Not found');
	});
});

describe('scopes', () => {
	const statusOf = async (method: string, url: string) =>
		(await bench.api.request({ method, url })).status;

	it('refuse each call that lacks its own, naming it, before the content is looked at', async () => {
		for (const [method, url, scope] of CALLS) {
			await bench.settings({ scopes: SCOPES.filter((one) => one !== scope) });
			const answer = await bench.api.request({ method, url });
			expectRefusal(answer, 403, 'missing_scope', new RegExp(` ${scope}$`));
		}
	});

	it('let a key through that has just the one', async () => {
		for (const [method, url, scope] of CALLS) {
			await bench.settings({ scopes: [scope] });
			expect([url, await statusOf(method, url)]).not.toEqual([url, 403]);
		}
	});

	it.each([
		['messaging:read', [200, 404, 403, 403]],
		['messaging:conversations:read', [200, 403, 403, 403]],
		['messaging:messages:read', [403, 404, 403, 403]],
		['read', [403, 403, 403, 403]],
		['contacts:read', [403, 403, 403, 403]],
		['messaging:send', [403, 403, 403, 403]],
	])('%s covers the reads below it and nothing else', async (scope, statuses) => {
		await bench.settings({ scopes: [scope] });
		const got: number[] = [];
		for (const [method, url] of CALLS) got.push(await statusOf(method, url));
		expect(got).toEqual(statuses);
	});
});

describe('the limit of a key', () => {
	it('is 120 calls a minute of any kind, and is shown with every answer', async () => {
		const answers = await Promise.all(Array.from({ length: 119 }, listed));
		expect(answers.every(({ status }) => status === 200)).toBe(true);
		expect((await sendTemplate(bench)).status).toBe(201);
		const refused = await sendTemplate(bench);
		expectRefusal(refused, 429, 'rate_limited', 'Too many requests');
		for (const { headers } of [...answers, refused]) {
			expect(headers['x-ratelimit-limit']).toBe('120');
		}
		expect(answers[0].headers).not.toHaveProperty('retry-after');
		expect(Number(refused.headers['retry-after'])).toBeGreaterThan(45);
		expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
		expect(await bench.sent()).toHaveLength(1);
	});

	it('says how long to wait only when the settings want it', async () => {
		await bench.settings({ requestsPerMinute: 1, retryAfter: false });
		await listed();
		const { status, headers } = await listed();
		expect([status, headers['x-ratelimit-limit']]).toEqual([429, '1']);
		expect(headers).not.toHaveProperty('retry-after');
	});

	it('can be switched off, with its header', async () => {
		await bench.settings({ requestsPerMinute: null });
		const answers = await Promise.all(Array.from({ length: 150 }, listed));
		expect(answers.every(({ status }) => status === 200)).toBe(true);
		expect(answers[0].headers).not.toHaveProperty('x-ratelimit-limit');
	});

	it('is each key’s own', async () => {
		await bench.settings({ requestsPerMinute: 1 });
		expect([(await listed()).status, (await listed()).status]).toEqual([200, 429]);
		const apiKey = 'clv_live_sk_sandbox0123456789abcdefghijklmnop';
		await bench.settings({ apiKey });
		expect((await bare({ Authorization: `Bearer ${apiKey}` })).status).toBe(200);
	});

	it('counts what was let through in the last minute', () => {
		const limit = new KeyLimit();
		const take = (now: number) => limit.take('key', 2, true, now);
		expect([take(0).allowed, take(30_000).allowed]).toEqual([true, true]);
		expect(take(45_500)).toEqual({
			allowed: false,
			headers: { 'X-RateLimit-Limit': '2', 'Retry-After': '15' },
		});
		expect([take(60_000).allowed, take(60_001).allowed]).toEqual([true, false]);
	});

	it('stands beside the limit that the settings of every platform have', async () => {
		await bench.settings({ rateLimit: { kind: 'sliding', limit: 0, seconds: 1 } });
		expectRefusal(await sendTemplate(bench), 429, 'rate_limited', 'Too many requests');
		expect((await listed()).status).toBe(200);
	});
});

it('everything is as before after a reset', async () => {
	const state = async () => (await bench.platform.get('/state')).data as object;
	const before = await state();
	await bench.customerWrites();
	await sendTemplate(bench, {}, { 'Idempotency-Key': 'k' });
	await bench.settings({ scopes: [], pageSize: 1, webhookEvents: [], requestsPerMinute: 1 });
	expect(await state()).not.toEqual(before);
	await bench.reset();
	expect(await state()).toEqual(before);
});
