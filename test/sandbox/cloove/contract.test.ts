import { readFileSync } from 'node:fs';

import OpenAPIBackend from 'openapi-backend';
import { parse } from 'yaml';

import { Contract } from '../../../sandbox/http/contract';
import { sandboxFile } from '../../../sandbox/http/sandbox-file';
import { SCOPES } from '../../../sandbox/platforms/cloove/settings';

interface DocumentedOperation {
	operationId: string;
	'x-scope': string;
	requestBody?: {
		content: { 'application/json': { examples?: Record<string, { value: unknown }> } };
	};
}
type Paths = Record<string, Record<string, DocumentedOperation>>;

const file = sandboxFile('platforms', 'cloove', 'openapi.yaml');
const { paths } = parse(readFileSync(file, 'utf8')) as { paths: Paths };
const documented = Object.entries(paths).flatMap(([path, methods]) =>
	Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

/** The table of endpoints on the vendor's page, with the scope of each, in its order. */
const PAGE = `
	GET /v1/messaging/conversations messaging:conversations:read
	GET /v1/messaging/conversations/{id} messaging:messages:read
	POST /v1/messaging/conversations/{id}/messages messaging:messages:send
	POST /v1/messaging/messages/template messaging:messages:send
`;

async function compiled(): Promise<OpenAPIBackend> {
	const ajvOpts = { discriminator: true, validateFormats: false };
	const api = new OpenAPIBackend({ definition: file, strict: true, ajvOpts });
	await api.init();
	return api;
}

it('has every endpoint of the page with its scope, and no other', () => {
	const ours = documented.map(
		({ method, path, operation }) => `${method.toUpperCase()} ${path} ${operation['x-scope']}`,
	);
	expect(ours).toEqual(PAGE.trim().split(/\s*\n\s*/));
});

it('names only scopes that a key has from the start, and all of them', () => {
	const scopes = documented.map(({ operation }) => operation['x-scope']);
	expect([...new Set(scopes)].sort()).toEqual([...SCOPES].sort());
});

it('takes every request example', async () => {
	const contract = await Contract.load(file);
	const taken = Object.fromEntries(
		contract.operationIds.map((id) => [id, () => ({ status: 200, body: id })]),
	);
	const bodies = documented.filter(({ operation }) => operation.requestBody);
	expect(bodies).toHaveLength(2);
	for (const { path, method, operation } of bodies) {
		const body = operation.requestBody?.content['application/json'].examples?.sample.value;
		expect(body).toBeDefined();
		const request = { method, path: path.replace('{id}', '1'), query: {}, headers: {}, body };
		expect((await contract.answer(request, taken)).body).toBe(operation.operationId);
	}
});

it.each(documented.map(({ operation }) => operation.operationId))(
	'%s has an example of its answer that the schema takes',
	async (id) => {
		const api = await compiled();
		const { status, mock } = api.mockResponseForOperation(id) as {
			status: number;
			mock: { message: string; data: Record<string, unknown> | unknown[] };
		};
		expect(status).toBe(id.startsWith('message.') ? 201 : 200);
		expect(api.validateResponse(mock, id, status).errors).toBeNull();
		if (id.startsWith('message.')) expect(mock.data).toMatchObject({ id: expect.any(String) });
	},
);

it('has schemas for the webhooks that take the example', async () => {
	const { definition } = await compiled();
	const { Event, MessageData } = definition.components?.schemas as Record<
		string,
		{ example?: { data: object }; properties: object; required: string[] }
	>;
	expect(Object.keys(Event.example ?? {}).sort()).toEqual([...Event.required].sort());
	expect(Object.keys(Event.example?.data ?? {}).sort()).toEqual([...MessageData.required].sort());
});
