import { createHmac } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { BadalaApi } from '../../../../credentials/BadalaApi.credentials';
import { BadalaTrigger } from '../../../../nodes/Badala/BadalaTrigger.node';
import { openTrigger, type Delivery, type TriggerSetup } from '../../../support/harness';
import '../../../support/network';

export const secret = 'badala_whsec_0123456789abcdef';
export const other = 'badala_whsec_fedcba9876543210';
let triggers = 0;

/** What a trigger remembers it keeps by its address: each has its own here. */
export function trigger(setup: Partial<TriggerSetup> = {}, webhookSecrets = secret) {
	triggers += 1;
	return openTrigger({
		type: new BadalaTrigger(),
		credentials: [
			{
				type: new BadalaApi(),
				data: { baseUrl: 'https://badala.test', orgId: 'org_1', webhookSecrets },
			},
		],
		parameters: {},
		baseUrl: `https://n8n-${triggers}.test`,
		...setup,
	});
}

export const message = (more: IDataObject = {}): IDataObject => ({
	event: 'message.received',
	deliveryId: 'dlv_1',
	orgId: 'org_1',
	timestamp: new Date().toISOString(),
	data: {
		messageId: 'msg_1',
		conversationId: 'cv_1',
		from: '+96567666156',
		type: 'TEXT',
		body: 'Hi',
	},
	...more,
});
export const status = (word: string, deliveryId = `dlv_${word}`): IDataObject => ({
	...message({ event: `message.${word}`, deliveryId }),
	data: { messageId: 'msg_2', to: '+96567666156', status: word.toUpperCase() },
});

/** Signed as the vendor's page says; that this is right is proven by the literal in `delivery.ts`. */
export function signed(
	body: object,
	{ key = secret, age = 0 } = {},
): Delivery & { headers: object } {
	const text = JSON.stringify(body);
	const timestamp = String(Math.floor(Date.now() / 1000) - age);
	const mac = createHmac('sha256', key).update(`${timestamp}.${text}`).digest('hex');
	return {
		body: text,
		headers: { 'X-Badala-Timestamp': timestamp, 'X-Badala-Signature': `sha256=${mac}` },
	};
}
