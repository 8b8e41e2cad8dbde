import { createHmac } from 'node:crypto';

import { WabaPortalApi } from '../../../credentials/WabaPortalApi.credentials';
import { WbizApi } from '../../../credentials/WbizApi.credentials';
import { decrypt, encrypt } from '../../../nodes/shared/trigger/secrets';
import { WabaPortalTrigger } from '../../../nodes/WabaPortal/WabaPortalTrigger.node';
import { WbizTrigger } from '../../../nodes/Wbiz/WbizTrigger.node';
import { openTrigger, type Trigger } from '../../support/harness';
import nock from '../../support/network';

const secret = 'whsec_0123456789abcdef';
const host = 'https://platform.test';

afterEach(() => {
	nock.cleanAll();
});

describe('What is encrypted', () => {
	test('is read with the same API key, and with no other', () => {
		const encrypted = encrypt(secret, 'the API key');
		expect(decrypt(encrypted, 'the API key')).toBe(secret);
		expect(decrypt(encrypted, 'the API kex')).toBeUndefined();
		expect(decrypt(encrypted, '')).toBeUndefined();
	});

	test('does not show whether two secrets are the same', () => {
		expect(encrypt(secret, 'key')).not.toBe(encrypt(secret, 'key'));
	});

	test('is not read when a character was changed', () => {
		const encrypted = encrypt(secret, 'key');
		for (const index of [2, 30, 50, encrypted.length - 2]) {
			const other = encrypted[index] === 'A' ? 'B' : 'A';
			const changed = `${encrypted.slice(0, index)}${other}${encrypted.slice(index + 1)}`;
			expect(decrypt(changed, 'key')).toBeUndefined();
		}
	});

	test('of another implementation is read: AES-256-GCM with a key by HKDF-SHA256', () => {
		// Computed with a script of its own: salt of 16 bytes 0x03, IV of 12 bytes 0x04.
		const text = '1.AwMDAwMDAwMDAwMDAwMDAw.BAQEBAQEBAQEBAQE.lOJYdkQBZBEWx6x2rh7ttg.xwc7JEA9N_9d';
		expect(decrypt(text, 'key-that-nobody-may-see')).toBe('sekrit-77');
	});

	test.each([undefined, null, 7, {}, '', secret, '1', '1.a.b.c.d', '2.a.b.c.d', '1....'])(
		'%j is nothing encrypted',
		(value) => {
			expect(decrypt(value, 'key')).toBeUndefined();
		},
	);
});

/** A registered trigger, with the API key of now. */
async function wabaPortal(apiKey: string, registeredWith?: Trigger): Promise<Trigger> {
	const hook = openTrigger({
		type: new WabaPortalTrigger(),
		baseUrl: 'https://n8n-encrypted.test',
		parameters: { replaceExistingWebhook: true },
		credentials: [{ type: new WabaPortalApi(), data: { baseUrl: host, apiKey } }],
		staticData: registeredWith?.staticData,
	});
	if (!registeredWith) await hook.create();
	return hook;
}

async function wbiz(apiKey: string, registeredWith?: Trigger): Promise<Trigger> {
	const hook = openTrigger({
		type: new WbizTrigger(),
		baseUrl: 'https://n8n-encrypted.test',
		credentials: [{ type: new WbizApi(), data: { baseUrl: host, apiKey } }],
		staticData: registeredWith?.staticData,
	});
	if (!registeredWith) await hook.create();
	return hook;
}

const held = 'https://shop.example/hook?token=of-somebody-else';

function platformAnswers(): void {
	const data = { webhookUrl: held, webhookEnabled: true, webhookEvents: ['messages'] };
	const api = nock(host).persist();
	api.get('/webhook').reply(200, { data: { ...data, webhookSecret: secret } });
	api.put('/webhook').reply(200, { data: { ...data, webhookSecret: secret } });
	api.get('/v1/webhooks').reply(200, { data: [] });
	api.post('/v1/webhooks').reply(201, { id: 'wh_1', secret });
}

test.each([
	['WABA Portal', wabaPortal],
	['WBIZ', wbiz],
])('%s: the static data, which exports show, hold no secret', async (_name, open) => {
	platformAnswers();
	const text = JSON.stringify((await open('the API key')).staticData);
	expect(text).not.toContain(secret);
	expect(text).not.toContain('of-somebody-else');
	expect(text).toMatch(/"secret":"1\./);
});

const signedWith = (key: string, id: string) => {
	const time = new Date().toISOString();
	const body = JSON.stringify({
		...{ id, event: 'message', timestamp: time, createdAt: time },
		data: { messageId: id, from: '919876543210', type: 'text', text: { body: 'Hi' } },
	});
	const signature = createHmac('sha256', key).update(body).digest('hex');
	return { body, headers: { 'x-webhook-signature': signature } };
};

test('WBIZ: after a change of the API key deliveries are refused, and the log says what to do', async () => {
	platformAnswers();
	const changed = await wbiz('the new key', await wbiz('the old key'));
	const { status, logs } = await changed.deliver(signedWith(secret, 'evt_1'));
	expect(status).toBe(401);
	expect(logs.join()).toContain('The API key in the credential has changed'.slice(4));
	expect(logs.join()).toContain('publish the workflow again');
	// Then n8n asks first whether the webhook is there.
	expect(await changed.checkExists()).toBe(false);
});

test('WABA Portal: after a change of the API key the secret is read again from the platform', async () => {
	platformAnswers();
	const changed = await wabaPortal('the new key', await wabaPortal('the old key'));
	expect((await changed.deliver(signedWith(secret, 'wamid.1'))).status).toBe(200);
});

test('WABA Portal: where it cannot be read, the log says what to do', async () => {
	platformAnswers();
	const before = await wabaPortal('the old key');
	nock.cleanAll();
	nock(host).get('/webhook').reply(401, { error: 'Invalid API key' });
	const hook = openTrigger({
		type: new WabaPortalTrigger(),
		baseUrl: 'https://n8n-unreadable.test',
		credentials: [{ type: new WabaPortalApi(), data: { baseUrl: host, apiKey: 'the new key' } }],
		staticData: before.staticData,
	});
	const { status, logs } = await hook.deliver(signedWith(secret, 'wamid.2'));
	expect(status).toBe(401);
	expect(logs.join()).toContain('publish the workflow again');
	expect(logs.join()).not.toContain(secret);
});
