import { createHmac } from 'node:crypto';

import OpenAPIBackend, { type Document } from 'openapi-backend';

import type { Delivery } from '../../../sandbox/types';
import { openReceiver, type Received, type Receiver } from '../support/receiver';
import { type BadalaBench, components } from './bench';

export const SECRET = 'badala_whsec_sandbox_0123456789abcdef';

export interface WebhookBody {
	event: string;
	deliveryId: string;
	orgId: string;
	timestamp: string;
	data: Record<string, unknown>;
}

/** Where a bench sends its webhooks to, and what came. */
export interface Hook {
	receiver: Receiver;
	finished(id: string | null): Promise<Delivery>;
	/** Sends a webhook of a special kind and waits for its end. */
	special(wanted: Record<string, unknown>): Promise<Delivery>;
	/** Waits until so many have come. */
	count(wanted: number): Promise<void>;
	latest(): Received;
	/** The names of the events that were sent, in their order, whether or not they have come yet. */
	events(): Promise<string[]>;
	/** The one webhook of this event. */
	told(event: string): WebhookBody;
}

export async function openHook(bench: BadalaBench): Promise<Hook> {
	const receiver = await openReceiver();
	await bench.settings({ webhookUrl: receiver.url });
	const bodies = () => receiver.received.map(payload);
	return {
		receiver,
		finished: async (id) => await bench.client.finishedDelivery(id),
		special: async (wanted) => {
			const { status, data } = await bench.platform.post('/deliveries', wanted);
			expect(status).toBe(200);
			return data as Delivery;
		},
		count: async (wanted) => {
			const started = Date.now();
			while (receiver.received.length < wanted && Date.now() - started < 8000) {
				await new Promise((resolve) => setTimeout(resolve, 10));
			}
			expect(receiver.received).toHaveLength(wanted);
		},
		latest: () => receiver.received.at(-1) as Received,
		events: async () => (await bench.client.deliveries()).map(({ event }) => event),
		told: (event) => {
			const found = bodies().filter((body) => body.event === event);
			expect([event, found.length]).toEqual([event, 1]);
			return found[0];
		},
	};
}

export const payload = ({ body }: Received) => JSON.parse(body) as WebhookBody;

/** Whether the signature holds for these bytes and the timestamp beside them. */
export function wellSigned({ headers, body }: Received, secret = SECRET): boolean {
	const signed = `${headers['x-badala-timestamp']}.${body}`;
	const mac = createHmac('sha256', secret).update(signed).digest('hex');
	return headers['x-badala-signature'] === `sha256=${mac}`;
}

/** Seconds from now to the signed time. */
export function signedIn({ headers }: Received): number {
	expect(headers['x-badala-timestamp']).toMatch(/^\d{10}$/);
	return Number(headers['x-badala-timestamp']) - Date.now() / 1000;
}

/** What is wrong with the body of a webhook, by the contract's schema for it. */
export async function openWebhookCheck(): Promise<(body: object) => unknown[]> {
	const schema = { $ref: '#/components/schemas/WebhookBody' };
	const told = { description: 'A webhook', content: { 'application/json': { schema } } };
	const definition = {
		openapi: '3.0.3',
		info: { title: 'Webhooks', version: '1' },
		paths: { '/webhook': { get: { operationId: 'webhook', responses: { '200': told } } } },
		components,
	};
	const contract = new OpenAPIBackend({
		definition: definition as unknown as Document,
		ajvOpts: { strict: false, validateFormats: false },
	});
	await contract.init();
	return (body) => {
		const sent: unknown = JSON.parse(JSON.stringify(body));
		return contract.validateResponse(sent, 'webhook', 200).errors ?? [];
	};
}
