import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { RequestError } from '../../shared/errors/request-error';
import { openForeground, type Transport, type TransportOptions } from '../../shared/http/transport';
import type { ApiRequest } from '../../shared/operation';
import { textOrNull, valueAt } from '../../shared/value';
import { platform } from '../platform';

/** The one webhook that WABA Portal keeps for a number. An empty URL: the slot is free. */
export interface Slot {
	url: string;
	enabled: boolean;
	/** `messages`, `statuses`. */
	events: string[];
	/** Made by the platform; it signs with it. */
	secret: string;
}

/** Reads and writes the slot, with `GET`, `PUT` and `DELETE /webhook`. */
export class SlotClient {
	private constructor(private readonly transport: Transport) {}

	static async open(
		functions: IHookFunctions | IWebhookFunctions,
		options: Partial<TransportOptions> = {},
	): Promise<SlotClient> {
		return new SlotClient(await openForeground(functions, platform, options));
	}

	/** A number without a webhook may be answered with 404: its slot is free. */
	async read(): Promise<Slot> {
		const request: ApiRequest = { method: 'GET', path: '/webhook', query: {}, headers: {} };
		return await this.call(request).catch((error: unknown) => {
			if (error instanceof RequestError && error.status === 404) return toSlot(undefined);
			throw error;
		});
	}

	async write({ url, enabled, events }: Omit<Slot, 'secret'>): Promise<Slot> {
		const body = { webhookUrl: url, webhookEnabled: enabled, webhookEvents: events };
		return await this.call({ method: 'PUT', path: '/webhook', query: {}, headers: {}, body });
	}

	async clear(): Promise<void> {
		await this.call({ method: 'DELETE', path: '/webhook', query: {}, headers: {} });
	}

	/** All three state the wanted result: sending one twice changes nothing. */
	private async call(request: ApiRequest): Promise<Slot> {
		const { body } = await this.transport.send(request, true);
		return toSlot(valueAt(body, 'data'));
	}
}

function toSlot(data: unknown): Slot {
	const events = valueAt(data, 'webhookEvents');
	return {
		url: textOrNull(valueAt(data, 'webhookUrl')) ?? '',
		enabled: valueAt(data, 'webhookEnabled') === true,
		events: Array.isArray(events) ? events.flatMap((event) => textOrNull(event) ?? []) : [],
		secret: unmasked(textOrNull(valueAt(data, 'webhookSecret'))),
	};
}

/** A platform that masks its secret gives none: deliveries would be checked with the mask. */
function unmasked(secret: string | null): string {
	return secret === null || /[*•…]/.test(secret) ? '' : secret;
}
