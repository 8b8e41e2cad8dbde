import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import axios, { type AxiosInstance, type AxiosResponse, type Method } from 'axios';

import type {
	Delivery,
	Fault,
	InboundMessage,
	MessageView,
	PlatformView,
	RequestEntry,
	SandboxState,
	SpecialDelivery,
	SpecialKind,
	Status,
} from './types';

export interface WaitOptions {
	/** Milliseconds until giving up; 20 seconds unless given. */
	timeout?: number;
	/** Milliseconds between two looks; 100 unless given. */
	interval?: number;
	/** What was seen last, for the error. */
	describe?: () => unknown;
}

const WAIT_MS = 20_000;
const LOOK_EVERY_MS = 100;
const DELIVERY_MS = 15_000;

/**
 * Looks again and again until `look` gives something other than undefined, null or false, and gives that back.
 * @param what What the error names: write it as the end of "Waited for …"
 * @throws Error after the time-out, with what was waited for, for how long, and what was seen last
 */
export async function waitFor<T>(
	what: string,
	look: () => Promise<T | undefined | null | false> | T | undefined | null | false,
	{ timeout = WAIT_MS, interval = LOOK_EVERY_MS, describe }: WaitOptions = {},
): Promise<T> {
	const deadline = Date.now() + timeout;
	for (;;) {
		const found = await look();
		if (found !== undefined && found !== null && found !== false) return found;
		if (Date.now() >= deadline) {
			const seen = describe ? ` Last seen: ${JSON.stringify(describe())}` : '';
			throw new Error(`Waited ${timeout / 1000} s for ${what}, in vain.${seen}`);
		}
		await sleep(interval);
	}
}

/**
 * The control API of one platform of a running sandbox (control/openapi.yaml): plays the customer and the
 * platform's staff, and reads what the platform has. An error answer of the control API becomes an AxiosError.
 */
export class SandboxClient {
	private readonly http: AxiosInstance;

	/** @param url The sandbox's address, such as http://127.0.0.1:4010 */
	constructor(
		readonly url: string,
		readonly platformId: string,
	) {
		this.http = axios.create({
			baseURL: `${url}/sandbox`,
			proxy: false,
			timeout: 150_000,
			// The sandbox may just be closing a kept connection when it is used again.
			httpAgent: new Agent({ keepAlive: false }),
		});
	}

	/** The same sandbox, seen from another platform. */
	on(platformId: string): SandboxClient {
		return new SandboxClient(this.url, platformId);
	}

	/** All platforms of the sandbox. */
	async platforms(): Promise<PlatformView[]> {
		return (await this.http.get<PlatformView[]>('/platforms')).data;
	}

	async platform(): Promise<PlatformView> {
		const found = (await this.platforms()).find(({ id }) => id === this.platformId);
		if (!found) throw new Error(`The sandbox has no platform "${this.platformId}".`);
		return found;
	}

	/** Every platform of the sandbox back to its start state; pending webhooks are dropped. */
	async reset(): Promise<void> {
		await this.http.post('/reset');
	}

	/** All that the platform holds; what there is beside messages and settings depends on the platform. */
	async state<State extends object = SandboxState>(): Promise<State> {
		return await this.get<State>('state');
	}

	/** The messages of the business that the platform has accepted, oldest first; those to one number, or all. */
	async outbound(to?: string): Promise<MessageView[]> {
		const { messages } = await this.state();
		return messages.filter((message) => {
			return message.direction === 'outbound' && (to === undefined || message.to === to);
		});
	}

	/** Waits until the business has sent `count` messages, and gives them, oldest first. */
	async waitForOutbound(count: number, to?: string, timeout?: number): Promise<MessageView[]> {
		let seen: MessageView[] = [];
		const look = async () => {
			seen = await this.outbound(to);
			return seen.length >= count && seen;
		};
		const what = `${count} message(s) from the business`;
		return await waitFor(what, look, { timeout, describe: () => seen });
	}

	/** A customer writes. `deliveryId` is null when no webhook was sent. */
	async inbound(
		message: InboundMessage,
	): Promise<{ messageId: string; deliveryId: string | null }> {
		return await this.post('inbound', message);
	}

	/**
	 * A customer writes, and the webhook about it has ended, well or not.
	 * @throws Error when no webhook was sent
	 */
	async inboundDelivered(message: InboundMessage): Promise<Delivery & { messageId: string }> {
		const { messageId, deliveryId } = await this.inbound(message);
		return { ...(await this.finishedDelivery(deliveryId)), messageId };
	}

	/** A sent message moves to a status. `deliveryId` is null when no webhook was sent. */
	async status(
		messageId: string,
		status: Exclude<Status, 'accepted'>,
		errors?: unknown[],
	): Promise<{ deliveryId: string | null }> {
		return await this.post('statuses', { messageId, status, errors });
	}

	/** A sent message moves to a status, and the webhook about it has ended, well or not. */
	async statusDelivered(messageId: string, status: Exclude<Status, 'accepted'>): Promise<Delivery> {
		const { deliveryId } = await this.status(messageId, status);
		return await this.finishedDelivery(deliveryId);
	}

	/** Something else happens, such as an order, in the vendor's word. */
	async raise(event: string, data: object): Promise<{ deliveryId: string | null }> {
		return await this.post('events', { event, data });
	}

	/** The webhooks that the platform has sent, oldest first. */
	async deliveries(): Promise<Delivery[]> {
		return await this.get<Delivery[]>('deliveries');
	}

	/**
	 * A delivery that has ended, well or not.
	 * @param id null, when no webhook was sent, is an error
	 */
	async finishedDelivery(id: string | null, timeout = DELIVERY_MS): Promise<Delivery> {
		if (id === null) throw new Error('The platform sent no webhook: nobody listens.');
		const delivery = await this.get<Delivery>(`deliveries/${id}`, { wait: timeout });
		if (delivery.state === 'pending') throw new Error(`Delivery ${id} did not end.`);
		return delivery;
	}

	/** Sends one webhook that is not the normal one, and gives back how it was answered. */
	async deliver(kind: SpecialKind, of?: string, ageSeconds?: number): Promise<Delivery> {
		const special: SpecialDelivery = { kind, of, ageSeconds };
		return await this.post('deliveries', special);
	}

	/** Lets the next matching API requests go wrong. */
	async fault(fault: Partial<Fault> & Pick<Fault, 'kind'>): Promise<Fault> {
		return await this.post('faults', fault);
	}

	async clearFaults(): Promise<void> {
		await this.http.delete(this.path('faults'));
	}

	/** Changes settings; gives back all of them. */
	async settings(changes: Record<string, unknown> = {}): Promise<SandboxState['settings']> {
		return (await this.http.patch<SandboxState['settings']>(this.path('settings'), changes)).data;
	}

	/** Lets so many seconds pass. */
	async advanceClock(advanceSeconds: number): Promise<void> {
		await this.post('clock', { advanceSeconds });
	}

	/** The calls of the platform's API so far, oldest first, without headers. */
	async requests(pathPrefix = ''): Promise<RequestEntry[]> {
		const all = await this.get<RequestEntry[]>('requests');
		return all.filter(({ path }) => path.startsWith(pathPrefix));
	}

	/**
	 * Calls the platform's API with the right key, as another program of the same business would.
	 * @throws AxiosError unless the answer is 2xx
	 */
	async callApi(method: Method, path: string, data?: object, headers = {}): Promise<unknown> {
		const { baseUrl, apiKey } = await this.platform();
		const { httpAgent } = this.http.defaults;
		const answer: AxiosResponse<unknown> = await axios.request({
			method,
			url: `${baseUrl}${path}`,
			data,
			headers: { Authorization: `Bearer ${apiKey}`, ...headers },
			proxy: false,
			httpAgent: httpAgent as Agent,
		});
		return answer.data;
	}

	private path(name: string): string {
		return `/${this.platformId}/${name}`;
	}

	private async get<T>(name: string, params: object = {}): Promise<T> {
		return (await this.http.get<T>(this.path(name), { params })).data;
	}

	private async post<T>(name: string, body: object): Promise<T> {
		return (await this.http.post<T>(this.path(name), body)).data;
	}
}
