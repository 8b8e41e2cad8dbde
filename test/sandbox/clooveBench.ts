import axios, { type AxiosInstance, type AxiosResponse } from 'axios';

import { type Sandbox, startSandbox } from '../../sandbox/server';
import { contractCheck } from '../support/contract';

/** A sandbox on a free port, and clients that answer every status instead of throwing. */
export interface ClooveBench {
	sandbox: Sandbox;
	/** Cloove's API with its key; every answer is held against the contract. */
	api: AxiosInstance;
	/** The control API: /sandbox and /sandbox/cloove. */
	control: AxiosInstance;
	platform: AxiosInstance;
	/** What the sandbox logged. */
	lines: string[];
	close(): Promise<void>;
}

export const API_KEY = 'clv_test_sk_sandbox0123456789abcdefghijklmnop';
export const AGENT = 'sandbox-test/1.0';
export const NUMBER_ID = '6f9619ff-8b86-4011-b42d-00c04fc964ff';
/** The number in the page's samples, as the control API and as Cloove writes it. */
export const CUSTOMER = '2348012345678';
export const PHONE = `+${CUSTOMER}`;

export const uuid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) as string;
export const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string;

export async function openBench(): Promise<ClooveBench> {
	const lines: string[] = [];
	const sandbox = await startSandbox({ log: (line) => lines.push(line) });
	const client = (path: string) =>
		axios.create({ baseURL: sandbox.url + path, validateStatus: () => true });
	const api = client('/cloove');
	api.defaults.headers.common.Authorization = `Bearer ${API_KEY}`;
	api.defaults.headers.common['User-Agent'] = AGENT;
	api.interceptors.response.use(await contractCheck('cloove'));
	return {
		sandbox,
		api,
		control: client('/sandbox'),
		platform: client('/sandbox/cloove'),
		lines,
		close: () => sandbox.close(),
	};
}

/** A customer's message, which also opens the window. */
export async function customerWrites(
	{ platform }: ClooveBench,
	inbound: Record<string, unknown> = {},
): Promise<{ messageId: string; deliveryId: string | null }> {
	const answer = await platform.post('/inbound', {
		from: CUSTOMER,
		name: 'Ada Lovelace',
		...inbound,
	});
	expect(answer.status).toBe(200);
	return answer.data as { messageId: string; deliveryId: string | null };
}

export async function settings(
	{ platform }: ClooveBench,
	changes: Record<string, unknown>,
): Promise<void> {
	const { status, data } = await platform.patch('/settings', changes);
	expect([status, data]).toEqual([200, expect.objectContaining(changes)]);
}

export interface ClooveState {
	messages: Array<Record<string, unknown> & { content: Record<string, Record<string, unknown>> }>;
	conversations: Array<Record<string, unknown> & { id: string }>;
	templates: Array<{ key: string }>;
	idempotencyKeys: string[];
	settings: Record<string, unknown> & { webhookSecret: string };
}

export async function stateOf({ platform }: ClooveBench): Promise<ClooveState> {
	return (await platform.get('/state')).data as ClooveState;
}

/** The messages of the business. */
export async function sentBy(bench: ClooveBench): Promise<ClooveState['messages']> {
	return (await stateOf(bench)).messages.filter(({ direction }) => direction === 'outbound');
}

export async function list(bench: ClooveBench, query = ''): Promise<ClooveState['conversations']> {
	const { status, data } = await bench.api.get(`/v1/messaging/conversations${query}`);
	expect(status).toBe(200);
	return data.data as ClooveState['conversations'];
}

/** The id of the conversation with {@link CUSTOMER}. */
export async function conversationId(bench: ClooveBench): Promise<string> {
	const [{ id }] = await list(bench, `?search=${encodeURIComponent(PHONE)}`);
	return id;
}

export async function sendText(
	{ api }: ClooveBench,
	id: string,
	text: unknown = 'Your order #1234 shipped today and arrives Friday.',
	headers: Record<string, string> = {},
): Promise<AxiosResponse> {
	return await api.post(`/v1/messaging/conversations/${id}/messages`, { text }, { headers });
}

/** The page's sample, with the sandbox's number. */
export const TEMPLATE = {
	business_whatsapp_number_id: NUMBER_ID,
	phone: PHONE,
	template_key: 'order_shipped',
	customer_name: 'Ada Lovelace',
	variables: { order_id: '1234', eta: 'Friday' },
};

export async function sendTemplate(
	{ api }: ClooveBench,
	changes: Record<string, unknown> = {},
	headers: Record<string, string> = {},
): Promise<AxiosResponse> {
	const body = { ...TEMPLATE, ...changes };
	return await api.post('/v1/messaging/messages/template', body, { headers });
}

export function expectRefusal(
	{ status, data }: Pick<AxiosResponse, 'status' | 'data'>,
	wantedStatus: number,
	error: string,
	message: string | RegExp,
): void {
	const words = expect.stringMatching(message) as string;
	expect([status, data]).toMatchObject([wantedStatus, { error, message: words }]);
	expect(data).not.toHaveProperty('data');
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
