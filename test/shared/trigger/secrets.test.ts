import { createHmac } from 'node:crypto';

import { CREDENTIAL_BLANKING_VALUE } from 'n8n-workflow';

import { BadalaApi } from '../../../credentials/BadalaApi.credentials';
import { ClooveApi } from '../../../credentials/ClooveApi.credentials';
import { BadalaTrigger } from '../../../nodes/Badala/BadalaTrigger.node';
import { ClooveTrigger } from '../../../nodes/Cloove/ClooveTrigger.node';
import { openTrigger, type Delivery } from '../../support/harness';
import '../../support/network';

interface Secrets {
	webhookSecrets?: string;
	furtherWebhookSecrets?: string;
}

const now = () => String(Math.floor(Date.now() / 1000));
const hmac = (key: string, text: string) => createHmac('sha256', key).update(text).digest('hex');

const badala = {
	type: new BadalaTrigger(),
	credential: new BadalaApi(),
	signed(key: string): Delivery {
		const body = JSON.stringify({ event: 'message.received', deliveryId: 'dlv_1', data: {} });
		const time = now();
		const signature = `sha256=${hmac(key, `${time}.${body}`)}`;
		return { body, headers: { 'X-Badala-Timestamp': time, 'X-Badala-Signature': signature } };
	},
};
const cloove = {
	type: new ClooveTrigger(),
	credential: new ClooveApi(),
	signed(key: string): Delivery {
		const body = JSON.stringify({ id: 'evt_1', type: 'messaging.message.received', data: {} });
		const time = now();
		return {
			body,
			headers: { 'Cloove-Signature': `t=${time},v1=${hmac(key, `${time}.${body}`)}` },
		};
	},
};

/** What n8n saves when somebody writes a second secret below the dots of the first. */
const overwritten = `${CREDENTIAL_BLANKING_VALUE}\nsecret-of-the-second`;

let triggers = 0;

describe.each([
	['Badala', badala],
	['Cloove', cloove],
])('%s: the secrets of webhooks', (_name, { type, credential, signed }) => {
	function trigger(secrets: Secrets) {
		triggers += 1;
		const data = { baseUrl: 'https://platform.test', orgId: 'org_1', ...secrets };
		return openTrigger({
			type,
			credentials: [{ type: credential, data }],
			baseUrl: `https://n8n-${triggers}.test`,
		});
	}
	const answerTo = async (secrets: Secrets, key: string) =>
		(await trigger(secrets).deliver(signed(key))).status;

	test.each([
		['the first field', { webhookSecrets: 'secret-of-the-first' }],
		['the second field', { furtherWebhookSecrets: 'secret-of-the-first' }],
		[
			'either',
			{ webhookSecrets: 'another', furtherWebhookSecrets: 'one\nsecret-of-the-first\nmore' },
		],
	])('may stand in %s', async (_where, secrets) => {
		expect(await trigger(secrets).create()).toBe(true);
		expect(await answerTo(secrets, 'secret-of-the-first')).toBe(200);
		expect(await answerTo(secrets, 'secret-of-nobody')).toBe(401);
	});

	test('are never n8n’s dots, which everybody can read in its source', async () => {
		const secrets = { webhookSecrets: overwritten };
		expect(await answerTo(secrets, CREDENTIAL_BLANKING_VALUE)).toBe(401);
		expect(await answerTo({ webhookSecrets: CREDENTIAL_BLANKING_VALUE }, 'x')).toBe(401);
		expect(await answerTo(secrets, 'secret-of-the-second')).toBe(200);
	});

	test('that were lost below the dots are told when publishing, and in the log', async () => {
		const secrets = { webhookSecrets: overwritten };
		const words = 'has lost an earlier webhook secret';
		await expect(trigger(secrets).create()).rejects.toThrow(words);
		const { status, logs } = await trigger(secrets).deliver(signed('secret-of-the-first'));
		expect(status).toBe(401);
		expect(logs.join()).toContain(words);
	});
});
