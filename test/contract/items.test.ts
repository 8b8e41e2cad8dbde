import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Operation } from '../../nodes/shared/operation';
import { runNode } from '../support/harness';
import nock from '../support/network';
import type { Row } from '../support/row';
import { type PlatformUnderTest, platforms } from '../support/platforms';

afterEach(() => {
	nock.cleanAll();
});

describe.each(platforms)('$name: three items in, three paired items out', (platform) => {
	beforeAll(async () => {
		await platform.contract.init();
	});

	// It asks one question at a time, and says so: see its rows.
	const forManyItems = platform.operations.filter(([id]) => id !== 'message.sendAndWait');

	test.each(forManyItems)('%s', async (id, operation) => {
		const row = platform.rows.rows.find(
			(entry) =>
				entry.operation === id &&
				!entry.error &&
				(!gathers(operation) || entry.items?.length === 3),
		)!;
		expect(row).toBeDefined();
		answerAll(platform, operation, row);

		const names = operation.fields.map(({ name }) => name);
		const oneRow: IDataObject = names.includes('returnAll') ? { returnAll: false, limit: 1 } : {};
		const [resource, value] = id.split('.');
		const { status, returned, error } = await runNode({
			type: platform.action,
			credentials: [platform.credentialData()],
			parameters: { resource, operation: value, ...row.parameters, ...oneRow } as Row['parameters'],
			items: threeItems(operation, row),
		});

		expect(error?.message).toBeUndefined();
		expect(status).toBe('success');
		// An operation may give several rows for an item.
		const rows = returned[0][0].length / 3;
		expect(returned[0][0].map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2].flatMap((item) => Array<object>(rows).fill({ item })),
		);
		expect(nock.pendingMocks()).toEqual([]);
	});
});

/** An operation that gathers its items is tried with the three of the row. */
function threeItems(operation: Operation, { items = [] }: Row): INodeExecutionData[] {
	if (gathers(operation)) return items;
	return [0, 1, 2].map((item) => ({ ...items[0], json: { ...items[0]?.json, item } }));
}

/** The items of a run share the template that they preview. */
function readsOnce({ value }: Operation): boolean {
	return value === 'preview';
}

function gathers({ run }: Operation): boolean {
	return typeof run === 'object';
}

/** The contract's example answers, unless the row has its own, for every request of the row. */
function answerAll(
	{ baseUrl, contract, contractId }: PlatformUnderTest,
	operation: Operation,
	row: Row,
): void {
	const requests = [row.request].flat();
	const answers = row.answer === undefined ? [] : [row.answer].flat();
	requests.forEach(({ method, path }, index) => {
		const example = contract.mockResponseForOperation(contractId(row.operation));
		const { status = example.status, body = example.mock } = answers[index] ?? {};
		const { origin, pathname } = new URL(path.startsWith('https://') ? path : `${baseUrl}${path}`);
		nock(origin)
			.intercept(pathname, method)
			.query(true)
			.times(gathers(operation) || readsOnce(operation) ? 1 : 3)
			.reply(status, body);
	});
}
