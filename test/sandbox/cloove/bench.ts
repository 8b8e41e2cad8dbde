import type { AxiosResponse } from 'axios';

import { Bench } from '../support/bench';

export const API_KEY = 'clv_test_sk_sandbox0123456789abcdefghijklmnop';
export const AGENT = 'sandbox-test/1.0';
export const NUMBER_ID = '6f9619ff-8b86-4011-b42d-00c04fc964ff';
/** The number in the page's samples, as the control API and as Cloove writes it. */
export const CUSTOMER = '2348012345678';
export const PHONE = `+${CUSTOMER}`;

export const uuid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) as string;
export const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string;

export interface ClooveState {
	conversations: Array<Record<string, unknown> & { id: string }>;
	templates: Array<{ key: string }>;
	idempotencyKeys: string[];
	settings: Record<string, unknown> & { webhookSecret: string };
}

export type ClooveBench = Bench<ClooveState>;

export async function openBench(): Promise<ClooveBench> {
	return await Bench.open({
		platformId: 'cloove',
		customer: { from: CUSTOMER, name: 'Ada Lovelace' },
		headers: { 'User-Agent': AGENT },
	});
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
