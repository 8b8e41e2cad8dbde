import type { Operation as ContractOperation } from 'openapi-backend';

import type { Row } from '../support/row';
import { operationsOf, type PlatformUnderTest, platforms } from '../support/platforms';

interface Example {
	value: unknown;
	/** Not a sample of the vendor's page. */
	'x-assumed'?: boolean;
}

interface Content {
	'application/json'?: { examples?: Record<string, Example> };
}

/** The samples of the vendor's page in a body: what the contract does not call assumed. */
function samplesIn(content: Content | undefined): Array<[string, unknown]> {
	return Object.entries(content?.['application/json']?.examples ?? {})
		.filter(([, example]) => example['x-assumed'] !== true)
		.map(([name, { value }]) => [name, value]);
}

const sampled = platforms.map((platform) => ({
	platform,
	operations: operationsIn(platform),
}));

/** The contract's operations that an operation of the node uses. */
function operationsIn({ contract }: PlatformUnderTest): ContractOperation[] {
	const { paths } = contract.inputDocument as { paths: Record<string, object> };
	return Object.values(paths)
		.flatMap((methods) => Object.values(methods) as ContractOperation[])
		.filter((operation) => operation.operationId && operationsOf(operation).length > 0);
}

function rowsOf({ rows }: PlatformUnderTest, operation: ContractOperation): Row[] {
	return rows.rows.filter((row) => operationsOf(operation).includes(row.operation));
}

const requests = sampled.flatMap(({ platform, operations }) =>
	operations.flatMap((operation) => {
		const { content } = (operation.requestBody ?? {}) as { content?: Content };
		return samplesIn(content).map(([name, value]) => ({
			title: `${platform.name}, ${operation.operationId}: ${name}`,
			bodies: () => rowsOf(platform, operation).flatMap(({ request }) => request),
			value,
		}));
	}),
);

test.each(requests)(
	'The node makes the sample of the vendor’s page, word for word: $title',
	({ bodies, value }) => {
		expect(bodies().map(({ body }) => body)).toContainEqual(value);
	},
);

test.each(sampled.map(({ platform }) => [platform.name, platform.id]))('%s has samples', (name) => {
	expect(requests.filter(({ title }) => title.startsWith(`${name}, `))).not.toEqual([]);
});
