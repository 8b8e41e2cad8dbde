import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { Agent as HttpAgent, STATUS_CODES } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';

import axios, { type AxiosResponse } from 'axios';
import pLimit from 'p-limit';

import type { Payload, Attempt, Delivery } from '../types';
import { BoundedLog } from './bounded-log';

const TIMEOUT_MS = 5000;
const AT_ONCE = 20;
const KEPT_ANSWER = 2000;

export interface Outgoing {
	url: string;
	kind: string;
	event: string;
	payload: Payload;
	/** The bytes to send; usually the payload as JSON. */
	body: string;
	headers: Record<string, string>;
	/** The pauses before each further try. */
	retryDelaysMs: number[];
	/** What a further try sends. Left out where it is the same again. */
	again?: () => Pick<Outgoing, 'body' | 'headers'>;
}

/** Sends webhooks, tries again what was not answered with 2xx, and keeps the log. */
export class Deliveries {
	private readonly log = new BoundedLog<Delivery>();
	private readonly running = new Map<string, Promise<void>>();
	private readonly limit = pLimit(AT_ONCE);
	private readonly closing = new AbortController();
	// A kept connection may be dead by the next delivery, and the failure would be ours.
	private readonly httpAgent = new HttpAgent({ keepAlive: false });
	private readonly httpsAgent = new HttpsAgent({ keepAlive: false });

	constructor(private readonly note: (line: string) => void) {
		// Each delivery that waits for its next try listens to it.
		setMaxListeners(0, this.closing.signal);
	}

	/** Starts a delivery and returns it while it is under way. */
	start(outgoing: Outgoing): Delivery {
		const { url, kind, event, payload } = outgoing;
		const delivery: Delivery = {
			id: randomUUID(),
			url,
			kind,
			event,
			attempts: [],
			state: 'pending',
			payload,
		};
		this.log.add(delivery);
		const done = this.run(delivery, outgoing).finally(() => this.running.delete(delivery.id));
		this.running.set(delivery.id, done);
		return delivery;
	}

	/** Waits until the delivery is no longer pending, at most `waitMs`. */
	async finished(delivery: Delivery, waitMs?: number): Promise<Delivery> {
		const done = this.running.get(delivery.id);
		if (waitMs === undefined) await done;
		else await Promise.race([done, sleep(waitMs, undefined, { ref: false })]);
		return delivery;
	}

	find(id: string): Delivery | undefined {
		return this.log.findLast((delivery) => delivery.id === id);
	}

	/** The newest delivery that was sent for an event, neither a test nor one of the special kinds. */
	lastNormal(): Delivery | undefined {
		return this.log.findLast(({ kind }) => kind === 'normal');
	}

	/** Oldest first. */
	recent(count = Infinity): Delivery[] {
		return this.log.last(count);
	}

	close(): void {
		this.closing.abort();
	}

	private async run(delivery: Delivery, outgoing: Outgoing): Promise<void> {
		for (const pause of [0, ...outgoing.retryDelaysMs]) {
			if (!(await this.paused(pause))) break;
			const letter = delivery.attempts.length === 0 ? {} : outgoing.again?.();
			const attempt = await this.limit(() => this.post({ ...outgoing, ...letter }));
			delivery.attempts.push(attempt);
			this.note(`webhook ${delivery.event} (${delivery.kind}) ${attempt.status ?? attempt.error}`);
			if (succeeded(attempt)) {
				delivery.state = 'delivered';
				return;
			}
		}
		delivery.state = 'failed';
	}

	/** False when the sandbox was closed or reset meanwhile. */
	private async paused(ms: number): Promise<boolean> {
		const { signal } = this.closing;
		if (ms > 0) await sleep(ms, undefined, { signal }).catch(() => undefined);
		return !signal.aborted;
	}

	private async post(outgoing: Outgoing): Promise<Attempt> {
		const started = Date.now();
		const at = new Date(started).toISOString();
		const timeout = AbortSignal.timeout(TIMEOUT_MS);
		const answer = await this.request(outgoing, timeout).catch((error: unknown) =>
			timeout.aborted ? `no answer within ${TIMEOUT_MS} ms` : reason(error),
		);
		const durationMs = Date.now() - started;
		if (typeof answer === 'string') {
			return { at, status: null, statusText: '', durationMs, body: '', error: answer };
		}
		const { status } = answer;
		const statusText = answer.statusText || (STATUS_CODES[status] ?? '');
		const body = String(answer.data ?? '').slice(0, KEPT_ANSWER);
		return { at, status, statusText, durationMs, body, error: null };
	}

	private request({ url, body, headers }: Outgoing, timeout: AbortSignal): Promise<AxiosResponse> {
		return axios.post<string>(url, Buffer.from(body), {
			headers: { 'Content-Type': 'application/json', 'User-Agent': 'sandbox', ...headers },
			signal: AbortSignal.any([this.closing.signal, timeout]),
			maxRedirects: 0,
			validateStatus: () => true,
			responseType: 'text',
			transformResponse: (text: string) => text,
			proxy: false,
			httpAgent: this.httpAgent,
			httpsAgent: this.httpsAgent,
		});
	}
}

export function succeeded({ status }: Attempt): boolean {
	return status !== null && status >= 200 && status < 300;
}

function reason(error: unknown): string {
	if (axios.isAxiosError(error)) return error.code ?? error.message;
	return String(error);
}
