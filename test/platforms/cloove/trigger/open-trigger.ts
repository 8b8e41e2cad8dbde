import { createHmac } from 'node:crypto';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { ClooveApi } from '../../../../credentials/ClooveApi.credentials';
import { ClooveTrigger } from '../../../../nodes/Cloove/ClooveTrigger.node';
import { openTrigger, type Delivery, type TriggerSetup } from '../../../support/harness';

export const host = 'https://cloove.test';
export const testSecret = 'whsec_test0123456789';
export const liveSecret = 'whsec_live0123456789';
export const secretKey = 'clv_test_sk_0123456789abcdef';
let triggers = 0;

/** A trigger with both secrets. What it remembers it keeps by its address: each has its own here. */
export function trigger(
	parameters: INodeParameters = {},
	setup: Partial<TriggerSetup> = {},
	webhookSecrets = `${testSecret}\n${liveSecret}`,
) {
	triggers += 1;
	return openTrigger({
		type: new ClooveTrigger(),
		credentials: [{ type: new ClooveApi(), data: { baseUrl: host, secretKey, webhookSecrets } }],
		parameters,
		baseUrl: `https://n8n-${triggers}.test`,
		...setup,
	});
}

export const conversationId = 'cv-1';
export const received = 'messaging.message.received';
/** The data of an event about a message, with its words and without. */
export const message = { messageId: 'm1', conversationId, direction: 'inbound', text: 'Hi' };
export const thin = { entityType: 'message', entityId: 'm1', conversationId, metadata: {} };

export const event = (type: string, data: IDataObject, id = 'evt_1'): IDataObject => ({
	id,
	type,
	created: new Date().toISOString(),
	environment: 'test',
	data,
});

export const hmac = (secret: string, text: string) =>
	createHmac('sha256', secret).update(text).digest('hex');

/** Signed as the vendor's page says, some seconds ago. */
export function signed(payload: object, { secret = testSecret, age = 0 } = {}): Delivery {
	const body = JSON.stringify(payload);
	const t = Math.floor(Date.now() / 1000) - age;
	return {
		body,
		headers: { 'Cloove-Signature': `t=${t},v1=${hmac(secret, `${t}.${body}`)}` },
	};
}
