import { readFileSync } from 'node:fs';

import { parse } from 'yaml';

import { sandboxFile } from '../../../sandbox/http/sandbox-file';
import type { VendorContract } from '../../support/contract';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
interface Content {
	example?: unknown;
	examples?: Record<string, { value: unknown }>;
}

interface Parameter {
	name: string;
	in: 'path' | 'query' | 'header';
	required?: boolean;
	example?: unknown;
}

export interface DocumentedOperation {
	operationId: string;
	/** Upper case. */
	method: string;
	/** With holes such as {id}. */
	path: string;
	parameters: Parameter[];
	requestBody?: { content: Record<string, Content> };
	responses: Record<string, { content?: Record<string, Content> }>;
	'x-scope'?: string;
	'x-operations'?: string[];
}

/** The examples of a body, by name; a single `example` has the name `example`. */
export function examplesIn({ example, examples = {} }: Content = {}): Array<[string, unknown]> {
	const named = Object.entries(examples).map(([name, { value }]): [string, unknown] => [
		name,
		value,
	]);
	return example === undefined ? named : [['example', example], ...named];
}

/** What a contract has, with its references resolved. */
export function operationsOf(contract: VendorContract): DocumentedOperation[] {
	const operations = contract.getOperations() as unknown as DocumentedOperation[];
	return operations.map((operation) => ({ ...operation, method: operation.method.toUpperCase() }));
}

/** The paths of a contract as they are written, in order, without anything resolved. */
export function writtenOperations(platformId: string): DocumentedOperation[] {
	const { paths } = parse(
		readFileSync(sandboxFile('platforms', platformId, 'openapi.yaml'), 'utf8'),
	) as {
		paths: Record<string, Record<string, DocumentedOperation>>;
	};
	return Object.entries(paths).flatMap(([path, methods]) =>
		Object.entries(methods)
			.filter(([method]) => METHODS.includes(method))
			.map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
	);
}

/** The lines of a page's table of endpoints, such as `GET /v1/me`, from a text that has one on each line. */
export function lines(text: string): string[] {
	return text.trim().split(/\s*\n\s*/);
}

/** The endpoints of a contract in that form, in its order. */
export function endpointsOf(platformId: string): string[] {
	return writtenOperations(platformId).map(({ method, path }) => `${method} ${path}`);
}

/** The operations of the node that share an operation of the contract, by the latter. */
export function sharedOperations(platformId: string): Record<string, string[]> {
	const shared = writtenOperations(platformId).flatMap((operation) => {
		const { operationId, 'x-operations': operations } = operation;
		return operations ? [[operationId, operations]] : [];
	});
	return Object.fromEntries(shared) as Record<string, string[]>;
}

/**
 * The request bodies that a contract shows for an operation, by name.
 * @throws Error for an operation that the contract does not have
 */
export function requestExamples<Body = Record<string, unknown>>(
	platformId: string,
	operationId: string,
): Record<string, Body> {
	const operation = writtenOperations(platformId).find((one) => one.operationId === operationId);
	if (!operation) throw new Error(`${platformId} has no operation ${operationId}`);
	const examples = examplesIn(operation.requestBody?.content['application/json']);
	return Object.fromEntries(examples) as Record<string, Body>;
}

/** The first of them. */
export function requestExample(platformId: string, operationId: string): Record<string, unknown> {
	const [first] = Object.values(requestExamples(platformId, operationId));
	if (!first) throw new Error(`${platformId} shows no request of ${operationId}`);
	return first;
}
