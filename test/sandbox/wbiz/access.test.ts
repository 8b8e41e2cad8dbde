import { readFileSync } from 'node:fs';

import axios from 'axios';
import { parse } from 'yaml';

import { sandboxFile } from '../../../sandbox/http/sandbox-file';
import { PlanLimit } from '../../../sandbox/platforms/wbiz/access';
import { SCOPES } from '../../../sandbox/platforms/wbiz/settings';
import { API_KEY, openBench, TO, type WbizBench } from './bench';

let bench: WbizBench;

beforeAll(async () => {
	bench = await openBench();
});
beforeEach(() => bench.reset());
afterAll(() => bench.close());

interface Operation {
	operationId: string;
	'x-scope'?: string;
	'x-paid'?: boolean;
}
const document = parse(readFileSync(sandboxFile('platforms', 'wbiz', 'openapi.yaml'), 'utf8')) as {
	paths: Record<string, Record<string, Operation>>;
};
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
	Object.entries(methods)
		.filter(([method]) => method !== 'parameters')
		.map(([method, operation]) => ({ path: path.replace(/\{\w+\}/, 'x'), method, ...operation })),
);
const sendText = () => bench.api.post('/v1/messages/text', { to: TO, body: 'Hello' });

describe('the key', () => {
	it.each([
		['no key', undefined],
		['another key', 'Bearer wa_other_key'],
		['a key without Bearer', API_KEY],
	])('is refused: %s', async (_what, Authorization) => {
		const answer = await axios.get(`${bench.sandbox.url}/wbiz/api/v1/me`, {
			headers: { Authorization },
			validateStatus: () => true,
		});
		const error = { code: 'unauthorized', message: 'Missing or invalid API key' };
		expect([answer.status, answer.data]).toEqual([401, { error }]);
	});

	it('is never in the log', async () => {
		await bench.api.get('/v1/me');
		const log = JSON.stringify(await bench.client.requests());
		expect(log + bench.lines.join('\n')).not.toContain(API_KEY);
		expect(bench.lines).toContain('wbiz GET /v1/me 200');
	});
});

describe('scopes', () => {
	it('refuse each call that lacks its own, naming it, before the content is looked at', async () => {
		for (const { method, path, 'x-scope': scope } of operations) {
			if (scope === undefined) continue;
			await bench.settings({ scopes: SCOPES.filter((one) => one !== scope) });
			const { status, data } = await bench.api.request({ method, url: path });
			const message = `This key lacks the scope ${scope}`;
			expect([path, status, data]).toEqual([
				path,
				403,
				{ error: { code: 'missing_scope', message, scope } },
			]);
		}
	});

	it('let a key through that has just the one', async () => {
		for (const { method, path, 'x-scope': scope } of operations) {
			await bench.settings({ scopes: scope === undefined ? [] : [scope] });
			const { status } = await bench.api.request({ method, url: path });
			expect([path, status]).not.toEqual([path, 403]);
		}
	});

	it('are shown by who am I', async () => {
		await bench.settings({ scopes: ['messages:send'] });
		expect((await bench.api.get('/v1/me')).data.scopes).toEqual(['messages:send']);
	});
});

describe('an account that is not entitled', () => {
	it('cannot send and cannot start campaigns, and can do everything else', async () => {
		await bench.settings({ entitled: false });
		for (const { method, path, 'x-paid': paid = false } of operations) {
			const { status, data } = await bench.api.request({ method, url: path });
			expect([path, status === 402]).toEqual([path, paid]);
			if (paid) expect(data.error.code).toBe('not_entitled');
		}
		const paid = operations.filter((operation) => operation['x-paid']);
		expect(paid.map(({ operationId }) => operationId)).toEqual([
			'message.sendText',
			'message.sendTemplate',
			'message.sendMedia',
			'message.sendInteractive',
			'message.sendLocation',
			'message.sendPreset',
			'message.sendFlow',
			'campaign.create',
			'campaign.resume',
		]);
		expect((await bench.api.get('/v1/account')).data).toMatchObject({ entitled: false });
	});
});

describe('the limit of the plan', () => {
	const many = (count: number) =>
		Promise.all(Array.from({ length: count }, () => bench.api.get('/v1/tags')));

	it('is not there at first, and neither are its headers', async () => {
		const answers = await many(100);
		expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
		expect(Object.keys(answers[0].headers).join()).not.toContain('ratelimit');
	});

	it('counts all calls, shows what is left on every answer, and refuses what is over', async () => {
		await bench.settings({ plan: 'starter' });
		const first = await bench.api.get('/v1/tags');
		expect(first.headers).toMatchObject({
			'x-ratelimit-limit': '15',
			'x-ratelimit-remaining': '14',
		});
		const refused = await bench.api.get('/v1/contacts/nobody');
		expect([refused.status, refused.headers['x-ratelimit-remaining']]).toEqual([404, '13']);
		const answers = await many(20);
		const over = answers.filter(({ status }) => status === 429);
		expect(over).toHaveLength(7);
		expect(over[0].data).toEqual({
			error: { code: 'rate_limited', message: 'Too many requests, please slow down' },
		});
		expect(over[0].headers).toMatchObject({ 'x-ratelimit-remaining': '0' });
		expect(over[0].headers).not.toHaveProperty('retry-after');
		const reset = Number(over[0].headers['x-ratelimit-reset']) - Date.now() / 1000;
		expect(reset).toBeGreaterThan(3);
		expect(reset).toBeLessThan(12);
	});

	it('says how long to wait when the settings want it', async () => {
		await bench.settings({ plan: 'starter', retryAfter: true });
		const answers = await many(16);
		expect(answers.filter(({ headers }) => headers['retry-after'])).toHaveLength(1);
		const over = answers.find(({ status }) => status === 429);
		expect(Number(over?.headers['retry-after'])).toBeGreaterThan(3);
	});

	it('does not count the calls of another key', async () => {
		await bench.settings({ plan: 'starter' });
		const headers = { Authorization: 'Bearer other' };
		for (let call = 0; call < 20; call++) await bench.api.get('/v1/me', { headers });
		expect((await bench.api.get('/v1/me')).headers['x-ratelimit-remaining']).toBe('14');
	});

	it('goes beside the limit on sends, which only counts sends', async () => {
		await bench.settings({ rateLimit: { kind: 'sliding', limit: 1, seconds: 1 }, plan: 'growth' });
		await bench.customerWrites();
		const sends = [await sendText(), await sendText(), await bench.api.get('/v1/tags')];
		expect(sends.map(({ status }) => status)).toEqual([200, 429, 200]);
		expect((await bench.state()).messages).toHaveLength(2);
	});

	it.each([
		['starter' as const, 15, 60],
		['growth' as const, 120, 600],
		['scale' as const, 1200, 6000],
	])('%s lets %i through in ten seconds and %i in a minute', (plan, burst, minute) => {
		const limit = new PlanLimit();
		const passed: number[] = [];
		for (let now = 0; now < 130_000; now += 5) {
			if (limit.take(plan, false, now).allowed) passed.push(now);
		}
		const within = (start: number, ms: number) =>
			passed.filter((at) => at >= start && at < start + ms).length;
		for (const start of passed.filter((_, index) => index % 7 === 0)) {
			expect(within(start, 10_000)).toBeLessThanOrEqual(burst);
			expect(within(start, 60_000)).toBeLessThanOrEqual(minute);
		}
		expect([within(0, 10_000), within(0, 60_000)]).toEqual([burst, minute]);
	});

	it('shows the window that stays closed for longer', () => {
		const limit = new PlanLimit();
		const take = (now: number) => limit.take('starter', true, now);
		for (const start of [0, 10_000, 20_000, 30_000]) {
			for (let call = 0; call < 15; call++) expect(take(start).allowed).toBe(true);
		}
		const { allowed, headers } = take(30_000);
		expect([allowed, headers['X-RateLimit-Limit'], headers['Retry-After']]).toEqual([
			false,
			'60',
			'30',
		]);
	});
});

describe('settings', () => {
	it('of WBIZ are not known to other platforms', async () => {
		const { status, data } = await bench.control.patch('/waba-portal/settings', {
			plan: 'starter',
		});
		expect([status, data]).toEqual([400, { error: 'Invalid request: plan is not known' }]);
	});

	it.each([{ plan: 'gold' }, { signature: { form: 'md5' } }, { feedStart: 'middle' }])(
		'%j is refused',
		async (changes) => {
			expect((await bench.platform.patch('/settings', changes)).status).toBe(400);
		},
	);

	it('are back after a reset', async () => {
		const start = (await bench.state()).settings;
		await bench.settings({ plan: 'scale', scopes: [], entitled: false, retryAfter: true });
		await bench.reset();
		expect((await bench.state()).settings).toEqual(start);
	});
});

it('faults of the shared parts hit WBIZ too', async () => {
	await bench.customerWrites();
	await bench.client.fault({ kind: 'statusAfter', path: '/v1/messages/text', to: TO });
	const { status, data } = await sendText();
	expect([status, data.error.code]).toEqual([500, 'internal_error']);
	expect((await bench.state()).messages).toHaveLength(2);
	await bench.client.fault({ kind: 'cutBefore', method: 'POST', path: '/v1/contacts' });
	await expect(bench.api.post('/v1/contacts', { phone: TO })).rejects.toThrow();
});
