import { readFileSync } from 'node:fs';

import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import { parse } from 'yaml';

import { sandboxFile } from '../../sandbox/http/sandbox-file';
import { type Sandbox, startSandbox } from '../../sandbox/server';
import type { Delivery } from '../../sandbox/types';
import { contractCheck } from '../support/contract';

/** A sandbox on a free port, and clients that answer every status instead of throwing. */
export interface BadalaBench {
	sandbox: Sandbox;
	/** Badala's API with the token that never expires; every answer is held against the contract. */
	api: AxiosInstance;
	/** Badala's API without any header. */
	stranger: AxiosInstance;
	/** The control API: /sandbox and /sandbox/badala. */
	control: AxiosInstance;
	platform: AxiosInstance;
	close(): Promise<void>;
}

export const TOKEN = 'sandbox-badala-token';
export const OWNER = { email: 'owner@sandbox.test', password: 'sandbox-badala-password' };
/** The number in the page's sample, as the control API and as Badala writes it. */
export const CUSTOMER = '96567666156';
export const TO = `+${CUSTOMER}`;
export const ORG = '/orgs/org_sandbox';
export const TEMPLATES = `${ORG}/channels/ch_sandbox/templates/send`;

export const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]+\.\d{3}Z$/) as string;
export const id = (prefix: string) =>
	expect.stringMatching(new RegExp(`^${prefix}_[0-9a-f]{24}$`)) as string;
export const wamid = expect.stringMatching(/^wamid\.[A-Za-z0-9+/]+=*$/) as string;

export async function openBench(): Promise<BadalaBench> {
	const sandbox = await startSandbox();
	const client = (path: string) =>
		axios.create({ baseURL: sandbox.url + path, validateStatus: () => true });
	const api = client('/badala');
	Object.assign(api.defaults.headers.common, {
		Authorization: `Bearer ${TOKEN}`,
		'x-org-id': 'org_sandbox',
	});
	const stranger = client('/badala');
	const check = await contractCheck('badala');
	for (const one of [api, stranger]) one.interceptors.response.use(check);
	return {
		sandbox,
		api,
		stranger,
		control: client('/sandbox'),
		platform: client('/sandbox/badala'),
		close: () => sandbox.close(),
	};
}

/** A customer's message, which also opens the window. */
export async function customerWrites(
	{ platform }: BadalaBench,
	inbound: Record<string, unknown> = {},
): Promise<{ messageId: string; deliveryId: string | null }> {
	const answer = await platform.post('/inbound', { from: CUSTOMER, name: 'Yousef', ...inbound });
	expect(answer.status).toBe(200);
	return answer.data as { messageId: string; deliveryId: string | null };
}

export async function settings(
	{ platform }: BadalaBench,
	changes: Record<string, unknown>,
): Promise<void> {
	const { status, data } = await platform.patch('/settings', changes);
	expect([status, data]).toEqual([200, expect.objectContaining(changes)]);
}

export interface BadalaState {
	messages: Array<Record<string, unknown> & { content: Record<string, Record<string, unknown>> }>;
	contactCount: number;
	contacts: Array<Record<string, unknown> & { id: string; phone: string }>;
	conversations: Array<Record<string, unknown> & { id: string }>;
	templates: Array<Record<string, unknown>>;
	logIns: number;
	imports: Array<Record<string, unknown>>;
	settings: Record<string, unknown>;
}

export async function stateOf({ platform }: BadalaBench): Promise<BadalaState> {
	return (await platform.get('/state')).data as BadalaState;
}

/** The messages of the business. */
export async function sentBy(bench: BadalaBench): Promise<BadalaState['messages']> {
	return (await stateOf(bench)).messages.filter(({ direction }) => direction === 'outbound');
}

/** The id of the conversation with the customer, who writes first. */
export async function openConversation(bench: BadalaBench): Promise<string> {
	await customerWrites(bench);
	return (await stateOf(bench)).conversations[0].id;
}

export async function deliveries({ platform }: BadalaBench): Promise<Delivery[]> {
	return (await platform.get('/deliveries')).data as Delivery[];
}

export function expectRefusal(
	answer: Pick<AxiosResponse, 'status' | 'data'>,
	status: number,
	message: string,
): void {
	expect([answer.status, answer.data]).toEqual([status, { message }]);
}

/** A refusal that says which field is wrong. */
export function expectInvalid(
	answer: Pick<AxiosResponse, 'status' | 'data'>,
	field: string,
	fault: string,
): void {
	const body = {
		message: 'Validation failed',
		details: [{ field, message: expect.stringContaining(fault) as string }],
	};
	expect([answer.status, answer.data]).toEqual([400, body]);
}

interface Body {
	example?: unknown;
	examples?: Record<string, { value: unknown }>;
}
export interface DocumentedOperation {
	operationId: string;
	'x-operations'?: string[];
	requestBody?: { content: Record<string, Body> };
}

export const contractFile = sandboxFile('platforms', 'badala', 'openapi.yaml');
export const { paths, components } = parse(readFileSync(contractFile, 'utf8')) as {
	paths: Record<string, Record<string, DocumentedOperation>>;
	components: { schemas: Record<string, { enum?: string[]; example?: unknown }> };
};
