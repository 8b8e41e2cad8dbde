import type { IDataObject } from 'n8n-workflow';

import { errorOf, outputOf } from '../../n8n/executions';
import { byId, itemsFrom, node, workflow } from '../../support/workflow';
import { badala, getContacts, ORG_ID, useBadala } from './host';

const YOUSEF = '96567666156';
const WRONG = 'wrong-secret-that-nobody-may-see';

const host = useBadala();

describe('a token that was pasted', () => {
	test('is used without a log-in', async () => {
		await host.openWindows(YOUSEF);
		const { apiKey: token } = host.platform;
		const credential = await host.createCredential({ authentication: 'token', token });
		const execution = await host.runNode([{}], getContacts(credential));
		expect(outputOf(execution, 'Get').map(({ json }) => json.phone)).toEqual([`+${YOUSEF}`]);
		expect(execution.rawData).not.toContain(token);
		expect((await host.state()).logIns).toBe(0);
	});

	test('is hidden where the platform repeats it, in errors and in output', async () => {
		const { apiKey: token } = host.platform;
		const credential = await host.createCredential({ authentication: 'token', token });
		const body = { message: `Bearer ${token} is not enough` };
		for (const status of [403, 200]) {
			await host.sandbox.fault({ path: '/orgs', kind: 'status', status, body });
			const get = { resource: 'contact', operation: 'get', contactId: byId('ct_1') };
			const execution = await host.runNode([{}], badala(credential, 'Get', get));
			expect(execution.status).toBe(status === 200 ? 'success' : 'error');
			expect(execution.rawData).toContain('[hidden] is not enough');
			expect(execution.rawData).not.toContain(token);
		}
	});

	test('that has expired is named, and nobody logs in', async () => {
		host.rememberSecret(WRONG);
		const credential = await host.createCredential({ authentication: 'token', token: WRONG });
		const execution = await host.runNode([{}, {}, {}], getContacts(credential));
		expect(errorOf(execution)).toMatch(/Invalid or expired token/);
		expect(execution.rawData).not.toContain(WRONG);
		expect(await host.sandbox.requests('/auth')).toEqual([]);
	});
});

test('Badala’s credential logs in for n8n’s own HTTP Request node, too', async () => {
	await host.openWindows(YOUSEF);
	const { baseUrl } = host.platform;
	const parameters = {
		url: `${baseUrl}/orgs/${ORG_ID}/contacts`,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'badalaApi',
		options: {},
	};
	const request = node('Request', 'n8n-nodes-base.httpRequest', parameters);
	const credentials = { badalaApi: await host.createCredential() };
	const last = { ...request, typeVersion: 4.2, credentials };
	const execution = await host.run(workflow('HTTP Request', [...itemsFrom([{}]), last]));
	expect([execution.status, errorOf(execution)]).toEqual(['success', undefined]);
	expect(outputOf(execution, 'Request').map(({ json }) => json.phone)).toEqual([`+${YOUSEF}`]);
	expect((await host.state()).logIns).toBe(1);
});

describe('the test of Badala’s credential', () => {
	const TOKEN = { authentication: 'token', email: '', password: '' };
	const NO_API = /answers, but not as the API of Badala/;

	async function testWith(changed: IDataObject): Promise<{ status: string; message: string }> {
		const data = host.credentialData(changed);
		return await host.n8n.credentials.test(host.credential, 'badalaApi', data);
	}

	test.each([
		['e-mail and password', () => ({})],
		['a slash at the end of the address', () => ({ baseUrl: `${host.platform.baseUrl}/` })],
		['a token', () => ({ ...TOKEN, token: host.platform.apiKey })],
	])('passes with %s, with contacts and without', async (_, changed) => {
		for (const listShape of ['array', 'data']) {
			await host.resetSandbox();
			await host.sandbox.settings({ listShape });
			expect(await testWith(changed())).toMatchObject({ status: 'OK' });
			await host.openWindows(YOUSEF);
			expect(await testWith(changed())).toMatchObject({ status: 'OK' });
		}
	});

	test.each([
		['a wrong password', () => ({ password: WRONG }), /Invalid email or password/],
		['no password', () => ({ password: '' }), /"Password" is empty/],
		['no e-mail', () => ({ email: ' ' }), /"Email" is empty/],
		['a wrong token', () => ({ ...TOKEN, token: WRONG }), /token.*expired/],
		['no token', () => ({ ...TOKEN, token: '' }), /"Token" is empty/],
		['another organization', () => ({ orgId: 'org_of_others' }), /not a member/],
		['no organization', () => ({ orgId: '' }), /"Organization ID" is empty/],
		[
			'a page that is not an API',
			() => ({ baseUrl: host.sandbox.url }),
			/Not found\. Check the "Base URL"/,
		],
		[
			'a web app that answers every path with its page',
			() => ({ ...TOKEN, token: WRONG, baseUrl: `${host.running.n8nUrl}/app` }),
			NO_API,
		],
		['no server', () => ({ baseUrl: 'http://127.0.0.1:9' }), /refused the connection/],
	])('fails with %s', async (_, changed, words) => {
		host.rememberSecret(WRONG);
		const result = await testWith(changed());
		expect(result).toEqual({ status: 'Error', message: expect.stringMatching(words) });
		expect(result.message).not.toContain(WRONG);
	});
});
