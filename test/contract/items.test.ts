import type { IDataObject } from 'n8n-workflow';

import { runNode } from '../harness';
import nock from '../network';
import type { Row } from '../row';
import { type PlatformUnderTest, platforms } from './platforms';

afterEach(() => {
	nock.cleanAll();
});

describe.each(platforms)('$name: three items in, three paired items out', (platform) => {
	beforeAll(async () => {
		await platform.contract.init();
	});

	test.each(platform.operations)('%s', async (id, operation) => {
		const row = platform.rows.rows.find((entry) => entry.operation === id && !entry.error)!;
		expect(row).toBeDefined();
		answerThreeTimes(platform, row);

		const names = operation.fields.map(({ name }) => name);
		const oneRow: IDataObject = names.includes('returnAll') ? { returnAll: false, limit: 1 } : {};
		const [resource, value] = id.split('.');
		const { status, returned, error } = await runNode({
			type: platform.action,
			credentials: [platform.credentialData()],
			parameters: { resource, operation: value, ...row.parameters, ...oneRow } as Row['parameters'],
			items: [0, 1, 2].map((item) => ({ json: { ...row.items?.[0]?.json, item } })),
		});

		expect(error?.message).toBeUndefined();
		expect(status).toBe('success');
		expect(returned[0][0].map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2].map((item) => ({ item })),
		);
		expect(nock.pendingMocks()).toEqual([]);
	});
});

/** The contract's example answers, unless the row has its own, for every request of the row. */
function answerThreeTimes({ baseUrl, contract }: PlatformUnderTest, row: Row): void {
	const requests = [row.request].flat();
	const answers = row.answer === undefined ? [] : [row.answer].flat();
	requests.forEach(({ method, path }, index) => {
		const example = contract.mockResponseForOperation(row.operation);
		const { status = example.status, body = example.mock } = answers[index] ?? {};
		nock(baseUrl).intercept(path, method).query(true).times(3).reply(status, body);
	});
}
