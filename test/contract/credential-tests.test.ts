import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { runNode } from '../support/harness';
import { check } from '../support/credential-check';
import nock from '../support/network';
import { platforms, secret } from '../support/platforms';

const HOST = 'https://vendor.test';

/** Per platform: base URLs that a person may enter for one API, and what a good answer is at least. */
const ADDRESSES: Record<string, { paths: string[]; api: string; good: unknown }> = {
	badala: { paths: ['', '/'], api: '', good: [] },
	cloove: { paths: ['', '/', '/v1', '/v1/'], api: '', good: { message: 'Fine', data: [] } },
	'pabbly-chatflow': {
		paths: ['/api/v1', '/api/v1/', '/api'],
		api: '/api/v1',
		good: { data: { tags: [] } },
	},
	'waba-portal': {
		paths: ['/api/v1', '/api/v1/', '/api'],
		api: '/api/v1',
		good: { data: { webhookEvents: [] } },
	},
	wbiz: { paths: ['/api', '/api/', '/api/v1', '/api/v1/'], api: '/api', good: { id: 1 } },
};

afterEach(() => {
	nock.cleanAll();
});

describe.each(platforms)('$name: the test of the credential', (platform) => {
	const { paths, api, good } = ADDRESSES[platform.id];
	const { data } = platform.credentialData();
	const words = platform.name;

	const answered = (status: number, body: unknown) =>
		nock(HOST)
			.persist()
			.get((path) => path.startsWith(`${api}/`) && !path.startsWith(`${api}/v1/v1/`))
			.reply(status, body as nock.Body, { location: `${HOST}/other` });

	const tested = async (change: ICredentialDataDecryptedObject = {}) =>
		await check(platform.credential, {
			...data,
			// Badala's log-in has tests of its own.
			authentication: 'token',
			baseUrl: `${HOST}${paths[0]}`,
			...change,
		});

	test.each(paths)('is passed with the base URL …%s', async (path) => {
		answered(200, good);
		expect(await tested({ baseUrl: ` ${HOST}${path} ` })).toBeUndefined();
	});

	test.each(paths)('asks where the nodes ask, with the base URL …%s', async (path) => {
		const seen: string[] = [];
		nock(HOST)
			.persist()
			.get(/.*/)
			.reply((uri) => {
				seen.push(uri.split('?')[0]);
				return [200, good as nock.Body];
			});
		const change = { authentication: 'token', baseUrl: `${HOST}${path}` };
		await tested(change);
		await runNode({
			type: platform.action,
			credentials: [{ type: platform.credential, data: { ...data, ...change } }],
			parameters: {
				resource: 'api',
				operation: 'request',
				method: 'GET',
				path: seen[0].replace(api, ''),
			},
		});
		expect(seen).toEqual([seen[0], seen[0]]);
	});

	test.each<[number, string | RegExp]>([
		[401, `${words} does not take this `],
		[404, `This address answers, but not as the API of ${words}. Check the Base URL: `],
		[302, 'This address leads to another one (HTTP 302). Check the Base URL: '],
		[429, `${words} takes no more requests for now`],
		[503, `${words} has a problem of its own (HTTP 503)`],
	])('says what to do about HTTP %i in the words of all platforms', async (status, expected) => {
		answered(status, { message: 'Something of the vendor' });
		expect(await tested()).toContain(expected);
	});

	test('says what to do about a refusal', async () => {
		answered(403, { error: 'origin_not_allowed', message: 'No' });
		expect(await tested()).toMatch(/Check |Clear /);
	});

	test.each(['<!doctype html><title>Welcome</title>', ''])(
		'is not passed by a web page, and says which address it wants: %j',
		async (page) => {
			answered(200, page);
			if (platform.id === 'wbiz' && page === '') return;
			expect(await tested()).toMatch(
				/^(This address answers, but not|A web page answers, not).*Base URL/,
			);
		},
	);

	test('never names the secret', async () => {
		for (const status of [401, 404, 500]) {
			nock.cleanAll();
			answered(status, { message: JSON.stringify(data) });
			expect(await tested()).not.toContain(secret);
		}
	});
});
