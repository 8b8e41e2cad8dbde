import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { IDataObject } from 'n8n-workflow';

import type { RequestEntry } from '../../../sandbox/types';
import type { CredentialReference } from '../../n8n/credentials';
import { errorOf, outputOf, type Execution } from '../../n8n/executions';
import { getContacts, sendTextTo, useBadala } from './host';

const WRONG_PASSWORD = 'wrong-password-that-nobody-may-see';
const LOG_IN = '/auth/login';

const host = useBadala();

/** One item for each conversation with a customer. */
async function itemsTo(count: number): Promise<IDataObject[]> {
	const customers = Array.from({ length: count }, (_, index) => String(96_560_000_000 + index));
	const ids = await host.conversationsWith(...customers);
	return ids.map((id, index) => ({ id, text: `Hello ${index}` }));
}

async function refused(path: string): Promise<RequestEntry[]> {
	return (await host.sandbox.requests(path)).filter(({ status }) => status === 401);
}

describe('logging in at Badala', () => {
	test('a token that expires in the middle of 100 messages is renewed, and each is sent once', async () => {
		const items = await itemsTo(100);
		await host.sandbox.settings({ tokenRequests: 40 });
		const credential = await host.createCredential();
		const execution = await host.runNode(items, sendTextTo(credential));
		expect([execution.status, errorOf(execution)]).toEqual(['success', undefined]);
		const sent = await host.sandbox.outbound();
		const texts = sent.map(({ content }) => content.text?.body);
		expect([...texts].sort()).toEqual(items.map(({ text }) => text).sort());
		// In the order of the items, each with the id of its message.
		const output = outputOf(execution, 'Send').map(({ json }) => json);
		const idOf = (text: unknown) => sent.find(({ content }) => content.text?.body === text)!.id;
		expect(output.map(({ messageId }) => messageId)).toEqual(items.map(({ text }) => idOf(text)));
		expect(output.map(({ conversationId }) => conversationId)).toEqual(items.map(({ id }) => id));
		expect((await host.state()).logIns).toBe(3);
		expect(await refused('/orgs')).not.toEqual([]);
	});

	test('many requests side by side log in once, and a second execution not at all', async () => {
		const items = await itemsTo(30);
		const credential = await host.createCredential();
		for (const logIns of [1, 1]) {
			const execution = await host.runNode(items, sendTextTo(credential));
			expect(execution.status).toBe('success');
			expect((await host.state()).logIns).toBe(logIns);
		}
		expect(await host.sandbox.requests(LOG_IN)).toHaveLength(1);
		expect(await refused('/orgs')).toEqual([]);
		expect(await host.sandbox.outbound()).toHaveLength(60);
	});

	test('two executions at once, whose tokens expire, send each of their messages once', async () => {
		const items = await itemsTo(40);
		await host.sandbox.settings({ tokenRequests: 15 });
		const credential = await host.createCredential();
		const executions = await Promise.all([
			host.runNode(items.slice(0, 20), sendTextTo(credential)),
			host.runNode(items.slice(20), sendTextTo(credential)),
		]);
		expect(executions.map(({ status }) => status)).toEqual(['success', 'success']);
		const texts = (await host.sandbox.outbound()).map(({ content }) => content.text?.body);
		expect([...texts].sort()).toEqual(items.map(({ text }) => text).sort());
	});

	test.each(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const)(
		'a wrong password fails clearly, and is tried once for all items (%s)',
		async (onError) => {
			host.rememberSecret(WRONG_PASSWORD);
			const items = await itemsTo(8);
			const credential = await host.createCredential({ password: WRONG_PASSWORD });
			const execution = await host.runNode(items, sendTextTo(credential, { onError }));
			const output = outputOf(execution, 'Send', onError === 'continueErrorOutput' ? 1 : 0);
			const said = /was not sent.*log-in was refused: Invalid email or password/;
			if (onError === 'stopWorkflow') {
				expect(execution.status).toBe('error');
				expect(errorOf(execution)).toMatch(said);
			} else {
				expect(output).toHaveLength(8);
				for (const { json } of output) {
					expect(String(json.error ?? json.message)).toMatch(said);
				}
			}
			expect(await host.sandbox.requests(LOG_IN)).toHaveLength(1);
			expect(await host.sandbox.outbound()).toEqual([]);
			expect(execution.rawData).not.toContain(WRONG_PASSWORD);
			expect(execution.rawData).not.toContain('owner@sandbox.test');
		},
	);

	test('a password that the platform repeats is hidden', async () => {
		host.rememberSecret(WRONG_PASSWORD);
		const body = { message: `No: ${WRONG_PASSWORD} of owner@sandbox.test` };
		await host.sandbox.fault({ path: LOG_IN, kind: 'status', status: 401, body });
		const credential = await host.createCredential({ password: WRONG_PASSWORD });
		const execution = await host.runNode([{}], getContacts(credential));
		expect(errorOf(execution)).toContain('No: [hidden] of [hidden]');
		expect(execution.rawData).not.toContain(WRONG_PASSWORD);
	});

	test('a log-in that the platform could not answer is tried again', async () => {
		await host.sandbox.fault({ path: LOG_IN, kind: 'status', status: 503 });
		const items = await itemsTo(3);
		const credential = await host.createCredential();
		const execution = await host.runNode(items, sendTextTo(credential));
		expect([execution.status, errorOf(execution)]).toEqual(['success', undefined]);
		expect(await host.sandbox.requests(LOG_IN)).toHaveLength(2);
		expect(await host.sandbox.outbound()).toHaveLength(3);
	});
});

describe('the token of another account', () => {
	let server: Server;
	let seen: Array<{ url?: string; headers: IncomingHttpHeaders; body: string }>;

	/** Somebody else's server, which writes down what it is told. */
	beforeAll(async () => {
		server = createServer((request, response) => {
			let body = '';
			request.on('data', (part) => (body += part));
			request.on('end', () => {
				seen.push({ url: request.url, headers: request.headers, body });
				const answer = { message: 'Invalid or expired token' };
				const head = { 'content-type': 'application/json' };
				response.writeHead(401, head).end(JSON.stringify(answer));
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	});
	beforeEach(() => (seen = []));
	afterAll(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});

	/** A credential that has logged in, and whose token is good. */
	async function loggedIn(): Promise<CredentialReference> {
		const credential = await host.createCredential();
		expect((await run(credential)).status).toBe('success');
		expect((await host.state()).logIns).toBe(1);
		return credential;
	}

	async function run(credential: CredentialReference): Promise<Execution> {
		return await host.runNode([{}], getContacts(credential));
	}

	test('is not used after the password was changed', async () => {
		host.rememberSecret(WRONG_PASSWORD);
		const credential = await loggedIn();
		const before = await host.sandbox.requests('/orgs');
		await host.change(credential, { password: WRONG_PASSWORD });
		const execution = await run(credential);
		expect(errorOf(execution)).toMatch(/log-in was refused: Invalid email or password/);
		// The old token would still be good, and answered with 200.
		const requests = (await host.sandbox.requests('/orgs')).slice(before.length);
		expect(requests.map(({ status }) => status)).toEqual(requests.map(() => 401));
		expect((await host.state()).logIns).toBe(1);
	});

	test('is not used after the e-mail was changed', async () => {
		const credential = await loggedIn();
		await host.change(credential, { email: 'omar@sandbox.test' });
		expect(errorOf(await run(credential))).toMatch(/log-in was refused/);
	});

	test('is used again after a change of something else', async () => {
		const credential = await loggedIn();
		await host.change(credential, { webhookSecrets: 'badala_whsec_of_the_next_webhook' });
		expect((await run(credential)).status).toBe('success');
		expect((await host.state()).logIns).toBe(1);
	});

	test('is not told to another address, to which the credential was moved', async () => {
		const credential = await loggedIn();
		const { port } = server.address() as AddressInfo;
		await host.change(credential, { baseUrl: `http://127.0.0.1:${port}` });
		const execution = await run(credential);
		expect(execution.status).toBe('error');
		expect(seen.length).toBeGreaterThan(0);
		expect(seen.map(({ headers }) => headers.authorization)).toEqual(seen.map(() => undefined));
	});
});
