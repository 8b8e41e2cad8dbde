import type { Operation as ContractOperation } from 'openapi-backend';

import { firstText, valueAt } from '../../nodes/shared/value';
import {
	answersOf,
	runOnAnswer,
	takesAnyAnswer,
	type ExampleAnswer,
} from '../support/contract-answers';
import nock from '../support/network';
import { operationsOf, type PlatformUnderTest, platforms } from '../support/platforms';
import type { Row } from '../support/row';

interface Example extends ExampleAnswer {
	platform: PlatformUnderTest;
	row: Row;
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

/** A row which becomes no other call on the way, and waits for nobody. */
function rowFor({ rows }: PlatformUnderTest, operation: ContractOperation): Row | undefined {
	const ours = operationsOf(operation);
	return rows.rows.find((row) => ours.includes(row.operation) && takesAnyAnswer(row));
}

const read = async ({ platform, row, ...answer }: Example) =>
	await runOnAnswer(platform, row, answer);

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
