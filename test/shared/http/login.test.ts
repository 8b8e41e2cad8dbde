import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { BadalaApi } from '../../../credentials/BadalaApi.credentials';
import { Badala } from '../../../nodes/Badala/Badala.node';
import { runNode, type ActionRun } from '../../support/harness';
import nock from '../../support/network';

const host = 'https://badala.test';
const account = { email: 'owner@badala.test', password: 'four words for nobody' };

afterEach(() => {
	nock.cleanAll();
});

const text = (authorization: string | string[] | undefined) => String(authorization ?? '');

/** Plays the platform: each log-in gives a token that is good for so many requests. */
function play({ requestsPerToken = Infinity, takesTokens = true } = {}) {
	const seen = { logIns: 0, sent: [] as string[], refused: 0 };
	let left = 0;
	nock(host)
		.persist()
		.post('/auth/login', account)
		.delay(20)
		.reply(() => {
			seen.logIns += 1;
			left = takesTokens ? requestsPerToken : 0;
			return [200, { token: `token-${seen.logIns}`, user: {} }];
		});
	nock(host)
		.persist()
		.post(/^\/orgs\/org_1\/conversations\/[^/]+\/messages$/)
		.delay(5)
		.reply(function (uri) {
			const good = text(this.req.headers.authorization) === `Bearer token-${seen.logIns}`;
			if (!good || left <= 0) {
				seen.refused += 1;
				return [401, { message: 'Invalid or expired token' }];
			}
			left -= 1;
			const conversationId = uri.split('/')[4];
			seen.sent.push(conversationId);
			return [201, { id: `msg-${conversationId}`, conversationId, direction: 'OUTBOUND' }];
		});
	return seen;
}

const items = (count: number): INodeExecutionData[] =>
	Array.from({ length: count }, (_, item) => ({ json: { conversation: `cv_${item}` } }));

async function sendTexts(
	count: number,
	data: INodeParameters = {},
	setup: Partial<ActionRun> = {},
) {
	return await runNode({
		type: new Badala(),
		credentials: [
			{
				type: new BadalaApi(),
				data: { baseUrl: host, orgId: 'org_1', authentication: 'logIn', ...account, ...data },
			},
		],
		parameters: {
			resource: 'message',
			operation: 'sendText',
			conversationId: { __rl: true, mode: 'id', value: '={{ $json.conversation }}' },
			text: 'Hi',
			options: { messagesPerSecond: 1000 },
		},
		items: items(count),
		...setup,
	});
}

const conversations = (count: number) => items(count).map(({ json }) => json.conversation);

describe('A credential that logs in', () => {
	test('does so once for all items that go side by side', async () => {
		const seen = play();
		const { status, outputs } = await sendTexts(20);
		expect(status).toBe('success');
		expect(seen).toMatchObject({ logIns: 1, refused: 0 });
		expect(seen.sent.sort()).toEqual(conversations(20).sort());
		expect(outputs[0].map(({ json }) => json.messageId)).toEqual(
			conversations(20).map((id) => `msg-${id}`),
		);
	});

	test('does so once more when the token expires in the middle, and sends each message once', async () => {
		const seen = play({ requestsPerToken: 30 });
		const { status } = await sendTexts(100);
		expect(status).toBe('success');
		expect(seen.logIns).toBe(4);
		expect(seen.sent).toHaveLength(100);
		expect(seen.sent.sort()).toEqual(conversations(100).sort());
	});

	test('asks once when the log-in is refused, fails every item unsent, and keeps the password', async () => {
		let asked = 0;
		nock(host)
			.persist()
			.post('/auth/login')
			.reply(() => {
				asked += 1;
				return [401, { message: `Wrong password ${account.password} for ${account.email}` }];
			});
		const settings = { onError: 'continueRegularOutput' as const };
		const { outputs, run } = await sendTexts(10, {}, { settings });
		expect(asked).toBe(1);
		expect(outputs[0]).toHaveLength(10);
		for (const { json } of outputs[0]) {
			expect(json.error).toMatch(/^Item \d was not sent to Badala: .*log-in/);
			expect(json.details).toMatchObject({ mayHaveBeenDelivered: false });
		}
		expect(JSON.stringify(run)).not.toContain(account.password);
	});

	test('tries again when the log-in is not answered', async () => {
		nock(host).post('/auth/login').reply(503, { message: 'Starting' });
		const seen = play();
		const { status } = await sendTexts(3);
		expect(status).toBe('success');
		expect(seen.logIns).toBe(1);
		expect(seen.sent).toHaveLength(3);
	});

	test('stops logging in when even a new token is refused', async () => {
		const seen = play({ takesTokens: false });
		const settings = { onError: 'continueRegularOutput' as const };
		const { outputs } = await sendTexts(10, {}, { settings });
		expect(seen).toMatchObject({ sent: [] });
		// With an empty token n8n logs in before the first request, and after its 401.
		expect(seen.logIns).toBe(2);
		for (const { json } of outputs[0]) {
			expect(json.error).toMatch(/^Badala refused item \d: Invalid or expired token/);
		}
	});

	test('with a token of its own never logs in', async () => {
		const seen = play();
		const { error } = await sendTexts(1, { authentication: 'token', token: 'an-old-token' });
		expect(error?.message).toBe('Badala refused the request: Invalid or expired token');
		expect(seen.logIns).toBe(0);
	});

	test('and cannot be read again after a message was accepted: nobody says that it was not sent', async () => {
		const seen = play();
		const settings = { onError: 'continueErrorOutput' as const };
		let reads = 0;
		const data = {
			baseUrl: host,
			...{ orgId: 'org_1', authentication: 'logIn', password: account.password, token: '' },
			get email() {
				reads += 1;
				if (seen.sent.length > 0) throw new Error('The credential store is not there');
				return account.email;
			},
		};
		const credentials = [{ type: new BadalaApi(), data }];
		const { outputs } = await sendTexts(1, {}, { settings, credentials });
		expect(reads).toBeGreaterThan(1);
		expect(seen.sent).toHaveLength(1);
		const [{ json }] = outputs.flat();
		expect(json.message).toBe('The credential store is not there');
		expect(json.details).toMatchObject({ mayHaveBeenDelivered: true });
	});
});
