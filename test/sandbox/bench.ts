import axios, { type AxiosInstance } from 'axios';

import { type Sandbox, startSandbox } from '../../sandbox/server';
import { contractCheck } from '../support/contract';

/** A sandbox on a free port, and clients that answer every status instead of throwing. */
export interface Bench {
	sandbox: Sandbox;
	/** WABA Portal's API with its key; every answer is held against the contract. */
	api: AxiosInstance;
	/** The control API: /sandbox and /sandbox/waba-portal. */
	control: AxiosInstance;
	platform: AxiosInstance;
	/** What the sandbox logged. */
	lines: string[];
	close(): Promise<void>;
}

export const API_KEY = 'sandbox-waba-portal-key';
export const CUSTOMER = '919876543210';

export async function openBench(): Promise<Bench> {
	const lines: string[] = [];
	const sandbox = await startSandbox({ log: (line) => lines.push(line) });
	const client = (path: string) =>
		axios.create({ baseURL: sandbox.url + path, validateStatus: () => true });
	const api = client('/waba-portal/api/v1');
	api.defaults.headers.common.Authorization = `Bearer ${API_KEY}`;
	api.interceptors.response.use(await contractCheck('waba-portal'));
	return {
		sandbox,
		api,
		control: client('/sandbox'),
		platform: client('/sandbox/waba-portal'),
		lines,
		close: () => sandbox.close(),
	};
}

/** A customer's message, which also opens the window; returns its WhatsApp id. */
export async function customerWrites(
	{ platform }: Bench,
	inbound: Record<string, unknown> = {},
): Promise<{ messageId: string; deliveryId: string | null }> {
	const answer = await platform.post('/inbound', { from: CUSTOMER, name: 'John Doe', ...inbound });
	expect(answer.status).toBe(200);
	return answer.data as { messageId: string; deliveryId: string | null };
}

export async function stateOf({ platform }: Bench) {
	return (await platform.get('/state')).data as {
		messages: Array<Record<string, unknown>>;
		conversations: Array<Record<string, unknown>>;
		templates: Array<Record<string, unknown>>;
		webhook: { webhookUrl: string | null; webhookSecret: string | null };
		settings: Record<string, unknown>;
	};
}
