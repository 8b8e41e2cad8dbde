import axios, { type AxiosInstance } from 'axios';

import { SandboxClient, waitFor } from '../../../sandbox/client';
import { type Sandbox, startSandbox } from '../../../sandbox/server';
import type { InboundMessage, SandboxState } from '../../../sandbox/types';
import { contractCheck } from '../../support/contract';

export interface BenchOptions {
	platformId: string;
	/** Who writes unless somebody else is named. */
	customer: { from: string; name: string };
	/** What the platform's API asks for beside the key. */
	headers?: Record<string, string>;
}

/** What a state holds, as far as tests of all platforms look at it. */
export type State<Own = unknown> = Own &
	Omit<SandboxState, 'messages'> & {
		messages: Array<Record<string, unknown> & { content: Record<string, Record<string, unknown>> }>;
	};

/** A sandbox on a free port, and clients of one platform that answer every status instead of throwing. */
export class Bench<Own = unknown> {
	private constructor(
		readonly sandbox: Sandbox,
		readonly client: SandboxClient,
		/** The platform's API with its key; every answer is held against the contract. */
		readonly api: AxiosInstance,
		/** The platform's API without any header; answers are held against the contract too. */
		readonly stranger: AxiosInstance,
		/** What the sandbox logged. */
		readonly lines: string[],
		private readonly options: BenchOptions,
	) {}

	static async open<Own>(options: BenchOptions): Promise<Bench<Own>> {
		const { platformId, headers } = options;
		const lines: string[] = [];
		const sandbox = await startSandbox({ log: (line) => lines.push(line) });
		const client = new SandboxClient(sandbox.url, platformId);
		const { baseUrl, apiKey } = await client.platform();
		const api = raw(baseUrl, { Authorization: `Bearer ${apiKey}`, ...headers });
		const stranger = raw(baseUrl);
		const check = await contractCheck(platformId);
		for (const one of [api, stranger]) one.interceptors.response.use(check);
		return new Bench<Own>(sandbox, client, api, stranger, lines, options);
	}

	/** The control API, /sandbox, with every answer as it comes. */
	get control(): AxiosInstance {
		return raw(`${this.sandbox.url}/sandbox`);
	}

	/** The control API of the platform, with every answer as it comes. */
	get platform(): AxiosInstance {
		return raw(`${this.sandbox.url}/sandbox/${this.options.platformId}`);
	}

	/** Everything as at the start. */
	async reset(): Promise<void> {
		await this.client.reset();
	}

	async close(): Promise<void> {
		await this.sandbox.close();
	}

	/** A customer's message, which also opens the window. */
	async customerWrites(
		message: Partial<InboundMessage> = {},
	): Promise<{ messageId: string; deliveryId: string | null }> {
		return await this.client.inbound({ ...this.options.customer, ...message });
	}

	async settings(changes: Record<string, unknown>): Promise<void> {
		expect(await this.client.settings(changes)).toMatchObject(changes);
	}

	async state(): Promise<State<Own>> {
		return (await this.client.state()) as unknown as State<Own>;
	}

	/** The messages of the business. */
	async sent(): Promise<State['messages']> {
		return (await this.state()).messages.filter(({ direction }) => direction === 'outbound');
	}
}

function raw(baseURL: string, headers: Record<string, string> = {}): AxiosInstance {
	const client = axios.create({ baseURL, validateStatus: () => true, proxy: false });
	Object.assign(client.defaults.headers.common, headers);
	return client;
}

/** Asks again and again until it holds, for at most ten seconds, and gives what it asked for. */
export async function eventually<Value>(
	ask: () => Promise<Value>,
	holds: (value: Value) => boolean,
): Promise<Value> {
	let seen: Value;
	const options = { timeout: 10_000, interval: 25, describe: () => seen };
	await waitFor('it to hold', async () => holds((seen = await ask())), options);
	return seen!;
}
