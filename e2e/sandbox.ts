import { Agent } from 'node:http';

import axios, { type AxiosInstance } from 'axios';

import { waitFor } from './poll';

/** One platform of the sandbox, as `GET /sandbox/platforms` gives it. */
export interface SandboxPlatform {
	id: string;
	name: string;
	baseUrl: string;
	apiKey: string;
	phoneNumber: string;
}

export interface DeliveryAttempt {
	at: string;
	/** The receiver's HTTP status; null when there was no answer. */
	status: number | null;
	body: unknown;
	error: string | null;
}

/** One webhook call that the platform makes, with every attempt. */
export interface Delivery {
	id: string;
	url: string;
	kind: string;
	event: string;
	attempts: DeliveryAttempt[];
	state: 'pending' | 'delivered' | 'failed';
	payload: unknown;
}

export interface SandboxMessage {
	id: string;
	waMessageId: string;
	direction: 'inbound' | 'outbound';
	from?: string;
	to?: string;
	type: string;
	content: { text?: { body: string } } & Record<string, unknown>;
	status: string;
	timestamp: string;
}

/** What every platform's state holds. */
export interface SandboxState {
	messages: SandboxMessage[];
	templates: Array<{ id: string; name: string; status: string; language: string }>;
}

export interface WabaPortalState extends SandboxState {
	webhook: {
		webhookUrl: string | null;
		webhookSecret: string | null;
		webhookEnabled: boolean;
		webhookEvents: string[];
	};
}

export interface WbizState extends SandboxState {
	webhooks: Array<{ id: string; url: string; events: string[]; active: boolean; secret: string }>;
	contactCount: number;
	/** The newest 1,000. */
	contacts: Array<{
		id: string;
		phone: string;
		name: string | null;
		tags: string[];
		optedIn: boolean;
	}>;
	campaigns: Array<{
		id: string;
		name: string;
		status: string;
		counters: Record<'total' | 'sent' | 'delivered' | 'read' | 'failed', number>;
	}>;
	media: Array<{
		mediaId: string;
		mimeType: string;
		size: number;
		sha256: string;
		filename: string;
	}>;
}

export interface ApiRequest {
	at: string;
	method: string;
	path: string;
	query: Record<string, string>;
	body: unknown;
	/** null when the connection was cut. */
	status: number | null;
}

export interface Fault {
	method?: string;
	path?: string;
	to?: string;
	skip?: number;
	times?: number;
	kind: 'status' | 'slow' | 'cutBefore' | 'cutAfter' | 'statusAfter';
	status?: number;
	body?: unknown;
	headers?: Record<string, string>;
	delayMs?: number;
}

export interface Inbound {
	from: string;
	name?: string;
	text?: string;
	/** A message other than text, as WhatsApp has it: `{ type, [type]: {…} }`. */
	message?: Record<string, unknown>;
	deliver?: boolean;
}

/** The ways in which a webhook can be other than the platform would send it. */
export type OddDelivery =
	'duplicate' | 'forged' | 'tampered' | 'unsigned' | 'late' | 'future' | 'reserialised';

const DELIVERY_TIMEOUT = 15_000;

/** Plays the customer and the platform's staff, over the sandbox's control API. */
export class SandboxControl {
	private readonly http: AxiosInstance;

	/** @param url the sandbox's address, e.g. `http://127.0.0.1:4010` */
	constructor(
		readonly url: string,
		readonly platformId: string,
	) {
		// A kept connection may just be closed by the other side when it is used again.
		const httpAgent = new Agent({ keepAlive: false });
		const baseURL = `${url}/sandbox`;
		this.http = axios.create({ baseURL, proxy: false, timeout: 30_000, httpAgent });
	}

	async platform(): Promise<SandboxPlatform> {
		const { data } = await this.http.get<SandboxPlatform[]>('/platforms');
		const found = data.find(({ id }) => id === this.platformId);
		if (!found) throw new Error(`The sandbox has no platform "${this.platformId}".`);
		return found;
	}

	/** Back to the state of a fresh start. */
	async reset(): Promise<void> {
		await this.http.post('/reset');
	}

	/** All that the platform holds; what beside messages and templates depends on the platform. */
	async state<State extends SandboxState = SandboxState>(): Promise<State> {
		return (await this.http.get<State>(this.path('state'))).data;
	}

	/** What the business has sent, as the platform has accepted it. */
	async outbound(to?: string): Promise<SandboxMessage[]> {
		const { messages } = await this.state();
		return messages.filter((message) => {
			return message.direction === 'outbound' && (to === undefined || message.to === to);
		});
	}

	/** A customer writes. `deliveryId` is null when nobody listens. */
	async inbound(message: Inbound): Promise<{ messageId: string; deliveryId: string | null }> {
		return (await this.http.post(this.path('inbound'), message)).data;
	}

	/** A customer writes and the webhook's delivery has ended, well or not. */
	async inboundDelivered(message: Inbound): Promise<Delivery & { messageId: string }> {
		const { messageId, deliveryId } = await this.inbound(message);
		if (deliveryId === null) throw new Error('The platform sent no webhook: nobody listens.');
		return { ...(await this.finishedDelivery(deliveryId)), messageId };
	}

	async finishedDelivery(id: string): Promise<Delivery> {
		const { data } = await this.http.get<Delivery>(this.path(`deliveries/${id}`), {
			params: { wait: DELIVERY_TIMEOUT },
		});
		if (data.state === 'pending') throw new Error(`Delivery ${id} did not end.`);
		return data;
	}

	async deliveries(): Promise<Delivery[]> {
		return (await this.http.get<Delivery[]>(this.path('deliveries'))).data;
	}

	/** Sends a webhook that is not the normal one and gives back how it was answered. */
	async deliver(kind: OddDelivery, of?: string, ageSeconds?: number): Promise<Delivery> {
		return (await this.http.post(this.path('deliveries'), { kind, of, ageSeconds })).data;
	}

	/** A sent message moves to a status, and the webhook about it has ended, well or not. */
	async statusDelivered(messageId: string, status: string): Promise<Delivery> {
		const { data } = await this.http.post<{ deliveryId: string | null }>(this.path('statuses'), {
			messageId,
			status,
		});
		if (data.deliveryId === null) throw new Error('The platform sent no webhook: nobody listens.');
		return await this.finishedDelivery(data.deliveryId);
	}

	/** Lets the next fitting API requests go wrong. */
	async fault(fault: Fault): Promise<void> {
		await this.http.post(this.path('faults'), fault);
	}

	async settings(settings: Record<string, unknown>): Promise<void> {
		await this.http.patch(this.path('settings'), settings);
	}

	/** Calls the platform's API with the right key, as another system of the same business would. */
	async callApi(
		method: 'get' | 'post' | 'put' | 'patch' | 'delete',
		path: string,
		body?: object,
	): Promise<unknown> {
		const { baseUrl, apiKey } = await this.platform();
		const headers = { Authorization: `Bearer ${apiKey}` };
		const url = `${baseUrl}${path}`;
		return (await axios.request({ method, url, data: body, headers, proxy: false })).data;
	}

	/** Every call of the platform's API since the start, without the key. */
	async requests(pathPrefix = ''): Promise<ApiRequest[]> {
		const { data } = await this.http.get<ApiRequest[]>(this.path('requests'));
		return data.filter(({ path }) => path.startsWith(pathPrefix));
	}

	/** Waits until the business has sent `count` messages and gives them in order. */
	async waitForOutbound(count: number, to?: string, timeout?: number): Promise<SandboxMessage[]> {
		let seen: SandboxMessage[] = [];
		const look = async (): Promise<boolean> => {
			seen = await this.outbound(to);
			return seen.length >= count;
		};
		await waitFor(`${count} message(s) from the business`, look, { timeout, describe: () => seen });
		return seen;
	}

	private path(name: string): string {
		return `/${this.platformId}/${name}`;
	}
}
