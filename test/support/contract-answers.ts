import type { IDataObject } from 'n8n-workflow';
import type { Operation as ContractOperation } from 'openapi-backend';

import { valueAt } from '../../nodes/shared/value';
import type { VendorContract } from './contract';
import { runNode, type ActionResult } from './harness';
import nock from './network';
import type { PlatformUnderTest } from './platforms';
import type { Row } from './row';

interface Answer {
	$ref?: string;
	content?: { 'application/json'?: Content };
}

/** One example, or several by name. */
interface Content {
	example?: unknown;
	examples?: Record<string, { value: unknown }>;
}

/** An answer that a contract gives as an example. */
export interface ExampleAnswer {
	title: string;
	status: number;
	body: unknown;
}

/** The answers of an operation of the contract. `default` stands for any refusal. */
export function answersOf(
	{ contract }: Pick<PlatformUnderTest, 'contract'>,
	{ operationId, responses = {} }: ContractOperation,
): ExampleAnswer[] {
	return Object.entries(responses).flatMap(([status, response]) => {
		const { content } = resolved(contract, response as Answer);
		const { example, examples = {} } = content?.['application/json'] ?? {};
		const all = example === undefined ? examples : { ...examples, example: { value: example } };
		return Object.entries(all).map(([name, { value }]) => ({
			title: `${operationId} ${status}: ${name}`,
			status: status === 'default' ? 403 : Number(status),
			body: value,
		}));
	});
}

/** An answer that stands among the contract's components is only named by the operation. */
function resolved({ inputDocument }: VendorContract, answer: Answer): Answer {
	if (answer.$ref === undefined) return answer;
	const path = answer.$ref.replace('#/', '').split('/').join('.');
	return valueAt(inputDocument, path) as Answer;
}

/** Whether a row makes one request for one item, and is neither refused nor waits: any answer may be given to it. */
export function takesAnyAnswer({ request, error, status, items = [] }: Row): boolean {
	return (
		[request].flat().length === 1 && error === undefined && status === undefined && items.length < 2
	);
}

/** Runs the node on a row's form, and gives every request the answer. */
export async function runOnAnswer(
	platform: PlatformUnderTest,
	row: Row,
	{ status, body }: Pick<ExampleAnswer, 'status' | 'body'>,
	parameters: IDataObject = {},
): Promise<ActionResult> {
	const { origin } = new URL(platform.baseUrl);
	for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
		nock(origin)
			.persist()
			.intercept(/.*/, method)
			.query(true)
			.reply(status, body as object);
	}
	const [resource, operation] = row.operation.split('.');
	// The answer of a page may say that there is more.
	const onePage = 'returnAll' in row.parameters ? { returnAll: false, limit: 1 } : {};
	return await runNode({
		type: platform.action,
		credentials: [platform.credentialData()],
		parameters: { resource, operation, ...row.parameters, ...onePage, ...parameters } as never,
		items: row.items,
		timezone: row.timezone,
	});
}
