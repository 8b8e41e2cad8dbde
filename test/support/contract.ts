import { readFileSync } from 'node:fs';

import type { AxiosResponse } from 'axios';
import OpenAPIBackend, { type Document, type Options } from 'openapi-backend';
import { parse } from 'yaml';

import { sandboxFile } from '../../sandbox/http/sandbox-file';

/** A vendor's contract. Its schemas are compiled when they are first used, once for all test files of a worker. */
export class VendorContract extends OpenAPIBackend<Document> {
	private ready?: Promise<this>;

	constructor(file: string, options: Partial<Options<Document>>) {
		super({ definition: parse(readFileSync(file, 'utf8')) as Document, quick: true, ...options });
	}

	override async init(): Promise<this> {
		this.ready ??= super.init() as Promise<this>;
		return await this.ready;
	}
}

const contractFile = (id: string) => sandboxFile('platforms', id, 'openapi.yaml');

/** Gives the same contract for the same id, however often it is asked. */
function cached(open: (id: string) => VendorContract): (id: string) => VendorContract {
	const contracts = new Map<string, VendorContract>();
	return (id) => {
		const contract = contracts.get(id) ?? open(id);
		contracts.set(id, contract);
		return contract;
	};
}

/** For requests of our nodes, whose query holds texts only. */
export const contractOf = cached(
	(id) =>
		new VendorContract(contractFile(id), {
			ajvOpts: { strict: false, validateFormats: false },
			coerceTypes: true,
		}),
);

/** For answers of the sandbox, whose formats count too. */
export const answersOf = cached(
	(id) =>
		new VendorContract(contractFile(id), {
			ajvOpts: {
				formats: { uuid: /^[0-9a-f-]{36}$/, 'date-time': /^\d{4}-\d\d-\d\dT[\d:.]+Z$/ },
			},
		}),
);

/** Throws when an answer does not have the shape the contract gives for its operation and status. */
export async function contractCheck(
	platform: string,
): Promise<(answer: AxiosResponse) => AxiosResponse> {
	const contract = await answersOf(platform).init();
	return (answer) => {
		const { method = 'get', url = '' } = answer.config;
		const operation = contract.matchOperation({ method, path: url, headers: {} });
		if (!operation) return answer;
		const { errors } = contract.validateResponse(answer.data, operation, answer.status);
		if (errors) {
			throw new Error(`${operation.operationId} ${answer.status}: ${JSON.stringify(errors)}`);
		}
		return answer;
	};
}
