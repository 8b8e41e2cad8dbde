import { createHash } from 'node:crypto';

import axios from 'axios';

import { BoundedLog } from '../../../sandbox/account/bounded-log';
import { startSandbox } from '../../../sandbox/server';
import { API_KEY, type WabaPortalBench, CUSTOMER, openBench } from '../waba-portal/bench';

let bench: WabaPortalBench;

beforeAll(async () => {
	bench = await openBench();
});
beforeEach(() => bench.reset());
afterAll(() => bench.close());

it('introduces its platforms', async () => {
	expect((await bench.control.get('/platforms')).data).toEqual([
		{
			id: 'waba-portal',
			name: 'WABA Portal',
			baseUrl: `${bench.sandbox.url}/waba-portal/api/v1`,
			apiKey: API_KEY,
			phoneNumber: '15550001111',
		},
		{
			id: 'wbiz',
			name: 'WBIZ',
			baseUrl: `${bench.sandbox.url}/wbiz/api`,
			apiKey: 'wa_sandbox_key0123456789',
			phoneNumber: '15550002222',
		},
		{
			id: 'pabbly-chatflow',
			name: 'Pabbly Chatflow',
			baseUrl: `${bench.sandbox.url}/pabbly-chatflow/api/v1`,
			apiKey: 'sandbox-pabbly-key',
			phoneNumber: '15550003333',
		},
		{
			id: 'badala',
			name: 'Badala',
			baseUrl: `${bench.sandbox.url}/badala`,
			apiKey: 'sandbox-badala-token',
			phoneNumber: '15550004444',
		},
		{
			id: 'cloove',
			name: 'Cloove',
			baseUrl: `${bench.sandbox.url}/cloove`,
			apiKey: 'clv_test_sk_sandbox0123456789abcdefghijklmnop',
			phoneNumber: '2348000005555',
		},
	]);
});

it('listens on the loopback address only', () => {
	expect(bench.sandbox.url).toBe(`http://127.0.0.1:${bench.sandbox.port}`);
});

it('resets everything to the start', async () => {
	const start = await bench.state();
	await bench.customerWrites();
	await bench.api.post('/messages/text', { to: CUSTOMER, message: 'Hello' });
	await bench.api.delete('/templates/welcome_message');
	await bench.api.put('/webhook', { webhookUrl: 'https://x.com/a', webhookEnabled: true });
	await bench.settings({ latencyMs: 1, apiKey: 'other' });
	await bench.client.fault({ kind: 'cutBefore' });
	await bench.reset();
	expect(await bench.state()).toEqual(start);
	expect(await bench.client.requests()).toEqual([]);
	expect(await bench.client.deliveries()).toEqual([]);
	expect((await bench.api.get('/webhook')).status).toBe(200);
});

it('keeps messages of both directions in order, with what the other side of each is', async () => {
	await bench.settings({ autoStatuses: false });
	const inbound = await bench.customerWrites({ text: 'Hello' });
	const { data } = await bench.api.post('/messages/text', { to: CUSTOMER, message: 'Hi' });
	const { messages } = await bench.state();
	expect(messages).toEqual([
		{
			id: expect.any(String) as string,
			waMessageId: inbound.messageId,
			direction: 'inbound',
			from: CUSTOMER,
			type: 'text',
			content: { text: { body: 'Hello' } },
			status: 'delivered',
			timestamp: expect.any(String) as string,
		},
		{
			id: expect.any(String) as string,
			waMessageId: data.messageId,
			direction: 'outbound',
			to: CUSTOMER,
			type: 'text',
			content: { text: { body: 'Hi' } },
			status: 'accepted',
			timestamp: expect.any(String) as string,
		},
	]);
});

it('logs requests with their answer, and never the key or the webhook secret', async () => {
	await bench.api.get('/conversations', { params: { limit: 5 } });
	await bench.api.put('/webhook', { webhookUrl: 'https://x.com/a', webhookEnabled: true });
	await bench.api.post('/messages/text', { to: 'x', message: 'Hi' });
	const { data } = await bench.platform.get('/requests');
	const at = expect.any(String) as string;
	expect(data).toEqual([
		{ at, method: 'GET', path: '/conversations', query: { limit: '5' }, body: null, status: 200 },
		{
			at,
			method: 'PUT',
			path: '/webhook',
			query: {},
			body: { webhookUrl: 'https://x.com/a', webhookEnabled: true },
			status: 200,
		},
		{
			at,
			method: 'POST',
			path: '/messages/text',
			query: {},
			body: { to: 'x', message: 'Hi' },
			status: 400,
		},
	]);
	const { webhookSecret } = (await bench.state()).webhook;
	const logged = JSON.stringify(data) + bench.lines.join('\n');
	expect(bench.lines).toContain('waba-portal POST /messages/text 400');
	expect(logged).not.toContain(API_KEY);
	expect(logged).not.toContain(String(webhookSecret));
});

it('takes another API key, and the old one no longer', async () => {
	await bench.settings({ apiKey: 'another' });
	expect((await bench.api.get('/webhook')).status).toBe(401);
	const headers = { Authorization: 'Bearer another' };
	expect((await bench.api.get('/webhook', { headers })).status).toBe(200);
	expect((await bench.control.get('/platforms')).data[0].apiKey).toBe('another');
});

it.each([
	[
		'an unknown platform',
		'post',
		'/nobody/inbound',
		{ from: CUSTOMER },
		404,
		'Unknown platform nobody',
	],
	['an unknown path', 'get', '/waba-portal/nothing', undefined, 404, 'Not found'],
	[
		'a number with letters',
		'post',
		'/waba-portal/inbound',
		{ from: '9x' },
		400,
		'from must be 7 to 15 digits',
	],
	[
		'an unknown setting',
		'patch',
		'/waba-portal/settings',
		{ pace: 1 },
		400,
		'Invalid request: pace is not known',
	],
	[
		'an unknown delivery',
		'get',
		'/waba-portal/deliveries/nothing',
		undefined,
		404,
		'Delivery not found',
	],
])('refuses %s', async (_what, method, url, data, status, error) => {
	const answer = await bench.control.request({ method, url, data });
	expect([answer.status, answer.data]).toEqual([status, { error }]);
});

it('serves the phone without anything from outside, as its policy says', async () => {
	const get = async (path: string) =>
		await axios.get<string>(new URL(path, bench.sandbox.url).href);
	const { data: page, headers } = await get('/');
	expect(headers['content-type']).toContain('text/html');
	const [, importMap] = /<script type="importmap">([^]*?)<\/script>/.exec(page) ?? [];
	const hash = createHash('sha256').update(importMap).digest('base64');
	expect(page).toContain(
		`default-src 'none'; style-src 'self'; script-src 'self' 'sha256-${hash}'; `,
	);
	const { imports } = JSON.parse(importMap) as { imports: Record<string, string> };
	const parts = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url);
	const wanted = parts.filter((url) => !url.startsWith('data:'));
	expect(wanted).toEqual(['phone.css', 'app.js']);
	for (const part of wanted) {
		const { data, headers: served } = await get(part);
		expect(served['content-type']).toMatch(part.endsWith('.css') ? /css/ : /javascript/);
		const targets = [...data.matchAll(/^import [^;]*?from ["'](.+?)["'];/gms)];
		for (const [, target] of targets.filter(([, url]) => !wanted.includes(url))) {
			wanted.push(imports[target] ?? target);
		}
		if (!part.startsWith('/lib/')) expect(data).not.toMatch(/innerHTML|insertAdjacentHTML/i);
	}
	expect(wanted).toEqual(expect.arrayContaining([...Object.values(imports), './sheets.js']));
});

it('shows the phone the newest messages of one contact, and all contacts', async () => {
	await bench.customerWrites({ text: 'Hello' });
	await bench.customerWrites({ from: '919123456789', name: 'Jane Smith' });
	const { data } = await bench.platform.get('/phone', { params: { contact: CUSTOMER } });
	expect(data.contacts.map((contact: { contactName: string }) => contact.contactName)).toEqual([
		'Jane Smith',
		'John Doe',
	]);
	expect(data.contact).toMatchObject({ phoneNumber: CUSTOMER, windowOpen: true });
	expect(data.messages).toHaveLength(1);
});

it('two sandboxes share nothing, and a closed one no longer answers', async () => {
	const other = await startSandbox();
	await axios.post(`${other.url}/sandbox/waba-portal/inbound`, { from: CUSTOMER });
	expect((await bench.state()).messages).toEqual([]);
	await other.close();
	const code = expect.stringMatching(/^ECONN(REFUSED|RESET)$/) as string;
	await expect(axios.get(other.url)).rejects.toMatchObject({ code });
});

it('says so when the port is taken', async () => {
	await expect(startSandbox({ port: bench.sandbox.port })).rejects.toMatchObject({
		code: 'EADDRINUSE',
	});
});

it('keeps the newest 20,000 log entries', () => {
	const log = new BoundedLog<number>();
	for (let entry = 1; entry <= 60_000; entry++) log.add(entry);
	expect(log.all()).toHaveLength(20_000);
	expect([log.all()[0], log.last(1)]).toEqual([40_001, [60_000]]);
});
