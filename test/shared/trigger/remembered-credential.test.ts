import { createHmac } from 'node:crypto';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { ClooveApi } from '../../../credentials/ClooveApi.credentials';
import { ClooveTrigger } from '../../../nodes/Cloove/ClooveTrigger.node';
import { InProcessTrigger } from '../../support/harness';
import { CredentialStore } from '../../support/harness/credentials';

/** n8n starts its expression engine for each reading of a credential: how often that is, and what it means for a secret. */

const FIRST = 'whsec_first_0123456789';
const SECOND = 'whsec_second_0123456789';

let reads: jest.SpyInstance;

beforeEach(() => {
	jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'setTimeout'] });
	reads = jest.spyOn(CredentialStore.prototype, 'getDecrypted');
});

afterEach(() => {
	reads.mockRestore();
	jest.useRealTimers();
});

/** A trigger whose credential the test may change, as n8n's form does. */
function open(webhookSecrets: string) {
	const data: ICredentialDataDecryptedObject = { webhookSecrets };
	const credentials = [{ type: new ClooveApi(), data }];
	return { data, trigger: new InProcessTrigger({ type: new ClooveTrigger(), credentials }) };
}

let deliveries = 0;

/** 200 stands for a delivery that starts the workflow: n8n answers it. */
async function statusOf(trigger: InProcessTrigger, secret: string): Promise<number> {
	deliveries += 1;
	const body = JSON.stringify({ id: `evt_${deliveries}`, type: 'messaging.message.received' });
	const time = Math.floor(Date.now() / 1000);
	const signature = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
	const headers = { 'cloove-signature': `t=${time},v1=${signature}` };
	const { status, items } = await trigger.receive({ body, headers });
	return items === undefined ? status : 200;
}

async function statusesOf(trigger: InProcessTrigger, secret: string, times: number) {
	return await Promise.all(
		Array.from({ length: times }, async () => await statusOf(trigger, secret)),
	);
}

test('Genuine deliveries have the credential read once a second', async () => {
	const { trigger } = open(FIRST);
	expect(new Set(await statusesOf(trigger, FIRST, 50))).toEqual(new Set([200]));
	expect(await statusOf(trigger, FIRST)).toBe(200);
	expect(reads).toHaveBeenCalledTimes(1);
	jest.advanceTimersByTime(1_000);
	expect(await statusOf(trigger, FIRST)).toBe(200);
	expect(reads).toHaveBeenCalledTimes(2);
});

test('A flood of forged deliveries has it read twice a second at most', async () => {
	const { trigger } = open(FIRST);
	for (let second = 1; second <= 5; second += 1) {
		for (let count = 0; count < 100; count += 1) {
			expect(await statusOf(trigger, 'a guess')).toBe(401);
			jest.advanceTimersByTime(10);
		}
	}
	expect(reads.mock.calls.length).toBeLessThanOrEqual(10);
});

test('A secret counts as soon as it is saved', async () => {
	const { data, trigger } = open(FIRST);
	expect(await statusOf(trigger, FIRST)).toBe(200);
	data.furtherWebhookSecrets = SECOND;
	jest.advanceTimersByTime(1);
	expect(await statusesOf(trigger, SECOND, 5)).toEqual([200, 200, 200, 200, 200]);
	expect(await statusOf(trigger, FIRST)).toBe(200);
	expect(reads).toHaveBeenCalledTimes(2);
});

test('A secret counts a second after it was saved in the midst of a flood', async () => {
	const { data, trigger } = open(FIRST);
	await statusOf(trigger, FIRST);
	jest.advanceTimersByTime(1);
	await statusOf(trigger, 'a guess');
	data.furtherWebhookSecrets = SECOND;
	jest.advanceTimersByTime(1_000);
	expect(await statusOf(trigger, SECOND)).toBe(200);
});

test('A secret that was removed opens nothing a second later', async () => {
	const { data, trigger } = open(FIRST);
	expect(await statusOf(trigger, FIRST)).toBe(200);
	data.webhookSecrets = SECOND;
	jest.advanceTimersByTime(1_000);
	expect(await statusOf(trigger, FIRST)).toBe(401);
	expect(await statusOf(trigger, SECOND)).toBe(200);
});

test('A secret that was removed opens nothing once another was seen', async () => {
	const { data, trigger } = open(FIRST);
	await statusOf(trigger, FIRST);
	data.webhookSecrets = SECOND;
	jest.advanceTimersByTime(1);
	expect(await statusOf(trigger, SECOND)).toBe(200);
	expect(await statusOf(trigger, FIRST)).toBe(401);
});

test('A trigger opens to the secrets of its own credential alone', async () => {
	const [one, other] = [open(FIRST), open(SECOND)];
	expect(await statusOf(one.trigger, FIRST)).toBe(200);
	expect(await statusOf(other.trigger, FIRST)).toBe(401);
	expect(await statusOf(other.trigger, SECOND)).toBe(200);
});

test('A reading that fails is not remembered', async () => {
	const { trigger } = open(FIRST);
	reads.mockRejectedValueOnce(new Error('The database is locked'));
	reads.mockRejectedValueOnce(new Error('The database is locked'));
	expect(await statusOf(trigger, FIRST)).toBe(401);
	expect(await statusOf(trigger, FIRST)).toBe(200);
});
