import { createHmac } from 'node:crypto';

import { WabaPortalApi } from '../../../../credentials/WabaPortalApi.credentials';
import { WabaPortalTrigger } from '../../../../nodes/WabaPortal/WabaPortalTrigger.node';
import { encrypt } from '../../../../nodes/shared/trigger/secrets';
import { openTrigger, type TriggerSetup } from '../../../support/harness';
import nock from '../../../support/network';

const host = 'https://portal.test';
const ours = 'https://n8n.test/';
const foreign = 'https://shop.example/hook?token=very-secret-token';
const secret = 'f00dfacef00dface';
const apiKey = 'waba-key-8c1f';
/** What the platform's slot holds. */
let slot: { webhookUrl: string; webhookEnabled: boolean; webhookEvents: string[] };
let requests: string[];

beforeEach(() => {
	slot = { webhookUrl: '', webhookEnabled: false, webhookEvents: [] };
	requests = [];
	const data = () => ({ phoneNumber: '919876543210', webhookSecret: secret, ...slot });
	const portal = nock(host).persist();
	portal.get('/api/v1/webhook').reply(() => {
		requests.push('GET');
		return [200, { success: true, data: data() }];
	});
	portal.put('/api/v1/webhook').reply((_uri, body) => {
		requests.push('PUT');
		slot = body as typeof slot;
		return [200, { success: true, data: data() }];
	});
	portal.delete('/api/v1/webhook').reply(() => {
		requests.push('DELETE');
		slot = { webhookUrl: '', webhookEnabled: false, webhookEvents: [] };
		return [200, { success: true }];
	});
});

afterEach(() => {
	nock.cleanAll();
});

function trigger(setup: Partial<TriggerSetup> = {}) {
	return openTrigger({
		type: new WabaPortalTrigger(),
		credentials: [{ type: new WabaPortalApi(), data: { baseUrl: `${host}/api/v1`, apiKey } }],
		parameters: {},
		baseUrl: ours,
		...setup,
	});
}

describe('Registration', () => {
	test('takes a free slot with the chosen events, and knows it again', async () => {
		const hook = trigger({ parameters: { events: ['message.received', 'message.status'] } });
		expect(await hook.checkExists()).toBe(false);
		await hook.create();
		expect(slot).toEqual({
			webhookUrl: hook.url,
			webhookEnabled: true,
			webhookEvents: ['messages', 'statuses'],
		});
		expect(await hook.checkExists()).toBe(true);
	});

	test.each([
		['it was turned off', { webhookEnabled: false }],
		['other events are set', { webhookEvents: ['statuses'] }],
		['another address is set', { webhookUrl: 'https://other.example/' }],
	])('is done again when %s', async (_name, change) => {
		const hook = trigger();
		await hook.create();
		Object.assign(slot, change);
		expect(await hook.checkExists()).toBe(false);
	});

	test('names who holds the slot, without the secrets in the address, and leaves it alone', async () => {
		slot = { webhookUrl: foreign, webhookEnabled: true, webhookEvents: ['messages'] };
		const failure = trigger().create();
		await expect(failure).rejects.toThrow('it is taken by https://shop.example/hook');
		await expect(failure).rejects.not.toThrow('very-secret-token');
		expect(slot.webhookUrl).toBe(foreign);
		expect(requests).not.toContain('PUT');
	});

	test("names the workflow's own production address when a test meets it", async () => {
		const production = trigger();
		await production.create();
		await expect(trigger({ test: true }).create()).rejects.toThrow(
			"this workflow's own production URL",
		);
		expect(slot.webhookUrl).toBe(production.url);
	});

	test('puts back what it replaced, as it was', async () => {
		const before = { webhookUrl: foreign, webhookEnabled: false, webhookEvents: ['statuses'] };
		slot = before;
		const hook = trigger({ parameters: { replaceExistingWebhook: true } });
		await hook.create();
		expect(slot.webhookUrl).toBe(hook.url);
		await hook.delete();
		expect(slot).toEqual(before);
	});

	test('puts back the first holder after being registered several times', async () => {
		slot = { webhookUrl: foreign, webhookEnabled: true, webhookEvents: ['messages'] };
		const parameters = { replaceExistingWebhook: true };
		// A second test listen starts with empty static data, and finds its own address.
		await trigger({ parameters, test: true }).create();
		const second = trigger({ parameters, test: true });
		await second.create();
		await second.create();
		await second.delete();
		expect(slot.webhookUrl).toBe(foreign);
	});

	test('frees the slot that was free before', async () => {
		const hook = trigger();
		await hook.create();
		await hook.delete();
		expect(slot.webhookUrl).toBe('');
		expect(hook.staticData).toEqual({ 'node:WABA Portal Trigger': {} });
	});

	test('frees nothing that somebody else has taken meanwhile', async () => {
		const hook = trigger();
		await hook.create();
		slot.webhookUrl = foreign;
		await hook.delete();
		expect(slot.webhookUrl).toBe(foreign);
		expect(requests).not.toContain('DELETE');
	});

	test('may be deleted when there is nothing any more', async () => {
		nock.cleanAll();
		nock(host).get('/api/v1/webhook').reply(404, { error: 'No webhook' });
		expect(await trigger().delete()).toBe(true);
	});

	test('needs an event, and asks before it touches the platform', async () => {
		await expect(trigger({ parameters: { events: '={{ [] }}' } }).create()).rejects.toThrow(
			'"Events" is empty',
		);
		expect(requests).toEqual([]);
	});

	test.each(['http://n8n.example/', 'http://127.0.0.1:5678/'])(
		'refuses the address %s, which the platform could not call',
		async (baseUrl) => {
			await expect(trigger({ baseUrl }).create()).rejects.toThrow('only to https');
			expect(requests).toEqual([]);
		},
	);

	test("gives the platform's words when it refuses, and never the key", async () => {
		nock.cleanAll();
		nock(host)
			.get('/api/v1/webhook')
			.reply(403, { error: 'Phone number not verified for waba-key-8c1f' });
		await expect(trigger().create()).rejects.toThrow(
			'WABA Portal: Phone number not verified for [hidden]',
		);
	});
});

describe('Receiving', () => {
	const envelope = (data: object, event = 'message', timestamp = new Date().toISOString()) =>
		JSON.stringify({ event, timestamp, projectId: 'p', data });
	const text = (id: string) => ({
		from: '919876543210',
		messageId: id,
		type: 'text',
		text: { body: 'Hi' },
	});
	const signed = (body: string, key = secret) => ({
		body,
		headers: {
			'content-type': 'application/json',
			'x-webhook-signature': createHmac('sha256', key).update(body).digest('hex'),
		},
	});

	async function registered(parameters: TriggerSetup['parameters'] = {}) {
		const hook = trigger({ parameters });
		await hook.create();
		return hook;
	}

	test('starts the workflow once for a message that comes twice', async () => {
		const hook = await registered();
		const delivery = signed(envelope(text('wamid.twice')));
		expect((await hook.deliver(delivery)).workflowData?.[0]).toHaveLength(1);
		expect(await hook.deliver(delivery)).toMatchObject({ status: 200, workflowData: undefined });
	});

	test('starts it in a test listen and in production, when both get the message', async () => {
		const production = await registered();
		const listening = trigger({ test: true, staticData: production.staticData });
		const delivery = signed(envelope(text('wamid.both')));
		expect((await listening.deliver(delivery)).workflowData?.[0]).toHaveLength(1);
		expect((await production.deliver(delivery)).workflowData?.[0]).toHaveLength(1);
	});

	test('starts it twice when duplicates are wanted', async () => {
		const hook = await registered({ options: { dropDuplicates: false } });
		const delivery = signed(envelope(text('wamid.wanted-twice')));
		await hook.deliver(delivery);
		expect((await hook.deliver(delivery)).workflowData?.[0]).toHaveLength(1);
	});

	test.each([
		['a status that was not chosen', 'status', { messageId: 'wamid.s', status: 'read' }],
		['a test event', 'test', { message: 'This is a test', testId: 'abc' }],
	])('answers %s with 200 and starts nothing', async (_name, event, data) => {
		const hook = await registered();
		const result = await hook.deliver(signed(envelope(data, event)));
		expect(result).toMatchObject({ status: 200, workflowData: undefined });
	});

	test('starts for each status once, when statuses are chosen', async () => {
		const hook = await registered({ events: ['message.status'] });
		for (const status of ['sent', 'delivered', 'read']) {
			const { workflowData } = await hook.deliver(
				signed(envelope({ messageId: 'wamid.statuses', status }, 'status')),
			);
			expect(workflowData?.[0][0].json).toMatchObject({ event: 'message.status', status });
		}
	});

	test("gives the platform's payload as it came when it shall not be simplified", async () => {
		const hook = await registered({ simplify: false });
		const body = envelope(text('wamid.raw'));
		const { workflowData } = await hook.deliver(signed(body));
		expect(workflowData?.[0].map(({ json }) => json)).toEqual([JSON.parse(body)]);
	});

	test.each([
		['2 hours old', -7200],
		['2 hours in the future', 7200],
	])('refuses a genuine delivery that is %s', async (_name, seconds) => {
		const hook = await registered();
		const at = new Date(Date.now() + seconds * 1000).toISOString();
		const result = await hook.deliver(signed(envelope(text('wamid.late'), 'message', at)));
		expect(result).toMatchObject({ status: 401, workflowData: undefined });
		expect(result.body).toBe('{"message":"Invalid signature"}');
	});

	test('takes a delivery of any age when the maximum age is 0', async () => {
		const hook = await registered({ options: { maximumAge: 0 } });
		const delivery = signed(envelope(text('wamid.old'), 'message', '2020-01-01T00:00:00Z'));
		expect((await hook.deliver(delivery)).status).toBe(200);
	});

	test('refuses a genuine delivery without a timestamp', async () => {
		const hook = await registered();
		const body = JSON.stringify({ event: 'message', data: text('wamid.timeless') });
		expect((await hook.deliver(signed(body))).status).toBe(401);
	});

	test('reads the secret again when the platform has changed it, and gives up the old one', async () => {
		const hook = trigger({
			staticData: {
				'node:WABA Portal Trigger': { secret: encrypt('the-old-secret', apiKey), webhookUrl: 'x' },
			},
			test: true,
		});
		const after = await hook.deliver(signed(envelope(text('wamid.new'))));
		expect(after.status).toBe(200);
		const old = await hook.deliver(signed(envelope(text('wamid.leaked')), 'the-old-secret'));
		expect(old.status).toBe(401);
	});

	test('a process that has not registered it asks once for the secret: a replaced one opens nothing after a restart', async () => {
		const restarted = trigger({
			baseUrl: 'https://n8n-restarted.test',
			staticData: { 'node:WABA Portal Trigger': { secret: encrypt('the-old-secret', apiKey) } },
		});
		requests = [];
		const at = new Date().toISOString();
		const leaked = signed(envelope(text('wamid.leaked'), 'message', at), 'the-old-secret');
		const answers = await Promise.all([
			restarted.deliver(leaked),
			restarted.deliver(signed(envelope(text('wamid.1')))),
			restarted.deliver(signed(envelope(text('wamid.2')))),
		]);
		expect(answers.map(({ status }) => status)).toEqual([401, 200, 200]);
		expect(requests).toEqual(['GET']);
	});

	test('where the platform cannot be reached then, the stored secret counts', async () => {
		nock.cleanAll();
		nock(host).get(/.*/).reply(503, {});
		const restarted = trigger({
			baseUrl: 'https://n8n-alone.test',
			staticData: { 'node:WABA Portal Trigger': { secret: encrypt(secret, apiKey) } },
		});
		expect((await restarted.deliver(signed(envelope(text('wamid.1'))))).status).toBe(200);
	});

	test('asks the platform at most once a minute, however many forgeries come', async () => {
		const hook = await registered();
		requests = [];
		for (let forgery = 0; forgery < 5; forgery += 1) {
			const result = await hook.deliver(signed(envelope(text('wamid.f')), `guess ${forgery}`));
			expect(result.status).toBe(401);
		}
		expect(requests.length).toBeLessThanOrEqual(1);
	});

	test.each(['null', '[]', '7', '"text"'])('answers the signed body %s with 400', async (body) => {
		const hook = await registered({ options: { maximumAge: 0 } });
		expect(await hook.deliver(signed(body))).toMatchObject({
			status: 400,
			workflowData: undefined,
		});
	});
});
