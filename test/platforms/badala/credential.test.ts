import type {
	ICredentialDataDecryptedObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { BadalaApi } from '../../../credentials/BadalaApi.credentials';
import { Badala } from '../../../nodes/Badala/Badala.node';
import { runNode } from '../../support/harness';
import nock from '../../support/network';

const host = 'https://badala.test';
const account = {
	baseUrl: host,
	orgId: 'org_1',
	authentication: 'logIn',
	email: 'Owner@badala.test',
	password: 'four words for nobody ',
};
const contacts = { resource: 'contact', operation: 'getMany', returnAll: false, limit: 1 };

afterEach(() => {
	nock.cleanAll();
});

/** Reads contacts with the credential, in whose data n8n keeps what a log-in gives. */
async function read(data: ICredentialDataDecryptedObject) {
	return await runNode({
		type: new Badala(),
		credentials: [{ type: new BadalaApi(), data }],
		parameters: contacts,
	});
}

/** Plays the platform, and writes down the tokens that it was shown. */
function play(token = 'token-1', at = host): string[] {
	const shown: string[] = [];
	nock(at)
		.persist()
		.get('/orgs/org_1/contacts')
		.query(true)
		.reply(function () {
			const { authorization, 'x-org-id': organization } = this.req.headers;
			shown.push(`${String(authorization)} ${String(organization)}`);
			return authorization === `Bearer ${token}`
				? [200, [{ id: 'ct_1' }]]
				: [401, { message: 'Invalid or expired token' }];
		});
	return shown;
}

const logIn = (token: unknown, at = host, given = account) =>
	nock(at)
		.post('/auth/login', { email: given.email, password: given.password })
		.reply(200, { token, user: {} });

describe('E-mail and password', () => {
	test('are changed for a token, which is kept and shown with the organization', async () => {
		const shown = play();
		logIn('token-1');
		const data: ICredentialDataDecryptedObject = { ...account };
		expect((await read(data)).outputs[0][0].json).toEqual({ id: 'ct_1' });
		// There is no second log-in to answer.
		expect((await read(data)).status).toBe('success');
		expect(shown).toEqual(['Bearer token-1 org_1', 'Bearer token-1 org_1']);
		expect(data).toMatchObject({ sessionToken: 'token-1', sessionOf: expect.any(String) });
		expect(JSON.stringify(data.sessionOf)).not.toMatch(/owner|words|token/i);
	});

	test('renew a token that has expired', async () => {
		play('token-2');
		logIn('token-1');
		const data: ICredentialDataDecryptedObject = { ...account };
		logIn('token-2');
		expect((await read(data)).status).toBe('success');
		expect(data.sessionToken).toBe('token-2');
	});

	const changes: Array<[string, ICredentialDataDecryptedObject]> = [
		['e-mail', { email: 'other@badala.test' }],
		['password', { password: 'five words for nobody else' }],
		['address', { baseUrl: 'https://other.test' }],
	];
	test.each(changes)(
		'do not show the old token after another %s was filled in',
		async (_, change) => {
			play();
			logIn('token-1');
			const data: ICredentialDataDecryptedObject = { ...account };
			await read(data);
			nock.cleanAll();

			Object.assign(data, change);
			const at = String(data.baseUrl);
			const shown = play('token-2', at);
			logIn('token-2', at, data as typeof account);
			expect((await read(data)).status).toBe('success');
			expect(shown).toEqual(['undefined org_1', 'Bearer token-2 org_1']);
		},
	);

	test('with a slash behind the address are the same account', async () => {
		play();
		logIn('token-1');
		const data: ICredentialDataDecryptedObject = { ...account };
		await read(data);
		data.baseUrl = `${host}/`;
		expect((await read(data)).status).toBe('success');
	});
});

describe('A log-in that fails', () => {
	const failure = async (data: ICredentialDataDecryptedObject) => {
		const { error, run } = await read(data);
		const everything = JSON.stringify(run);
		expect(everything).not.toContain(account.password.trim());
		expect(everything.toLowerCase()).not.toContain(account.email.toLowerCase());
		return String(error?.message);
	};

	test.each([
		[400, ''],
		[401, ''],
		[403, ''],
		[404, '. Check the "Base URL".'],
		[422, ''],
	])('is refused in the vendor’s words, once: %d%s', async (status, remedy) => {
		const body = { message: ['No user owner@badala.test', `with ${account.password}`] };
		nock(host).post('/auth/login').reply(status, body);
		const error = await failure({ ...account });
		expect(error).toBe(
			`The request was not sent to Badala: the log-in was refused: No user [hidden]; with [hidden]${remedy}`,
		);
	});

	test.each([429, 500, 503])('is tried again: %d', async (status) => {
		nock(host).post('/auth/login').reply(status, { message: 'Later' });
		play();
		logIn('token-1');
		expect((await read({ ...account })).status).toBe('success');
		expect(nock.pendingMocks().filter((mock) => mock.includes('login'))).toEqual([]);
	});

	test('is tried again where nobody answers, and told without the request', async () => {
		nock(host)
			.persist()
			.post('/auth/login')
			.replyWithError(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
		expect(await failure({ ...account })).toContain(
			'the log-in got no answer: no connection was made (ECONNREFUSED)',
		);
	});

	test.each([[{ user: {} }], [{ token: '' }], [{ token: 7 }], ['<html></html>']])(
		'is one without a token: %j',
		async (body) => {
			nock(host).post('/auth/login').reply(200, body);
			expect(await failure({ ...account })).toContain('answered without a token');
		},
	);

	test('is one that leads to another host, which does not get the password', async () => {
		nock(host).post('/auth/login').reply(307, '', { location: 'https://other.test/auth/login' });
		const elsewhere = nock('https://other.test').post('/auth/login').reply(200, { token: 'x' });
		expect(await failure({ ...account })).toContain(
			'the platform redirects (HTTP 307). Check the "Base URL".',
		);
		expect(elsewhere.isDone()).toBe(false);
	});
});

describe('A field that is empty', () => {
	test.each([
		['email', 'Email'],
		['password', 'Password'],
	])('is named before the network: %s', async (field, label) => {
		const { error } = await read({ ...account, [field]: '' });
		expect(error?.message).toBe(
			`The request was not sent to Badala: the credential's "${label}" is empty`,
		);
	});

	test('is the token', async () => {
		const { error } = await read({ ...account, authentication: 'token', token: ' ' });
		expect(error?.message).toBe(
			'The request was not sent to Badala: the credential\'s "Token" is empty',
		);
	});

	test('is the organization', async () => {
		const { error } = await read({ ...account, orgId: ' ' });
		expect(error?.message).toMatch(/^The request was not sent to Badala: /);
		const { authenticate } = new BadalaApi();
		await expect(authenticate({ ...account, orgId: '' }, { url: host })).rejects.toThrow(
			'the credential\'s "Organization ID" is empty',
		);
	});
});

describe('A token of one’s own', () => {
	const own = { ...account, authentication: 'token', token: ' token-9 ' };

	test('is shown as it is, whatever else is filled in', async () => {
		const shown = play('token-9');
		expect((await read({ ...own, sessionToken: 'left-over' })).status).toBe('success');
		expect(shown).toEqual(['Bearer token-9 org_1']);
	});

	test('is not seen in an error', async () => {
		nock(host)
			.persist()
			.get('/orgs/org_1/contacts')
			.query(true)
			.reply(401, { message: 'Bad token token-9' });
		const { error, run } = await read(own);
		expect(error?.message).toBe('Badala refused the request: Bad token [hidden]');
		expect(JSON.stringify(run)).not.toContain('token-9');
	});
});

test('Requests keep the headers that they have', async () => {
	const { authenticate } = new BadalaApi();
	const request: IHttpRequestOptions = { url: host, headers: { Accept: 'text/csv' } };
	const credential = { ...account, authentication: 'token', token: 'token-9' };
	expect(await authenticate(credential, request)).toEqual({
		url: host,
		headers: { Accept: 'text/csv', 'x-org-id': 'org_1', Authorization: 'Bearer token-9' },
	});
	expect(request.headers).toEqual({ Accept: 'text/csv' });
});

test('With a token of one’s own nothing is asked before', async () => {
	const helper = { helpers: {} } as IHttpRequestHelper;
	const { preAuthentication } = new BadalaApi();
	expect(await preAuthentication.call(helper, { authentication: 'token' })).toEqual({});
});
