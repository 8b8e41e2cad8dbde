import { createHmac } from 'node:crypto';

import type { Delivery } from '../../../sandbox/types';
import { openReceiver, type Received, type Receiver } from '../support/receiver';
import { type ClooveBench, openBench } from './bench';

export const SECRET = 'whsec_sandboxcloove0123456789abcdef';

interface Envelope {
	id: string;
	type: string;
	created: string;
	environment: string;
	data: Record<string, unknown>;
}

/** The bench, and a receiver that Cloove's webhook goes to. */
export class WebhookBench {
	private constructor(readonly bench: ClooveBench) {}

	receiver!: Receiver;

	static async open(): Promise<WebhookBench> {
		return new WebhookBench(await openBench());
	}

	/** Everything as at the start, but for the webhook. */
	async begin(): Promise<void> {
		await this.bench.reset();
		this.receiver = await openReceiver();
		await this.bench.settings({
			webhookUrl: this.receiver.url,
			webhookRetryDelaysMs: [20],
			autoStatuses: false,
		});
	}

	async finished(id: string | null): Promise<Delivery> {
		return await this.bench.client.finishedDelivery(id);
	}

	/** One that is not the normal one, such as a forged one. */
	async special(wanted: Record<string, unknown>): Promise<Delivery> {
		const { status, data } = await this.bench.platform.post('/deliveries', wanted);
		expect(status).toBe(200);
		return data as Delivery;
	}

	/** Returns the id of the delivery, if there is one. */
	async raise(event: string, data: Record<string, unknown>): Promise<string | null> {
		const answer = await this.bench.platform.post('/events', { event, data });
		expect(answer.status).toBe(200);
		return answer.data.deliveryId as string | null;
	}

	get latest(): Received {
		return this.receiver.received.at(-1) as Received;
	}
}

export function payload({ body }: Received): Envelope {
	return JSON.parse(body) as Envelope;
}

/** The time that was signed, in seconds; undefined when the signature does not hold for these bytes. */
export function signedAt({ headers, body }: Received, secret = SECRET): number | undefined {
	const [, seconds, mac] = /^t=(\d+),v1=(.+)$/.exec(String(headers['cloove-signature'])) ?? [];
	const wanted = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
	return mac === wanted ? Number(seconds) : undefined;
}

export function wellSigned(received: Received, secret?: string): boolean {
	return signedAt(received, secret) !== undefined;
}
