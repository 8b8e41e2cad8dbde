import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { textOrNull } from '../shared/event';
import { RequestFailure } from '../shared/failure';
import type { ApiRequest } from '../shared/operation';
import { Pace } from '../shared/pace';
import { rowsOf } from '../shared/pagination';
import { Transport } from '../shared/transport';
import { isObject, valueAt } from '../shared/value';
import { platform } from './platform';

/** One webhook subscription. The platform keeps many for an account. */
export interface Subscription {
	id: string;
	url: string;
	/** Absent where the platform does not tell. */
	active?: boolean;
	events?: string[];
	/** Told only when the subscription is made. */
	secret: string;
}

/** Both n8n and the user wait while a trigger is registered. Milliseconds. */
const TIMEOUT = 10_000;
const LONGEST_WAIT = 5_000;
/** Where an answer may hold the subscription: the page does not show one. */
const PLACES = ['', 'data', 'webhook'];
const LIST_PLACES = ['', 'data', 'items', 'results', 'webhooks'];

/** Reads and writes subscriptions, with `/v1/webhooks`. */
export class SubscriptionClient {
	private constructor(private readonly transport: Transport) {}

	static async open(functions: IHookFunctions): Promise<SubscriptionClient> {
		const pace = new Pace(0, LONGEST_WAIT);
		return new SubscriptionClient(
			await Transport.open(functions, platform, { timeout: TIMEOUT, pace }),
		);
	}

	async list(): Promise<Subscription[]> {
		const body = await this.call('GET', '/v1/webhooks');
		return rowsOf(body, LIST_PLACES).map(toSubscription);
	}

	/** `undefined` when the platform has it no more. */
	async get(id: string): Promise<Subscription | undefined> {
		const body = await this.call('GET', pathOf(id)).catch(missing);
		return body === undefined ? undefined : toSubscription(body);
	}

	/** Not repeatable: a second one would deliver everything twice. */
	async create(url: string, events: string[]): Promise<Subscription> {
		return toSubscription(await this.call('POST', '/v1/webhooks', { url, events }));
	}

	/** It may be gone already. */
	async delete(id: string): Promise<void> {
		await this.call('DELETE', pathOf(id)).catch(missing);
	}

	private async call(
		method: 'GET' | 'POST' | 'DELETE',
		path: string,
		body?: IDataObject,
	): Promise<unknown> {
		const request: ApiRequest = { method, path, query: {}, headers: {}, body };
		return (await this.transport.send(request, method !== 'POST')).body;
	}
}

function pathOf(id: string): string {
	return `/v1/webhooks/${encodeURIComponent(id)}`;
}

function missing(error: unknown): undefined {
	if (error instanceof RequestFailure && error.status === 404) return undefined;
	throw error;
}

function toSubscription(body: unknown): Subscription {
	const places = PLACES.map((place) => valueAt(body, place)).filter(isObject);
	const find = (...keys: string[]) =>
		places.flatMap((place) => keys.map((key) => place[key])).find((value) => value !== undefined);
	const active = find('active', 'isActive');
	const events = find('events');
	return {
		id: textOrNull(find('id', '_id')) ?? '',
		url: textOrNull(find('url')) ?? '',
		active: typeof active === 'boolean' ? active : undefined,
		events: Array.isArray(events) ? events.map(String) : undefined,
		secret: textOrNull(find('secret', 'signingSecret', 'signing_secret')) ?? '',
	};
}
