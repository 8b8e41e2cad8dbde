import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { ClooveApi } from '../../../credentials/ClooveApi.credentials';
import { check } from '../../support/credential-check';
import nock from '../../support/network';
import { SandboxedCloove } from './sandboxed';

const host = 'https://cloove.test';
const key = 'clv_test_sk_0123456789abcdefghijklmnopqrstuv';
const agent = 'n8n-nodes-whatsapp-hub (n8n community node)';

const sign = async (
	data: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions = { url: host },
) => await new ClooveApi().authenticate(data, request);

afterEach(() => {
	nock.cleanAll();
});

describe('Signing a request', () => {
	test('adds the key and a User-Agent, and leaves the rest as it is', async () => {
		const request = { url: host, method: 'POST' as const, headers: { 'Idempotency-Key': 'k' } };
		expect(await sign({ secretKey: ` ${key}\n`, userAgent: agent }, request)).toEqual({
			url: host,
			method: 'POST',
			headers: { 'Idempotency-Key': 'k', Authorization: `Bearer ${key}`, 'User-Agent': agent },
		});
		expect(request.headers).toEqual({ 'Idempotency-Key': 'k' });
	});

	test.each([
		['My Shop/1.0', 'My Shop/1.0'],
		['', agent],
		[undefined, agent],
	])('takes the User-Agent %j for %j', async (userAgent, expected) => {
		const { headers } = await sign({ secretKey: key, userAgent } as ICredentialDataDecryptedObject);
		expect(headers).toMatchObject({ 'User-Agent': expected });
	});

	test('takes a key of a form that is not known yet', async () => {
		const { headers } = await sign({ secretKey: 'clv_live_rk_abc', userAgent: '' });
		expect(headers).toMatchObject({ Authorization: 'Bearer clv_live_rk_abc' });
	});

	test.each([
		['clv_test_pk_0123456789', 'This is a publishable key. Cloove takes only secret keys'],
		['CLV_LIVE_PK_0123456789', 'This is a publishable key'],
		['', '"Secret Key" is empty'],
		['  ', '"Secret Key" is empty'],
		['clv_test_sk_01\n23', '"Secret Key" holds characters that no header can hold'],
		['clv_test_sk_ключ', '"Secret Key" holds characters that no header can hold'],
	])('refuses the key %j before the network', async (secretKey, words) => {
		const failure = await sign({ secretKey }).catch((error: Error) => error);
		expect(failure).toMatchObject({ message: expect.stringContaining(words) });
		expect(String(failure)).not.toContain('0123');
	});

	test('refuses a User-Agent that no header can hold', async () => {
		await expect(sign({ secretKey: key, userAgent: 'n8n\r\nX: 1' })).rejects.toThrow(
			'"User Agent"',
		);
	});
});

describe('The test of the credential', () => {
	let cloove: SandboxedCloove;

	beforeAll(async () => {
		cloove = await SandboxedCloove.start();
	});

	beforeEach(async () => {
		await cloove.reset();
	});

	afterAll(async () => {
		await cloove.close();
	});

	const checked = async (more: ICredentialDataDecryptedObject = {}) =>
		await check(new ClooveApi(), { ...cloove.credential, ...more });

	test('is passed by a good key', async () => {
		expect(await checked()).toBeUndefined();
		expect(await checked({ baseUrl: ` ${String(cloove.credential.baseUrl)}/ ` })).toBeUndefined();
	});

	test('is passed by a good key without the scope for the list it reads', async () => {
		await cloove.settings({ scopes: ['messaging:messages:send'] });
		expect(await checked()).toBeUndefined();
	});

	test('is not passed by another key', async () => {
		expect(await checked({ secretKey: key })).toContain('does not take this key');
	});

	test('is not passed by a publishable key, which is not even sent', async () => {
		expect(await checked({ secretKey: 'clv_test_pk_0123456789' })).toContain('publishable key');
		expect(await cloove.requests()).toEqual([]);
	});

	test('is not passed from an address that is not allowed', async () => {
		await cloove.settings({ allowedIp: false });
		expect(await checked()).toContain('IP allowlist');
	});

	test.each(['axios/1.7.2', 'n8n', 'node', 'curl/8.5.0'])(
		'is not passed as %s, which the firewall refuses',
		async (userAgent) => {
			expect(await checked({ userAgent })).toContain('try another User Agent');
		},
	);

	const answered = async (status: number, body: unknown, headers: Record<string, string> = {}) => {
		// n8n asks again after a 401.
		nock(host)
			.persist()
			.get('/v1/messaging/conversations')
			.reply(status, body as nock.Body, headers);
		return await check(new ClooveApi(), { baseUrl: host, secretKey: key });
	};

	test('is passed by the live answer, and by an empty list', async () => {
		expect(await answered(200, { success: true, message: 'x', data: [] })).toBeUndefined();
	});

	test.each<[string, number, unknown, string]>([
		[
			'an origin that is not allowed',
			403,
			{ error: 'origin_not_allowed', message: 'No' },
			'origin allowlist',
		],
		['an expired key', 401, { error: 'expired_api_key', message: 'No' }, 'does not take this key'],
		['the firewall’s plain text', 403, 'error code: 1010', 'try another User Agent'],
		['a web page', 200, '<html></html>', 'Check the Base URL'],
		['an empty answer', 200, '', 'Check the Base URL'],
		['another API', 200, { ok: true }, 'not as the API of Cloove'],
		['another API’s refusal', 403, { detail: 'Forbidden' }, 'not as the API of Cloove'],
	])('is not passed by %s', async (_what, status, body, words) => {
		expect(await answered(status, body)).toContain(words);
	});

	test.each([302, 400, 404, 405, 409, 422, 429, 500, 502, 503, 521])(
		'is not passed by HTTP %i, whatever it says',
		async (status) => {
			const body = { message: 'Hello', data: [] };
			expect(await answered(status, body, { Location: `${host}/other` })).toEqual(
				expect.any(String),
			);
		},
	);

	test('is not passed when nobody answers', async () => {
		nock(host)
			.get(/.*/)
			.replyWithError(Object.assign(new Error('no'), { code: 'ECONNREFUSED' }));
		expect(await check(new ClooveApi(), { baseUrl: host, secretKey: key })).toEqual(
			expect.any(String),
		);
	});
});

describe('A run with a bad credential', () => {
	test.each([
		['clv_live_pk_0123456789', 'This is a publishable key'],
		['', '"Secret Key" is empty'],
	])('fails unsent with the key %j, and says why', async (secretKey, words) => {
		const cloove = await SandboxedCloove.start();
		const data = { ...cloove.credential, secretKey };
		const { error } = await cloove.sendTexts([[await cloove.conversation(), 'Hi']], { data });
		expect(error?.message).toContain('The request was not sent to Cloove');
		expect(error?.message).toContain(words);
		expect(await cloove.requests()).toEqual([]);
		await cloove.close();
	});
});
