import { readFileSync } from 'node:fs';

import type { AxiosResponse } from 'axios';
import OpenAPIBackend from 'openapi-backend';
import { parse } from 'yaml';

import { sandboxFile } from '../../../sandbox/http/sandbox-file';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const AJV_OPTIONS = {
	discriminator: true,
	formats: { uuid: /^[0-9a-f-]{36}$/, 'date-time': /^\d{4}-\d\d-\d\dT[\d:.]+Z$/ },
};

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

/** A contract of a platform, with its references resolved. */
export class TestedContract {
	private constructor(
		readonly file: string,
		readonly api: OpenAPIBackend,
		readonly operations: DocumentedOperation[],
	) {}

	static async open(platformId: string): Promise<TestedContract> {
		const file = sandboxFile('platforms', platformId, 'openapi.yaml');
		const api = new OpenAPIBackend({ definition: file, quick: true, ajvOpts: AJV_OPTIONS });
		await api.init();
		const operations = api.getOperations() as unknown as DocumentedOperation[];
		return new TestedContract(
			file,
			api,
			operations.map((operation) => ({ ...operation, method: operation.method.toUpperCase() })),
		);
	}

	/** @throws Error when an answer does not have the shape that the contract gives for its operation and status */
	readonly check = (answer: AxiosResponse): AxiosResponse => {
		const { method = 'get', url = '' } = answer.config;
		const operation = this.api.matchOperation({ method, path: url, headers: {} });
		if (!operation) return answer;
		const { errors } = this.api.validateResponse(answer.data, operation, answer.status);
		if (errors) {
			throw new Error(`${operation.operationId} ${answer.status}: ${JSON.stringify(errors)}`);
		}
		return answer;
	};
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
