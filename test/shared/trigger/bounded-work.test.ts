import { createHmac, Hmac } from 'node:crypto';

import { BadalaApi } from '../../../credentials/BadalaApi.credentials';
import { ClooveApi } from '../../../credentials/ClooveApi.credentials';
import { WabaPortalApi } from '../../../credentials/WabaPortalApi.credentials';
import { WbizApi } from '../../../credentials/WbizApi.credentials';
import { BadalaTrigger } from '../../../nodes/Badala/BadalaTrigger.node';
import { ClooveTrigger } from '../../../nodes/Cloove/ClooveTrigger.node';
import { encrypt } from '../../../nodes/shared/trigger/secrets';
import { WabaPortalTrigger } from '../../../nodes/WabaPortal/WabaPortalTrigger.node';
import { WbizTrigger } from '../../../nodes/Wbiz/WbizTrigger.node';
import { InProcessTrigger } from '../../support/harness';
import nock from '../../support/network';

/**
 * What a delivery costs before it is proven: bytes that are hashed, as times differ from machine to machine. Anybody can
 * cause it, and gzip makes a large body cheap to send.
 */

const apiKey = 'key-0123456789';
const secret = 'secret-0123456789';
const baseUrl = 'https://platform.test';
const now = () => String(Math.floor(Date.now() / 1000));
const guess = (text = 'x') => createHmac('sha256', 'guess').update(text).digest();
const megabyte = JSON.stringify({ text: 'a'.repeat(1024 * 1024) });

const triggers = {
	badala: () =>
		new InProcessTrigger({
			type: new BadalaTrigger(),
			credentials: [{ type: new BadalaApi(), data: { webhookSecrets: secret } }],
		}),
	cloove: () =>
		new InProcessTrigger({
			type: new ClooveTrigger(),
			credentials: [{ type: new ClooveApi(), data: { webhookSecrets: secret } }],
		}),
	wabaPortal: () =>
		new InProcessTrigger({
			type: new WabaPortalTrigger(),
			credentials: [{ type: new WabaPortalApi(), data: { apiKey, baseUrl } }],
			staticData: { 'node:WABA Portal Trigger': { secret: encrypt(secret, apiKey) } },
		}),
	wbiz: (signature?: object) =>
		new InProcessTrigger({
			type: new WbizTrigger(),
			credentials: [{ type: new WbizApi(), data: { apiKey } }],
			staticData: {
				'node:WBIZ Trigger': {
					secret: encrypt(secret, apiKey),
					subscriptionId: `wh_${Math.random()}`,
					...(signature ? { signature } : {}),
				},
			},
		}),
};

beforeAll(() => {
	nock(baseUrl)
		.persist()
		.get('/webhook')
		.reply(200, { data: { webhookSecret: secret } });
});

afterAll(() => {
	nock.cleanAll();
});

/** How often a body was hashed for a delivery that is refused. */
async function timesHashed(
	trigger: InProcessTrigger,
	headers: Record<string, string>,
	body = megabyte,
): Promise<number> {
	let bytes = 0;
	const update = jest.spyOn(Hmac.prototype, 'update').mockImplementation(function (
		this: Hmac,
		data,
	) {
		bytes += Buffer.byteLength(data as string | Buffer);
		return this;
	});
	try {
		const { status, items } = await trigger.receive({ body, headers });
		expect({ status, items }).toEqual({ status: 401, items: undefined });
	} finally {
		update.mockRestore();
	}
	return bytes / Buffer.byteLength(body);
}

const pairs = () => `t=${now()},v1=${guess().toString('hex')}`;

/** Headers for each kind of signature, each with a time and an ID of its own: no two sign the same text. */
function flood(count: number): Record<string, string> {
	const kinds = [
		() => guess().toString('hex'),
		() => guess().toString('base64'),
		(time: string) => `t=${time},v1=${guess().toString('hex')}`,
		() => `v1,${guess().toString('base64')}`,
	];
	const each = Array.from({ length: count * kinds.length }, (_, index) => index);
	return Object.fromEntries(
		each.flatMap((index) => {
			const time = String(Number(now()) - (index % 250));
			return [
				[`x${index}-signature`, kinds[index % kinds.length](time)],
				[`x${index}-timestamp`, time],
				[`x${index}-id`, `msg_${index}`],
			];
		}),
	);
}

test.each<[string, () => InProcessTrigger, () => Record<string, string>]>([
	[
		'Badala',
		triggers.badala,
		() => ({ 'x-badala-signature': guess().toString('hex'), 'x-badala-timestamp': now() }),
	],
	['Cloove', triggers.cloove, () => ({ 'cloove-signature': pairs() })],
	[
		'Cloove, with very many signatures in one header,',
		triggers.cloove,
		() => ({ 'cloove-signature': `t=${now()}${`,v1=${guess().toString('hex')}`.repeat(200)}` }),
	],
	['WABA Portal', triggers.wabaPortal, () => ({ 'x-webhook-signature': guess().toString('hex') })],
	['WBIZ', triggers.wbiz, () => ({ 'x-wbiz-signature': pairs() })],
])('%s hashes a forged body about once', async (_name, open, headers) => {
	const times = await timesHashed(open(), headers());
	expect(times).toBeGreaterThan(0.9);
	expect(times).toBeLessThan(2.1);
});

test.each([1, 20, 300])(
	'WBIZ hashes it three times at most, with %d headers of each kind',
	async (count) => {
		expect(await timesHashed(triggers.wbiz(), flood(count))).toBeLessThan(3.1);
		const pinned = { header: 'webhook-signature', form: 'standardWebhooks' };
		expect(await timesHashed(triggers.wbiz(pinned), flood(count))).toBeLessThan(3.1);
	},
);

test.each<[string, () => InProcessTrigger, Record<string, string>]>([
	['Badala, without a signature', triggers.badala, { 'x-badala-timestamp': '1' }],
	[
		'Badala, with a signature cut short',
		triggers.badala,
		{ 'x-badala-signature': guess().toString('hex').slice(1), 'x-badala-timestamp': now() },
	],
	[
		'Badala, at another time',
		triggers.badala,
		{ 'x-badala-signature': guess().toString('hex'), 'x-badala-timestamp': '1700000000' },
	],
	['Cloove, with an empty header', triggers.cloove, { 'cloove-signature': '' }],
	['Cloove, without a time', triggers.cloove, { 'cloove-signature': `v1=${'a'.repeat(64)}` }],
	['WABA Portal, with no hex', triggers.wabaPortal, { 'x-webhook-signature': 'z'.repeat(64) }],
	['WBIZ, with other headers', triggers.wbiz, { authorization: 'a'.repeat(64) }],
	['WBIZ, with no signature in them', triggers.wbiz, { 'x-wbiz-signature': 'later' }],
])('%s: nothing is hashed', async (_name, open, headers) => {
	expect(await timesHashed(open(), headers)).toBe(0);
});

test('A body nested so deep that serialising it again overflows the stack is refused like others', async () => {
	const headers = { 'x-webhook-signature': guess().toString('hex') };
	for (const depth of [1_000, 5_000, 50_000, 1_000_000]) {
		const body = `${'['.repeat(depth)}${']'.repeat(depth)}`;
		const object = `{"a":${body}}`;
		for (const nested of [body, object]) {
			expect(await timesHashed(triggers.wabaPortal(), headers, nested)).toBeLessThan(2.1);
		}
	}
});
