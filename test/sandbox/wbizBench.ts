import axios, { type AxiosInstance } from 'axios';

import { type Sandbox, startSandbox } from '../../sandbox/server';
import { contractCheck } from '../support/contract';

/** A sandbox on a free port, and clients that answer every status instead of throwing. */
export interface WbizBench {
	sandbox: Sandbox;
	/** WBIZ's API with its key; every answer is held against the contract. */
	api: AxiosInstance;
	/** The control API: /sandbox and /sandbox/wbiz. */
	control: AxiosInstance;
	platform: AxiosInstance;
	lines: string[];
	close(): Promise<void>;
}

export const API_KEY = 'wa_sandbox_key0123456789';
/** The number in the page's samples, as the control API and as WBIZ writes it. */
export const CUSTOMER = '918899332211';
export const TO = `+${CUSTOMER}`;

export async function openBench(): Promise<WbizBench> {
	const lines: string[] = [];
	const sandbox = await startSandbox({ log: (line) => lines.push(line) });
	const client = (path: string) =>
		axios.create({ baseURL: sandbox.url + path, validateStatus: () => true });
	const api = client('/wbiz/api');
	api.defaults.headers.common.Authorization = `Bearer ${API_KEY}`;
	api.interceptors.response.use(await contractCheck('wbiz'));
	return {
		sandbox,
		api,
		control: client('/sandbox'),
		platform: client('/sandbox/wbiz'),
		lines,
		close: () => sandbox.close(),
	};
}

/** A customer's message, which also opens the window. */
export async function customerWrites(
	{ platform }: WbizBench,
	inbound: Record<string, unknown> = {},
): Promise<{ messageId: string; deliveryId: string | null }> {
	const answer = await platform.post('/inbound', { from: CUSTOMER, name: 'Gaurav', ...inbound });
	expect(answer.status).toBe(200);
	return answer.data as { messageId: string; deliveryId: string | null };
}

export async function settings(
	{ platform }: WbizBench,
	changes: Record<string, unknown>,
): Promise<void> {
	const { status, data } = await platform.patch('/settings', changes);
	expect([status, data]).toEqual([200, expect.objectContaining(changes)]);
}

export interface WbizState {
	messages: Array<Record<string, unknown> & { content: Record<string, Record<string, unknown>> }>;
	contactCount: number;
	contacts: Array<Record<string, unknown>>;
	templates: Array<Record<string, unknown>>;
	webhooks: Array<{ id: string; url: string; secret: string }>;
	campaigns: Array<Record<string, unknown>>;
	media: Array<Record<string, unknown>>;
	settings: Record<string, unknown>;
}

export async function stateOf({ platform }: WbizBench): Promise<WbizState> {
	return (await platform.get('/state')).data as WbizState;
}

/** Asks again until it holds; fails after ten seconds. */
export async function eventually<Value>(
	ask: () => Promise<Value>,
	holds: (value: Value) => boolean,
): Promise<Value> {
	const started = Date.now();
	for (;;) {
		const value = await ask();
		if (holds(value)) return value;
		if (Date.now() - started > 10_000) throw new Error(`Still ${JSON.stringify(value)}`);
		await new Promise((resolve) => setTimeout(resolve, 25));
	}
}
