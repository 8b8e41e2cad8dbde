import type { Operation as ContractOperation } from 'openapi-backend';

import { firstText, valueAt } from '../../nodes/shared/value';
import type { VendorContract } from '../support/contract';
import { runNode } from '../support/harness';
import nock from '../support/network';
import { operationsOf, type PlatformUnderTest, platforms } from '../support/platforms';
import type { Row } from '../support/row';

interface Answer {
	$ref?: string;
	content?: { 'application/json'?: { examples?: Record<string, { value: unknown }> } };
}

interface Example {
	title: string;
	platform: PlatformUnderTest;
	row: Row;
	status: number;
	body: unknown;
}

/** Every answer of the contracts, with a row whose request it may answer. `default` stands for any refusal. */
const examples: Example[] = platforms.flatMap((platform) =>
	Object.values(pathsOf(platform))
		.flatMap((methods) => Object.values(methods) as ContractOperation[])
		.flatMap((operation) => {
			const row = operation.operationId === undefined ? undefined : rowFor(platform, operation);
			return row
				? answersOf(platform, operation).map((answer) => ({ ...answer, platform, row }))
				: [];
		})
		.map(({ title, ...answer }) => ({ ...answer, title: `${platform.name}, ${title}` })),
);

function pathsOf({ contract }: PlatformUnderTest): Record<string, object> {
	return (contract.inputDocument as { paths: Record<string, object> }).paths;
}

/** A row with one request and one item, which becomes no other call on the way, and waits for nobody. */
function rowFor({ rows }: PlatformUnderTest, operation: ContractOperation): Row | undefined {
	return rows.rows.find(
		({ operation: id, request, error, status, items = [] }) =>
			operationsOf(operation).includes(id) &&
			[request].flat().length === 1 &&
			error === undefined &&
			status === undefined &&
			items.length < 2,
	);
}

function answersOf(
	{ contract }: PlatformUnderTest,
	{ operationId, responses = {} }: ContractOperation,
) {
	return Object.entries(responses).flatMap(([status, response]) => {
		const { content } = resolved(contract, response as Answer);
		return Object.entries(content?.['application/json']?.examples ?? {}).map(
			([name, { value }]) => ({
				title: `${operationId} ${status}: ${name}`,
				status: status === 'default' ? 403 : Number(status),
				body: value,
			}),
		);
	});
}

/** An answer that stands among the contract's components is only named by the operation. */
function resolved({ inputDocument }: VendorContract, answer: Answer): Answer {
	if (answer.$ref === undefined) return answer;
	const path = answer.$ref.replace('#/', '').split('/').join('.');
	return valueAt(inputDocument, path) as Answer;
}

async function read({ platform, row, status, body }: Example) {
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
	const oneRow = 'returnAll' in row.parameters ? { returnAll: false, limit: 1 } : {};
	return await runNode({
		type: platform.action,
		credentials: [platform.credentialData()],
		parameters: { resource, operation, ...row.parameters, ...oneRow },
		items: row.items,
		timezone: row.timezone,
	});
}

beforeAll(async () => {
	for (const { contract } of platforms) await contract.init();
});

afterEach(() => {
	nock.cleanAll();
});

test('every platform has answers and refusals to read', () => {
	for (const { name } of platforms) {
		const own = examples.filter(({ title }) => title.startsWith(`${name}, `));
		expect([name, own.some(({ status }) => status < 300)]).toEqual([name, true]);
		expect([name, own.some(({ status }) => status >= 400)]).toEqual([name, true]);
	}
});

test.each(examples.filter(({ status }) => status < 300))(
	'The node reads the answer: $title',
	async (example) => {
		const { error, status, outputs } = await read(example);
		expect(error && `${error.message} ${error.description}`).toBeUndefined();
		expect(status).toBe('success');
		expect(outputs.flat()).not.toEqual([]);
	},
);

test.each(examples.filter(({ status }) => status >= 400))(
	'The node fails with the words of the refusal: $title',
	async (example) => {
		const { error, status } = await read(example);
		expect(status).toBe('error');
		const words = ['message', 'error.message', 'error'].map((path) => valueAt(example.body, path));
		expect(`${error?.message} ${error?.description}`).toContain(firstText(...words));
	},
);
