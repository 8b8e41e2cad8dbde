import type { IDataObject } from 'n8n-workflow';

import { type TestedPlatform, usePlatforms } from './platforms';

const WRONG = 'wrong-key-that-nobody-may-see';

/** The credential's field with the secret; Badala's token is tried in the place of its log-in. */
const SECRETS: Record<string, (secret: string) => IDataObject> = {
	Badala: (token) => ({ authentication: 'token', token, email: '', password: '' }),
	Cloove: (secretKey) => ({ secretKey }),
};
const withSecret = ({ name }: TestedPlatform, secret: string): IDataObject =>
	(SECRETS[name] ?? ((apiKey: string) => ({ apiKey })))(secret);

/** The other ways to write the base URL of a platform that has a version in its addresses. */
function otherBaseUrls({ name, host }: TestedPlatform): string[] {
	const { baseUrl } = host.platform;
	if (name === 'Badala') return [`${baseUrl}/`, ` ${baseUrl} `];
	return baseUrl.endsWith('/api/v1')
		? [`${baseUrl}/`, baseUrl.replace(/\/v1$/, '')]
		: [`${baseUrl}/`, `${baseUrl}/v1`, `${baseUrl}/v1/`];
}

// One after another: n8n 2.41 mixes up tests of credentials that run at once ("Node not found").
describe('the test of a credential, on every platform', () => {
	const platforms = usePlatforms();

	async function testWith({ host }: TestedPlatform, change: IDataObject = {}) {
		const data = host.credentialData(change);
		return await host.n8n.credentials.test(host.credential, host.credentialType, data);
	}

	test('is passed with the base URL in each form that people copy', async () => {
		for (const platform of platforms) {
			for (const baseUrl of [platform.host.platform.baseUrl, ...otherBaseUrls(platform)]) {
				expect([baseUrl, await testWith(platform, { baseUrl })]).toEqual([
					baseUrl,
					expect.objectContaining({ status: 'OK' }),
				]);
			}
		}
	});

	test('says what to do about a wrong key, in the same words', async () => {
		for (const platform of platforms) {
			platform.host.rememberSecret(WRONG);
			const result = await testWith(platform, withSecret(platform, WRONG));
			expect(result.status).toBe('Error');
			expect(result.message).toMatch(
				new RegExp(
					`^${platform.name} does not take this (key|token): it is wrong, revoked or expired\\. \\S+`,
				),
			);
			expect(result.message).not.toContain(WRONG);
		}
	});

	test('says what to do about the address of something else, in the same words', async () => {
		for (const platform of platforms) {
			const { host, name } = platform;
			const secret = withSecret(platform, host.platform.apiKey);
			// A path that the sandbox does not have, and the page of n8n's editor.
			for (const baseUrl of [`${host.sandbox.url}/nothing`, `${host.running.n8nUrl}/app`]) {
				const { status, message } = await testWith(platform, { ...secret, baseUrl });
				expect(status).toBe('Error');
				expect(message).toMatch(
					/^(This address answers, but not as|A web page answers, not) the API of .+ Check the Base URL/,
				);
				expect(message).toContain(name);
			}
		}
	});

	test('fails where there is no server', async () => {
		for (const platform of platforms) {
			const result = await testWith(platform, { baseUrl: 'http://127.0.0.1:9/api/v1' });
			expect(result.status).toBe('Error');
			// n8n has no rule for it: what it shows is the network's code, or its own sentence.
			expect(result.message).toMatch(/ECONNREFUSED|refused the connection/);
		}
	});
});
