import { readFileSync } from 'node:fs';

import type { AxiosResponse } from 'axios';
import { parse } from 'yaml';

import { Bench } from '../support/bench';
import { sandboxFile } from '../../../sandbox/http/sandbox-file';

export const API_KEY = 'sandbox-pabbly-key';
/** The number in the contract's examples. */
export const CUSTOMER = '919876543210';
export const TO = Number(CUSTOMER);

export const text = expect.any(String) as string;
export const objectId = expect.stringMatching(/^[0-9a-f]{24}$/) as string;
export const wamid = expect.stringMatching(/^wamid\.[A-Za-z0-9+/]+=*$/) as string;
export const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string;

export interface PabblyState {
	contacts: Array<Record<string, unknown>>;
	broadcasts: Array<Record<string, unknown> & { counters: Record<string, number> }>;
}

export type PabblyBench = Bench<PabblyState>;

export async function openBench(): Promise<PabblyBench> {
	const customer = { from: CUSTOMER, name: 'John Maverick' };
	return await Bench.open({ platformId: 'pabbly-chatflow', customer });
}

export function expectRefusal(
	answer: Pick<AxiosResponse, 'status' | 'data'>,
	status: number,
	message: RegExp | string,
): void {
	const refusal = { success: false, error: expect.stringMatching(message) as string };
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
