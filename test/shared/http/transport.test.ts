import type { INodeParameters } from 'n8n-workflow';

import { WabaPortalApi } from '../../../credentials/WabaPortalApi.credentials';
import { WabaPortal } from '../../../nodes/WabaPortal/WabaPortal.node';
import { runNode, type ActionRun } from '../../support/harness';
import nock from '../../support/network';

const host = 'https://portal.test';
const apiKey = 'waba-key-8c1f';
const sendText = { resource: 'message', operation: 'sendText', to: '919876543210', text: 'Hi' };

afterEach(() => {
	nock.cleanAll();
});

async function run(
	parameters: INodeParameters = {},
	setup: Partial<ActionRun> = {},
	baseUrl = `${host}/api/v1`,
) {
	return await runNode({
		type: new WabaPortal(),
		credentials: [{ type: new WabaPortalApi(), data: { baseUrl, apiKey } }],
		parameters: { ...sendText, ...parameters },
		...setup,
	});
}

const portal = () => nock(host, { reqheaders: { authorization: `Bearer ${apiKey}` } });
const items = (count: number) =>
	Array.from({ length: count }, (_, item) => ({ json: { to: String(919800000000 + item) } }));

describe('An answer that is not what it should be', () => {
	test('a redirect is not followed: it would carry the key to another host', async () => {
		const elsewhere = nock('https://elsewhere.test').post(/.*/).reply(200, { messageId: 'x' });
		portal().post('/api/v1/messages/text').reply(307, '', { location: 'https://elsewhere.test/' });
		const { error } = await run();
		expect(error?.message).toContain('the platform redirects (HTTP 307)');
		expect(elsewhere.isDone()).toBe(false);
	});

	test('a web page with status 200 is no success, and nobody knows what it did', async () => {
		portal().post('/api/v1/messages/text').reply(200, '<html>Sign in</html>');
		const { error } = await run();
		expect(error?.message).toContain('the answer (HTTP 200) is not JSON');
		expect(error?.description).toContain('may have been delivered');
	});

	test('a wrong key is asked about once, and is not shown', async () => {
		let calls = 0;
		portal()
			.persist()
			.post('/api/v1/messages/text')
			.reply(() => {
				calls += 1;
				return [401, { error: `Invalid API key ${apiKey}` }];
			});
		const { error, run: record } = await run();
		expect(calls).toBe(1);
		expect(error?.message).toBe('WABA Portal refused the request: Invalid API key [hidden]');
		expect(JSON.stringify(record)).not.toContain(apiKey);
	});

	test('a page of an error is told by its status', async () => {
		portal().post('/api/v1/messages/text').reply(404, '<html>Not here</html>');
		const { error } = await run();
		expect(error?.message).toBe('WABA Portal refused the request: HTTP 404');
		expect(error?.description).toContain('Base URL');
	});

	test('an error beside the ID of a message leaves open whether it was sent: nothing is sent again', async () => {
		let calls = 0;
		portal()
			.persist()
			.post('/api/v1/messages/text')
			.reply(() => {
				calls += 1;
				return [200, { success: true, messageId: 'wamid.1', error: 'quality is low' }];
			});
		const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
		const { error } = await run({}, { settings });
		expect(calls).toBe(1);
		expect(error?.description).toContain('may have been delivered');
	});
});

describe('A host that cannot be reached', () => {
	test('is tried again, and then said to have got nothing', async () => {
		let tries = 0;
		portal()
			.persist()
			.post('/api/v1/messages/text', () => {
				tries += 1;
				return true;
			})
			.replyWithError(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }));
		const { error } = await run();
		expect(tries).toBe(3);
		expect(error?.message).toBe(
			'The request was not sent to WABA Portal: no connection was made (ECONNREFUSED)',
		);
	});

	test.each([
		'',
		'portal.test/api',
		'ftp://portal.test',
		'https://',
		'https://portal.test/api?key=1',
	])('because the base URL is %j, is named with the credential field', async (baseUrl) => {
		const { error } = await run({}, {}, baseUrl);
		expect(error?.message).toContain('"Base URL" must start with https://');
	});

	test.each(['https://portal.test/api/v1/', '  https://portal.test/api/v1 '])(
		'is not the one with the base URL %j',
		async (baseUrl) => {
			portal().post('/api/v1/messages/text').reply(200, { messageId: 'wamid.1' });
			expect((await run({}, {}, baseUrl)).status).toBe('success');
		},
	);
});

describe('Requests at Once', () => {
	test.each([
		[1, 1],
		[3, 3],
		[50, 12],
	])(
		'set to %d lets %d of 12 requests be under way together at most',
		async (requestsAtOnce, most) => {
			let underWay = 0;
			let highest = 0;
			portal()
				.persist()
				.post('/api/v1/messages/text')
				.reply(async () => {
					underWay += 1;
					highest = Math.max(highest, underWay);
					await new Promise((resolve) => setTimeout(resolve, 30));
					underWay -= 1;
					return [200, { messageId: 'wamid.1' }];
				});
			await run({ to: '={{ $json.to }}', options: { requestsAtOnce } }, { items: items(12) });
			expect(highest).toBeLessThanOrEqual(most);
			// More than that is learned, from the first answers on.
			expect(highest).toBeGreaterThanOrEqual(Math.min(most, 5));
		},
	);

	test('keeps items for one recipient apart', async () => {
		let underWay = 0;
		let highest = 0;
		portal()
			.persist()
			.post('/api/v1/messages/text')
			.reply(async () => {
				underWay += 1;
				highest = Math.max(highest, underWay);
				await new Promise((resolve) => setTimeout(resolve, 10));
				underWay -= 1;
				return [200, { messageId: 'wamid.1' }];
			});
		await run({}, { items: items(6) });
		expect(highest).toBe(1);
	});
});

test('Stop ends a pause at once, and tells what had been accepted', async () => {
	const stop = new AbortController();
	portal().post('/api/v1/messages/text').reply(200, { messageId: 'wamid.1' });
	portal()
		.post('/api/v1/messages/text')
		.reply(() => {
			setTimeout(() => stop.abort(), 50);
			return [429, { error: 'Too many requests' }, { 'retry-after': '100' }];
		});
	const { error } = await run(
		{ to: '={{ $json.to }}', options: { requestsAtOnce: 1 } },
		{ items: items(3), signal: stop.signal },
	);
	expect(error?.message).toContain('the run was stopped before this was sent');
	expect(error?.description).toBe('1 of 3 items had been accepted: wamid.1 (item 0).');
	expect(nock.isDone()).toBe(true);
});
