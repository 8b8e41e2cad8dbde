import type { INodeParameters } from 'n8n-workflow';

import { ClooveTrigger } from '../../../../nodes/Cloove/ClooveTrigger.node';
import type { Delivery } from '../../../support/harness';
import '../../../support/network';
import {
	event,
	hmac,
	liveSecret,
	message,
	received,
	signed,
	testSecret,
	trigger,
} from './open-trigger';

describe('Registration by hand', () => {
	test('needs a webhook secret in the credential, and nothing else', async () => {
		const hook = trigger();
		expect(await hook.checkExists()).toBe(false);
		expect(await hook.create()).toBe(true);
		expect(hook.staticData).toEqual({});
		expect(await hook.delete()).toBe(true);
	});

	test.each(['', ' \n '])('fails clearly without one (%j)', async (webhookSecrets) => {
		await expect(trigger({}, {}, webhookSecrets).create()).rejects.toMatchObject({
			message: expect.stringMatching(
				/^The credential holds no webhook secret\. .*Developer > Webhooks/,
			),
		});
	});

	test('fails where the platform would not send to', async () => {
		await expect(trigger({}, { baseUrl: 'http://n8n.test' }).create()).rejects.toThrow('https');
	});

	test('says in the panel what to do', () => {
		const { properties } = new ClooveTrigger().description;
		const notice = properties.find(({ type }) => type === 'notice')?.displayName;
		for (const words of ['Developer', 'Webhooks', 'environment', 'whsec_', 'Test URL']) {
			expect(notice).toContain(words);
		}
	});
});

describe('The signature', () => {
	test.each([testSecret, liveSecret])('may be made with any of the secrets: %s', async (secret) => {
		const result = await trigger().deliver(signed(event(received, message), { secret }));
		expect(result).toMatchObject({ status: 200, body: '{"received":true}' });
		expect(result.workflowData?.[0]).toHaveLength(1);
	});

	test('may be one of two, while the vendor changes its secret', async () => {
		const { body, headers } = signed(event(received, message));
		const [time, good] = String(headers!['Cloove-Signature']).split(',');
		const both = `${time},v1=${'0'.repeat(64)},${good}`;
		const result = await trigger().deliver({ body, headers: { 'Cloove-Signature': both } });
		expect(result.status).toBe(200);
	});

	const refusals: Array<[string, (good: Delivery) => Delivery]> = [
		[
			'with the secret without its whsec_',
			() => signed(event(received, message), { secret: 'test0123456789' }),
		],
		['with another secret', () => signed(event(received, message), { secret: 'whsec_x' })],
		[
			'over the body alone',
			({ body }) => resigned(body, (t) => `t=${t},v1=${hmac(testSecret, String(body))}`),
		],
		[
			'of another time',
			({ body, headers }) => ({
				body,
				headers: {
					'Cloove-Signature': String(headers!['Cloove-Signature']).replace(
						/t=(\d+)/,
						(_all, t) => `t=${Number(t) - 1}`,
					),
				},
			}),
		],
		[
			'without a time',
			({ body, headers }) => ({
				body,
				headers: { 'Cloove-Signature': String(headers!['Cloove-Signature']).split(',')[1] },
			}),
		],
		[
			'in an unknown version',
			({ body, headers }) => ({
				body,
				headers: { 'Cloove-Signature': String(headers!['Cloove-Signature']).replace('v1=', 'v0=') },
			}),
		],
	];
	test.each(refusals)('is refused %s', async (_kind, forge) => {
		const result = await trigger().deliver(forge(signed(event(received, message))));
		expect(result).toMatchObject({ status: 401, workflowData: undefined });
		expect(result.logs.join()).toContain('the signature does not match');
	});

	function resigned(body: Delivery['body'], make: (t: number) => string): Delivery {
		return { body, headers: { 'Cloove-Signature': make(Math.floor(Date.now() / 1000)) } };
	}

	test.each<[number, object, number]>([
		[295, {}, 200],
		[305, {}, 401],
		[-305, {}, 401],
		[305, { tolerance: 600 }, 200],
		[20, { tolerance: 10 }, 401],
		[305, { tolerance: '={{ "soon" }}' }, 401],
		[5, { tolerance: 0 }, 200],
		[305, { tolerance: 0 }, 401],
	])('that is %i seconds old, with the options %j: %i', async (age, options, status) => {
		const hook = trigger({ options: options as INodeParameters });
		expect((await hook.deliver(signed(event(received, message), { age }))).status).toBe(status);
	});

	test('is asked for in words that hold no secret', async () => {
		const none = await trigger().deliver({ body: event(received, message) });
		expect(none.status).toBe(401);
		expect(none.logs.join()).toContain('there is no cloove-signature header');
		const empty = await trigger({}, {}, '').deliver(
			signed(event(received, message), { secret: '' }),
		);
		expect(empty.status).toBe(401);
		expect(empty.logs.join()).toContain('the credential holds no webhook secret');
		expect([...none.logs, ...empty.logs].join()).not.toMatch(/whsec_/);
	});
});
