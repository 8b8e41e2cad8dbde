import { createHmac } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { WbizApi } from '../../../../credentials/WbizApi.credentials';
import { WbizTrigger } from '../../../../nodes/Wbiz/WbizTrigger.node';
import { decrypt } from '../../../../nodes/shared/trigger/secrets';
import { openTrigger, type TriggerSetup } from '../../../support/harness';
import nock from '../../../support/network';

const host = 'https://wbiz.test';
const apiKey = 'wa_key_0123';
let subscriptions: Array<{ id: string; url: string; events: string[]; active: boolean }>;
let secrets: number;
let secretKey: string;
let wrap: (made: object) => object;

beforeEach(() => {
	subscriptions = [
		{ id: 'wh_shop', url: 'https://shop.example/hook', events: ['message.received'], active: true },
	];
	secrets = 0;
	secretKey = 'secret';
	wrap = (made) => made;
	const api = nock(host).persist();
	api.get('/api/v1/webhooks').reply(() => [200, { data: subscriptions }]);
	api.post('/api/v1/webhooks').reply((_uri, body) => {
		secrets += 1;
		const made = {
			id: `wh_${secrets}`,
			active: true,
			...(body as { url: string; events: string[] }),
		};
		subscriptions.push(made);
		return [201, wrap({ ...made, [secretKey]: `secret-number-${secrets}` })];
	});
	api.get(/\/api\/v1\/webhooks\/.+/).reply((uri) => {
		const found = subscriptions.find(({ id }) => uri.endsWith(`/${id}`));
		return found ? [200, found] : [404, { error: { message: 'Not found' } }];
	});
	api.delete(/\/api\/v1\/webhooks\/.+/).reply((uri) => {
		const found = subscriptions.find(({ id }) => uri.endsWith(`/${id}`));
		subscriptions = subscriptions.filter((entry) => entry !== found);
		return found ? [200, { success: true }] : [404, { error: { message: 'Not found' } }];
	});
});

afterEach(() => {
	nock.cleanAll();
});

function trigger(setup: Partial<TriggerSetup> = {}) {
	return openTrigger({
		type: new WbizTrigger(),
		credentials: [{ type: new WbizApi(), data: { baseUrl: `${host}/api`, apiKey } }],
		parameters: {},
		baseUrl: 'https://n8n.test/',
		...setup,
	});
}

const urls = () => subscriptions.map(({ url }) => url);

describe('Registration', () => {
	test('adds a subscription of its own, and knows it again', async () => {
		const hook = trigger({
			parameters: {
				events: ['message.received', 'message.status'],
				options: { otherEvents: 'call.missed, ' },
			},
		});
		expect(await hook.checkExists()).toBe(false);
		await hook.create();
		expect(subscriptions.at(-1)).toMatchObject({
			url: hook.url,
			events: ['message.received', 'message.status', 'call.missed'],
		});
		expect(await hook.checkExists()).toBe(true);
	});

	test('removes only its own subscription', async () => {
		const hook = trigger();
		await hook.create();
		await hook.delete();
		expect(urls()).toEqual(['https://shop.example/hook']);
		expect(hook.staticData).toEqual({ 'node:WBIZ Trigger': {} });
	});

	test('removes what an earlier life of its own address left behind', async () => {
		const hook = trigger();
		subscriptions.push({ id: 'wh_old', url: hook.url, events: ['message.received'], active: true });
		await hook.create();
		await hook.create();
		expect(urls()).toEqual(['https://shop.example/hook', hook.url]);
	});

	test.each([
		['it was removed at the platform', () => subscriptions.pop()],
		['it was turned off', () => Object.assign(subscriptions[1], { active: false })],
		['its events were changed', () => Object.assign(subscriptions[1], { events: ['x'] })],
		[
			'its address was changed',
			() => Object.assign(subscriptions[1], { url: 'https://a.example/' }),
		],
	])('is done again when %s', async (_name, change) => {
		const hook = trigger();
		await hook.create();
		change();
		expect(await hook.checkExists()).toBe(false);
	});

	test('may be deleted when the platform has it no more', async () => {
		const hook = trigger();
		await hook.create();
		subscriptions = [];
		expect(await hook.delete()).toBe(true);
	});

	test.each(['signingSecret', 'signing_secret'])('finds the secret as %s', async (key) => {
		secretKey = key;
		const hook = trigger();
		await hook.create();
		const { secret } = hook.staticData['node:WBIZ Trigger'] as IDataObject;
		expect(decrypt(secret, apiKey)).toBe('secret-number-1');
	});

	test.each([
		['data', (data: object) => ({ data })],
		['webhook', (webhook: object) => ({ webhook })],
		['the webhook of data', (webhook: object) => ({ success: true, data: { webhook } })],
	])('finds id and secret in %s', async (_name, inside) => {
		wrap = inside;
		const hook = trigger();
		await hook.create();
		const { secret } = hook.staticData['node:WBIZ Trigger'] as IDataObject;
		expect(decrypt(secret, apiKey)).toBe('secret-number-1');
		expect(await hook.delete()).toBe(true);
		expect(urls()).toEqual(['https://shop.example/hook']);
	});

	test('without a secret fails, and leaves nothing behind', async () => {
		secretKey = 'elsewhere';
		await expect(trigger().create()).rejects.toThrow('gave no signing secret');
		expect(urls()).toEqual(['https://shop.example/hook']);
	});

	test('without an event is refused before the platform is touched', async () => {
		await expect(trigger({ parameters: { events: [] } }).create()).rejects.toThrow(
			'"Events" is empty',
		);
		expect(secrets).toBe(0);
	});
});

describe('Receiving', () => {
	const received = (number: number) =>
		JSON.stringify({
			id: `evt_${number}`,
			event: 'message.received',
			createdAt: new Date().toISOString(),
			data: {
				messageId: `wamid.${number}`,
				from: '+919876543210',
				type: 'text',
				text: { body: 'Hi' },
			},
		});
	const hmac = (text: string, secret = 'secret-number-1') =>
		createHmac('sha256', secret).update(text).digest('hex');
	const byBody = (body: string, header = 'x-wbiz-signature') => ({
		body,
		headers: { 'content-type': 'application/json', [header]: hmac(body) },
	});
	const byTime = (body: string, at = Date.now()) => {
		const t = Math.floor(at / 1000);
		return {
			body,
			headers: {
				'content-type': 'application/json',
				'x-wbiz-signature': `t=${t},v1=${hmac(`${t}.${body}`)}`,
			},
		};
	};

	async function registered(parameters: TriggerSetup['parameters'] = {}) {
		const hook = trigger({ parameters });
		await hook.create();
		return hook;
	}

	test('the first form that proves itself is kept, and a weaker one is refused from then on', async () => {
		const hook = await registered();
		expect((await hook.deliver(byTime(received(1)))).status).toBe(200);
		const weaker = await hook.deliver(byBody(received(2)));
		expect(weaker).toMatchObject({ status: 401, workflowData: undefined });
		expect(weaker.logs.join()).toContain('deliveries have been signed as pairs');
	});

	test('a form with a timestamp may follow one without', async () => {
		secrets = 100;
		const hook = await registered();
		const key = `secret-number-${secrets}`;
		const body = received(3);
		const headers = { 'content-type': 'application/json', 'x-wbiz-signature': hmac(body, key) };
		expect((await hook.deliver({ body, headers })).status).toBe(200);
		const t = Math.floor(Date.now() / 1000);
		const next = received(4);
		const timed = { ...headers, 'x-wbiz-signature': `t=${t},v1=${hmac(`${t}.${next}`, key)}` };
		expect((await hook.deliver({ body: next, headers: timed })).status).toBe(200);
		const back = received(5);
		const weak = { ...headers, 'x-wbiz-signature': hmac(back, key) };
		expect((await hook.deliver({ body: back, headers: weak })).status).toBe(401);
	});

	test('nothing is taken without a match, and nothing without a secret', async () => {
		const hook = trigger();
		expect((await hook.deliver(byBody(received(6)))).status).toBe(401);
		await hook.create();
		expect((await hook.deliver({ ...byBody(received(7)), headers: {} })).status).toBe(401);
		expect((await hook.deliver({ ...byTime(received(8)), body: received(9) })).status).toBe(401);
		expect((await hook.deliver(byTime(received(10), Date.now() - 301_000))).status).toBe(401);
	});

	test('a header and a form set by hand count alone', async () => {
		secrets = 200;
		const hook = await registered({
			options: { signatureHeader: 'X-My-Signature', signatureForm: 'hex' },
		});
		const key = `secret-number-${secrets}`;
		const body = received(11);
		const sign = (header: string) => ({
			body,
			headers: { 'content-type': 'application/json', [header]: hmac(body, key) },
		});
		expect((await hook.deliver(sign('x-wbiz-signature'))).status).toBe(401);
		expect((await hook.deliver(sign('x-my-signature'))).status).toBe(200);
	});

	test('a recording of a delivery without a signed timestamp is refused by the time in its body', async () => {
		secrets = 400;
		const hook = await registered();
		const old = JSON.parse(received(13));
		const body = JSON.stringify({
			...old,
			createdAt: new Date(Date.now() - 7_200_000).toISOString(),
		});
		const sign = (text: string) => ({
			body: text,
			headers: {
				'content-type': 'application/json',
				'x-wbiz-signature': hmac(text, `secret-number-${secrets}`),
			},
		});
		expect((await hook.deliver(sign(body))).status).toBe(401);
		expect((await hook.deliver(sign(received(14)))).status).toBe(200);
	});

	test('an event that comes twice starts the workflow once', async () => {
		secrets = 300;
		const hook = await registered();
		const body = received(12);
		const headers = {
			'content-type': 'application/json',
			'x-wbiz-signature': hmac(body, `secret-number-${secrets}`),
		};
		expect((await hook.deliver({ body, headers })).workflowData?.[0]).toHaveLength(1);
		expect((await hook.deliver({ body, headers })).workflowData).toBeUndefined();
	});
});
