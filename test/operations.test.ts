import type { IDataObject } from 'n8n-workflow';

import { type PlatformUnderTest, platforms, secret } from './contract/platforms';
import { runNode } from './harness';
import nock from './network';
import type { Row, RowAnswer, RowRequest } from './row';

/** A request as it arrived, in the form of a row. */
type Seen = Required<Pick<RowRequest, 'method' | 'path' | 'query'>> &
	Pick<RowRequest, 'body'> & { headers: Record<string, string> };

afterEach(() => {
	nock.cleanAll();
});

describe.each(platforms)('$name: operations at the HTTP boundary', (platform) => {
	const { rows } = platform.rows;

	beforeAll(async () => {
		await platform.contract.init();
	});

	test('every operation has a row, and every row an operation', () => {
		const described = platform.resources.flatMap(({ value, operations }) =>
			operations.map((operation) => `${value}.${operation.value}`),
		);
		expect([...new Set(rows.map(({ operation }) => operation))].sort()).toEqual(described.sort());
	});

	test.each(rows.map((row): [string, Row] => [titleOf(row), row]))('%s', async (_title, row) => {
		const seen = answer(platform, row);
		const [resource, operation] = row.operation.split('.');
		const { status, outputs, error } = await runNode({
			type: platform.action,
			credentials: [platform.credentialData()],
			parameters: { resource, operation, ...row.parameters },
			items: row.items,
			settings: row.options,
		});

		expect(seen.map(complete)).toEqual([row.request].flat().map(complete));
		[row.request].flat().forEach(({ headers = {} }, index) => {
			expect(seen[index].headers).toMatchObject(headers);
		});
		if (row.error === undefined) {
			expect(error && `${error.message} ${error.description}`).toBeUndefined();
			expect(status).toBe('success');
		} else {
			expect(status).toBe('error');
			expect(`${error?.message} ${error?.description}`).toMatch(row.error);
		}
		if (row.output) expect(outputs.flat().map(({ json }) => json)).toEqual(row.output);
		for (const request of seen) expectGenuine(platform, row, request);
	});
});

function titleOf({ operation, name }: Row): string {
	return name ? `${operation}: ${name}` : operation;
}

/** Answers whatever is sent to the platform, one answer after another, and writes down what came. */
function answer({ baseUrl, contract }: PlatformUnderTest, row: Row): Seen[] {
	const seen: Seen[] = [];
	const answers = row.answer === undefined ? [] : [row.answer].flat();
	const basePath = new URL(baseUrl).pathname;
	for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const) {
		nock(new URL(baseUrl).origin)
			.persist()
			.intercept(/.*/, method)
			.query(true)
			.reply(function (uri, body) {
				const url = new URL(uri, baseUrl);
				seen.push({
					method,
					path: url.pathname.replace(basePath, ''),
					query: Object.fromEntries(url.searchParams),
					body: body === '' ? undefined : body,
					headers: this.req.headers as Record<string, string>,
				});
				return reply(answers[seen.length - 1], () => example(contract, row));
			});
	}
	return seen;
}

function reply(
	given: RowAnswer | undefined,
	fallback: () => nock.ReplyFnResult,
): nock.ReplyFnResult {
	if (!given) return fallback();
	return [given.status ?? 200, (given.body ?? '') as nock.ReplyBody, given.headers ?? {}];
}

function example(contract: PlatformUnderTest['contract'], row: Row): nock.ReplyFnResult {
	const { status, mock } = contract.mockResponseForOperation(row.operation);
	return [status, mock];
}

function complete({ method, path, query = {}, body }: RowRequest): RowRequest {
	return { method, path, query, body };
}

/** The credential is on it, and the vendor's contract takes it. */
function expectGenuine({ contract }: PlatformUnderTest, row: Row, request: Seen): void {
	const { method, path, query, body, headers } = request;
	expect(JSON.stringify(headers)).toContain(secret);
	if (row.operation === 'api.request') return;
	const { errors } = contract.validateRequest(
		{
			method,
			path,
			query,
			body: body as IDataObject,
			headers: { ...headers, 'content-type': 'application/json' },
		},
		row.operation,
	);
	expect(errors ?? []).toEqual([]);
}
