import { readFileSync } from 'node:fs';

import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import { parse } from 'yaml';

import { type Sandbox, startSandbox } from '../../sandbox/server';
import { sandboxFile } from '../../sandbox/http/sandbox-file';
import { contractCheck } from '../support/contract';

/** A sandbox on a free port, and clients that answer every status instead of throwing. */
export interface PabblyBench {
	sandbox: Sandbox;
	/** Pabbly Chatflow's API with its key; every answer is held against the contract. */
	api: AxiosInstance;
	/** The control API: /sandbox and /sandbox/pabbly-chatflow. */
	control: AxiosInstance;
	platform: AxiosInstance;
	close(): Promise<void>;
}

export const API_KEY = 'sandbox-pabbly-key';
/** The number in the contract's examples. */
export const CUSTOMER = '919876543210';
export const TO = Number(CUSTOMER);

export const text = expect.any(String) as string;
export const objectId = expect.stringMatching(/^[0-9a-f]{24}$/) as string;
export const wamid = expect.stringMatching(/^wamid\.[A-Za-z0-9+/]+=*$/) as string;
export const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string;

export async function openBench(): Promise<PabblyBench> {
	const sandbox = await startSandbox();
	const client = (path: string) =>
		axios.create({ baseURL: sandbox.url + path, validateStatus: () => true });
	const api = client('/pabbly-chatflow/api/v1');
	api.defaults.headers.common.Authorization = `Bearer ${API_KEY}`;
	api.interceptors.response.use(await contractCheck('pabbly-chatflow'));
	return {
		sandbox,
		api,
		control: client('/sandbox'),
		platform: client('/sandbox/pabbly-chatflow'),
		close: () => sandbox.close(),
	};
}

/** A customer's message, which also opens the window. */
export async function customerWrites(
	{ platform }: PabblyBench,
	inbound: Record<string, unknown> = {},
): Promise<{ messageId: string; deliveryId: string | null }> {
	const answer = await platform.post('/inbound', {
		from: CUSTOMER,
		name: 'John Maverick',
		...inbound,
	});
	expect(answer.status).toBe(200);
	return answer.data as { messageId: string; deliveryId: string | null };
}

export async function settings(
	{ platform }: PabblyBench,
	changes: Record<string, unknown>,
): Promise<void> {
	const { status, data } = await platform.patch('/settings', changes);
	expect([status, data]).toEqual([200, expect.objectContaining(changes)]);
}

export interface PabblyState {
	messages: Array<Record<string, unknown> & { content: Record<string, Record<string, unknown>> }>;
	contacts: Array<Record<string, unknown>>;
	broadcasts: Array<Record<string, unknown> & { counters: Record<string, number> }>;
}

export async function stateOf({ platform }: PabblyBench): Promise<PabblyState> {
	return (await platform.get('/state')).data as PabblyState;
}

/** The messages of the business, by what was sent. */
export async function sentBy(bench: PabblyBench): Promise<PabblyState['messages']> {
	return (await stateOf(bench)).messages.filter(({ direction }) => direction === 'outbound');
}

export function expectRefusal(
	answer: Pick<AxiosResponse, 'status' | 'data'>,
	status: number,
	words: RegExp | string,
): void {
	const refusal = { success: false, error: expect.stringMatching(words) as string };
	expect([answer.status, answer.data]).toEqual([status, refusal]);
}

interface Body {
	examples?: Record<string, { summary: string; value: Record<string, unknown> }>;
	example?: unknown;
}
export interface DocumentedOperation {
	operationId: string;
	'x-operations'?: string[];
	requestBody?: { content: { 'application/json': Body } };
}

export const contractFile = sandboxFile('platforms', 'pabbly-chatflow', 'openapi.yaml');
export const { paths, components } = parse(readFileSync(contractFile, 'utf8')) as {
	paths: Record<string, Record<string, DocumentedOperation>>;
	components: { schemas: Record<string, { required?: string[]; properties?: object }> };
};

/** Whether something has the names that a schema of the contract gives it. */
export function expectNames(value: object, schema: string): void {
	const { required = [], properties = {} } = components.schemas[schema];
	expect(Object.keys(value)).toEqual(expect.arrayContaining(required));
	expect(Object.keys(properties)).toEqual(expect.arrayContaining(Object.keys(value)));
}

/** The request bodies that the contract shows for an operation, by name. */
export function examplesOf(path: string, method: string): Array<[string, Record<string, unknown>]> {
	const body = paths[path][method].requestBody?.content['application/json'];
	return Object.entries(body?.examples ?? {}).map(([name, { value }]) => [name, value]);
}
