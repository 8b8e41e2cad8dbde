import type { IHookFunctions } from 'n8n-workflow';

import { RequestError } from '../../shared/errors/request-error';
import { openForeground, type Transport } from '../../shared/http/transport';
import { objectsIn, rowsAt, rowsOf } from '../../shared/list/pagination';
import type { ApiRequest } from '../../shared/operation';
import { pathSegment, textOrNull } from '../../shared/value';
import { isCursorRefused, nextCursorIn } from '../lists';
import { platform } from '../platform';

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

const LIST_PLACES = rowsAt('webhooks');
/** An account with more has too many to be looked through while n8n waits. */
const MOST_PAGES = 20;

/** Reads and writes subscriptions, with `/v1/webhooks`. */
export class SubscriptionClient {
	private constructor(private readonly transport: Transport) {}

	static async open(functions: IHookFunctions): Promise<SubscriptionClient> {
		return new SubscriptionClient(await openForeground(functions, platform));
	}

	/**
	 * All there are. That the list has pages is not documented: the first request asks for none, and a cursor that is
	 * refused or gives nothing new ends it.
	 */
	async list(): Promise<Subscription[]> {
		const subscriptions: Subscription[] = [];
		let cursor: string | undefined;
		for (let page = 0; page < MOST_PAGES; page += 1) {
			const body = await this.page(cursor);
			if (body === undefined) break;
			const rows = rowsOf(body, LIST_PLACES);
			subscriptions.push(...rows.map(toSubscription));
			const next = nextCursorIn(body);
			if (rows.length === 0 || next === undefined || next === cursor) break;
			cursor = next;
		}
		return subscriptions;
	}

	/** `undefined` when the platform does not take the cursor. */
	private async page(cursor: string | undefined): Promise<unknown> {
		if (cursor === undefined) return await this.call('GET', '/v1/webhooks');
		return await this.call('GET', '/v1/webhooks', { query: { cursor } }).catch((error: unknown) => {
			if (isCursorRefused(error)) return undefined;
			throw error;
		});
	}

	/** `undefined` when the platform has it no more. */
	async get(id: string): Promise<Subscription | undefined> {
		const body = await this.call('GET', pathOf(id)).catch(missing);
		return body === undefined ? undefined : toSubscription(body);
	}

	/** Not repeatable: a second one would deliver everything twice. */
	async create(url: string, events: string[]): Promise<Subscription> {
		return toSubscription(await this.call('POST', '/v1/webhooks', { body: { url, events } }));
	}

	/** It may be gone already. */
	async delete(id: string): Promise<void> {
		await this.call('DELETE', pathOf(id)).catch(missing);
	}

	private async call(
		method: 'GET' | 'POST' | 'DELETE',
		path: string,
		{ query = {}, body }: Partial<Pick<ApiRequest, 'query' | 'body'>> = {},
	): Promise<unknown> {
		const request: ApiRequest = { method, path, query, headers: {}, body };
		return (await this.transport.send(request, method !== 'POST')).body;
	}
}

function pathOf(id: string): string {
	return `/v1/webhooks/${pathSegment(id)}`;
}

function missing(error: unknown): undefined {
	if (error instanceof RequestError && error.status === 404) return undefined;
	throw error;
}

function toSubscription(body: unknown): Subscription {
	const places = objectsIn(body, 'webhook');
	const find = (...keys: string[]) =>
		places.flatMap((place) => keys.map((key) => place[key])).find((value) => value !== undefined);
	const active = find('active', 'isActive');
	const events = find('events');
	return {
		id: textOrNull(find('id', '_id')) ?? '',
		url: textOrNull(find('url')) ?? '',
		active: typeof active === 'boolean' ? active : undefined,
		events: Array.isArray(events) ? events.flatMap((event) => textOrNull(event) ?? []) : undefined,
		secret: textOrNull(find('secret', 'signingSecret', 'signing_secret')) ?? '',
	};
}
