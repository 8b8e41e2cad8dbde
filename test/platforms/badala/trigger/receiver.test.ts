import { BadalaTrigger } from '../../../../nodes/Badala/BadalaTrigger.node';
import type { Delivery } from '../../../support/harness';
import { message, other, secret, signed, status, trigger } from './open-trigger';

describe('Registration by hand', () => {
	test('needs a webhook secret in the credential, and nothing else', async () => {
		const hook = trigger();
		expect(await hook.checkExists()).toBe(false);
		expect(await hook.create()).toBe(true);
		expect(hook.staticData).toEqual({});
		expect(await hook.delete()).toBe(true);
	});

	test.each(['', ' \n '])('fails clearly without one ("%s")', async (none) => {
		await expect(trigger({}, none).create()).rejects.toMatchObject({
			message: expect.stringMatching(
				/^The credential holds no webhook secret\. .*"Webhook Secrets"/,
			),
		});
	});

	test('fails where Badala would not call: it takes https only', async () => {
		await expect(trigger({ baseUrl: 'http://n8n.test' }).create()).rejects.toThrow('https');
	});

	test('says in the panel what to do', () => {
		const { properties } = new BadalaTrigger().description;
		const notice = properties.find(({ type }) => type === 'notice')?.displayName;
		const all = [
			'Settings &gt; Webhooks &gt; New webhook',
			'once',
			'one per line',
			'HTTPS',
			'Test URL',
		];
		for (const words of all) expect(notice).toContain(words);
	});
});

describe('The signature', () => {
	test.each([
		['first', `${secret}\n${other}`],
		['second', `${other}\n${secret}\n`],
		['one of those that the form has put in one line', `${other} ${secret}`],
	])('opens with the %s of several secrets', async (_name, secrets) => {
		const result = await trigger({}, secrets).deliver(signed(message()));
		expect(result).toMatchObject({ status: 200, body: '{"received":true}' });
		expect(result.workflowData?.[0]).toHaveLength(1);
	});

	test.each<[string, (delivery: Delivery & { headers: object }) => Delivery]>([
		['with another secret', () => signed(message(), { key: other })],
		['with a secret of several lines', () => signed(message(), { key: `${secret}\n` })],
		['with a body of another delivery', (one) => ({ ...one, body: message({ orgId: 'org_2' }) })],
		[
			'with a later timestamp beside it',
			({ body, headers }) => ({
				body,
				headers: { ...headers, 'X-Badala-Timestamp': String(Math.floor(Date.now() / 1000) + 1) },
			}),
		],
		[
			'without a timestamp',
			({ body, headers }) => ({
				body,
				headers: Object.fromEntries(
					Object.entries(headers).filter(([name]) => name !== 'X-Badala-Timestamp'),
				) as Record<string, string>,
			}),
		],
		['signed too long ago', () => signed(message(), { age: 302 })],
		['signed in the future', () => signed(message(), { age: -302 })],
	])('keeps a delivery out %s: 401, and no execution', async (_name, forge) => {
		const result = await trigger().deliver(forge(signed(message())));
		expect(result).toMatchObject({ status: 401, workflowData: undefined });
		expect(result.body).toBe('{"message":"Invalid signature"}');
		expect(result.logs.join()).toMatch(/warn: Webhook refused: /);
		expect(result.logs.join()).not.toContain(secret);
	});

	test.each([
		[3600, 3590, 200],
		[3600, 3610, 401],
		[10, 20, 401],
	])('with a tolerance of %d s takes one of %d s ago: %d', async (tolerance, age, expected) => {
		const hook = trigger({ parameters: { options: { tolerance } } });
		expect((await hook.deliver(signed(message(), { age }))).status).toBe(expected);
	});

	test('is the only thing that counts: the headers that repeat the body are not read', async () => {
		const genuine = signed(status('read'));
		const headers = {
			...genuine.headers,
			'X-Badala-Event': 'message.received',
			'X-Badala-Delivery': 'dlv_other',
		} as Record<string, string>;
		const hook = trigger({ parameters: { events: ['message.received', 'message.status'] } });
		const { workflowData } = await hook.deliver({ ...genuine, headers });
		expect(workflowData?.[0][0].json).toMatchObject({
			event: 'message.status',
			eventId: 'dlv_read',
		});
	});
});
