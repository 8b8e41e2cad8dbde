import type { IDataObject } from 'n8n-workflow';

import { runNode, type ActionResult } from './harness';
import nock from './network';
import { type PlatformUnderTest, platforms, secret } from './platforms';
import type { Row, RowAnswer, RowRequest } from './row';

/** A request as it arrived, in the form of a row. */
type Seen = Required<Pick<RowRequest, 'method' | 'path' | 'query'>> &
	Pick<RowRequest, 'body' | 'form'> & { headers: Record<string, string> };

/** Runs every row of a platform: what goes into the node, and what must be on the wire. */
export function testOperations(id: string): void {
	const platform = platforms.find((one) => one.id === id)!;
	const { rows } = platform.rows;

	describe(`${platform.name}: operations at the HTTP boundary`, () => {
		beforeAll(async () => {
			await platform.contract.init();
		});

		afterEach(() => {
			nock.cleanAll();
		});

		test('every operation has a row, and every row an operation', () => {
			const described = platform.resources.flatMap(({ value, operations }) =>
				operations.map((operation) => `${value}.${operation.value}`),
			);
			expect([...new Set(rows.map(({ operation }) => operation))].sort()).toEqual(described.sort());
		});

		test.each(rows.map((row): [string, Row] => [titleOf(row), row]))('%s', async (_title, row) => {
			await expectRow(platform, row);
		});
	});
}

/** Runs the node on a row; the platform answers as the row says, else as the contract's example. */
export async function runRow(
	platform: PlatformUnderTest,
	row: Row,
): Promise<ActionResult & { seen: Seen[] }> {
	const seen = answer(platform, row);
	const [resource, operation] = row.operation.split('.');
	const result = await runNode({
		type: platform.action,
		credentials: [platform.credentialData()],
		parameters: { resource, operation, ...row.parameters },
		items: row.items,
		timezone: row.timezone,
		settings: row.options,
	});
	return { ...result, seen };
}

async function expectRow(platform: PlatformUnderTest, row: Row): Promise<void> {
	const { status, outputs, error, seen } = await runRow(platform, row);

	expect(seen.map(complete)).toEqual([row.request].flat().map(complete));
	[row.request].flat().forEach(({ headers = {} }, index) => {
		expect(seen[index].headers).toMatchObject(headers);
	});
	if (row.error === undefined) {
		expect(error && `${error.message} ${error.description}`).toBeUndefined();
		expect(status).toBe(row.status ?? 'success');
	} else {
		expect(status).toBe('error');
		expect(`${error?.message} ${error?.description}`).toMatch(row.error);
	}
	const results = outputs.flat().map(({ json }) => json);
	if (row.error === undefined && isSend(row)) expectReceivers(row, results, seen);
	if (row.output) expect(results.map(withoutReceiver(row))).toEqual(row.output);
	for (const request of seen) expectGenuine(platform, row, request);
}

function isSend({ operation, status }: Row): boolean {
	const sends = /^(message\.(send|request)|broadcast\.sendApiCampaign)/.test(operation);
	return sends && status !== 'waiting';
}

/** Every send says to whom, or to which conversation, it went: `to` has the form of the triggers' `phone`. */
function expectReceivers({ answer }: Row, results: IDataObject[], seen: Seen[]): void {
	const wire = JSON.stringify(seen);
	const accepted = results.filter(({ error, sent }) => error === undefined && sent !== false);
	for (const { to, conversationId } of accepted) {
		if (to === undefined) {
			expect(conversationId).toEqual(expect.any(String));
			const path = `/conversations/${encodeURIComponent(String(conversationId))}/`;
			// The contract's example holds a conversation of its own.
			if (answer !== undefined) expect(wire).toContain(path);
		} else {
			expect(to).toMatch(/^(\+\d{7,15}|[A-Z]{2}\.\w+)$/);
			expect(wire).toContain(String(to).replace('+', ''));
		}
	}
}

/** A row gives the answer's part of the output: {@link expectReceivers} looks at the rest, for all rows alike. */
function withoutReceiver(row: Row): (json: IDataObject, index: number) => IDataObject {
	return (json, index) => {
		const expected = row.output?.[index] ?? {};
		const added = ['to', 'conversationId'].filter((key) => isSend(row) && !(key in expected));
		return Object.fromEntries(Object.entries(json).filter(([key]) => !added.includes(key)));
	};
}

function titleOf({ operation, name }: Row): string {
	return name ? `${operation}: ${name}` : operation;
}

/** Answers whatever is sent to the platform, one answer after another, and writes down what came. */
function answer(platform: PlatformUnderTest, row: Row): Seen[] {
	const seen: Seen[] = [];
	const answers = row.answer === undefined ? [] : [row.answer].flat();
	const { origin: own, pathname } = new URL(platform.baseUrl);
	const others = [row.request].flat().flatMap(({ path }) => (isElsewhere(path) ? path : []));
	const origins = [own, ...others.map((address) => new URL(address).origin)];
	const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
	for (const [origin, method] of origins.flatMap((one) =>
		methods.map((method) => [one, method] as const),
	)) {
		nock(origin)
			.persist()
			.intercept(/.*/, method)
			.query(true)
			.reply(async function (uri, body) {
				const url = new URL(uri, origin);
				const request: Seen = {
					method,
					path: origin === own ? url.pathname.replace(pathname, '') : `${origin}${url.pathname}`,
					query: Object.fromEntries(url.searchParams),
					headers: this.req.headers as Record<string, string>,
				};
				seen.push(request);
				const given = answers[seen.length - 1];
				Object.assign(request, await read(body, request.headers));
				return given ? replyOf(given) : example(platform, row, request);
			});
	}
	return seen;
}

/** The body as JSON, or the file in it. */
async function read(
	body: nock.Body,
	headers: Record<string, string>,
): Promise<Pick<Seen, 'body' | 'form'>> {
	const type = String(headers['content-type']);
	if (!type.startsWith('multipart/')) return { body: body === '' ? undefined : body };
	const parts = await new Response(body as string, {
		headers: { 'content-type': type },
	}).formData();
	const [[part, file]] = [...parts.entries()] as Array<[string, File]>;
	const content = await file.text();
	return { form: { part, fileName: file.name, mimeType: file.type, content } };
}

/** Whether a request goes to another host than the platform's. */
function isElsewhere(path: string): boolean {
	return path.startsWith('https://');
}

function replyOf({ status = 200, body = '', headers = {} }: RowAnswer): nock.ReplyFnResult {
	return [status, body as nock.ReplyBody, headers];
}

function example(platform: PlatformUnderTest, row: Row, request: Seen): nock.ReplyFnResult {
	const { status, mock } = platform.contract.mockResponseForOperation(
		contractOperation(platform, row, request),
	);
	return [status, mock];
}

/** A row may make other requests on its way: an upload, a look at a template. */
function contractOperation(
	{ contract, contractId }: PlatformUnderTest,
	row: Row,
	{ method, path, headers }: Seen,
): string {
	return (
		contract.matchOperation({ method, path, headers })?.operationId ?? contractId(row.operation)
	);
}

function complete({ method, path, query = {}, body, form }: RowRequest): RowRequest {
	return { method, path, query, body, form };
}

/** The credential is on it, and the vendor's contract takes it. */
function expectGenuine(platform: PlatformUnderTest, row: Row, request: Seen): void {
	const { method, path, query, body, form, headers } = request;
	if (isElsewhere(path)) {
		expect(JSON.stringify(headers)).not.toContain(secret);
		return;
	}
	expect(JSON.stringify(headers)).toContain(secret);
	if (row.operation === 'api.request' || form) return;
	const { errors } = platform.contract.validateRequest(
		{
			method,
			path,
			// As it was on the wire: lists and objects have their own form there.
			query: new URLSearchParams(query).toString(),
			body: body as IDataObject,
			headers: { ...headers, 'content-type': 'application/json' },
		},
		contractOperation(platform, row, request),
	);
	expect(errors ?? []).toEqual([]);
}
