import { readFileSync } from 'node:fs';

import type { AxiosResponse } from 'axios';
import { parse } from 'yaml';

import { Bench } from '../support/bench';
import { sandboxFile } from '../../../sandbox/http/sandbox-file';

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

export interface BadalaState {
	contactCount: number;
	contacts: Array<Record<string, unknown> & { id: string; phone: string }>;
	conversations: Array<Record<string, unknown> & { id: string }>;
	templates: Array<Record<string, unknown>>;
	logIns: number;
	imports: Array<Record<string, unknown>>;
}

export type BadalaBench = Bench<BadalaState>;

export async function openBench(): Promise<BadalaBench> {
	return await Bench.open({
		platformId: 'badala',
		customer: { from: CUSTOMER, name: 'Yousef' },
		headers: { 'x-org-id': 'org_sandbox' },
	});
}

/** The id of the conversation with the customer, who writes first. */
export async function openConversation(bench: BadalaBench): Promise<string> {
	await bench.customerWrites();
	return (await bench.state()).conversations[0].id;
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
