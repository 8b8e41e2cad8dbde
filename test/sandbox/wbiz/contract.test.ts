import { readFileSync } from 'node:fs';

import OpenAPIBackend from 'openapi-backend';
import { parse } from 'yaml';

import { Contract } from '../../../sandbox/http/contract';
import { sandboxFile } from '../../../sandbox/http/sandbox-file';
import { SCOPES } from '../../../sandbox/platforms/wbiz/settings';

interface Body {
	example?: unknown;
	examples?: Record<string, { value: unknown }>;
}
interface DocumentedOperation {
	operationId: string;
	'x-scope'?: string;
	requestBody?: { content: Record<string, Body> };
}
type Paths = Record<string, Record<string, DocumentedOperation>>;

const file = sandboxFile('platforms', 'wbiz', 'openapi.yaml');
const { paths } = parse(readFileSync(file, 'utf8')) as { paths: Paths };
const METHODS = ['get', 'post', 'patch', 'delete'];
const documented = Object.entries(paths).flatMap(([path, methods]) =>
	Object.entries(methods)
		.filter(([method]) => METHODS.includes(method))
		.map(([method, operation]) => ({ path, method, operation })),
);

/** Every endpoint of the vendor's page, in its order; "Resume and cancel work the same way". */
const PAGE = `
	GET /v1/me
	GET /v1/account
	POST /v1/messages/text
	POST /v1/messages/template
	POST /v1/messages/media
	POST /v1/messages/interactive
	POST /v1/messages/location
	GET /v1/templates
	POST /v1/templates
	GET /v1/templates/{id}
	PATCH /v1/templates/{id}
	DELETE /v1/templates/{id}
	GET /v1/contacts
	POST /v1/contacts
	GET /v1/contacts/{id}
	PATCH /v1/contacts/{id}
	POST /v1/contacts/bulk
	GET /v1/conversations
	GET /v1/conversations/{id}/messages
	GET /v1/webhooks
	POST /v1/webhooks
	GET /v1/webhooks/{id}
	PATCH /v1/webhooks/{id}
	DELETE /v1/webhooks/{id}
	POST /v1/webhooks/{id}/test
	GET /v1/events
	GET /v1/tags
	POST /v1/tags
	DELETE /v1/tags/{name}
	GET /v1/custom-fields
	POST /v1/custom-fields
	DELETE /v1/custom-fields/{key}
	GET /v1/quick-replies
	POST /v1/quick-replies
	PATCH /v1/quick-replies/{id}
	DELETE /v1/quick-replies/{id}
	GET /v1/interactive
	POST /v1/interactive
	GET /v1/interactive/{id}
	PATCH /v1/interactive/{id}
	DELETE /v1/interactive/{id}
	POST /v1/interactive/{id}/send
	GET /v1/flows
	GET /v1/flows/{id}
	POST /v1/flows/{id}/send
	GET /v1/campaigns
	POST /v1/campaigns
	GET /v1/campaigns/{id}
	POST /v1/campaigns/{id}/pause
	POST /v1/campaigns/{id}/resume
	POST /v1/campaigns/{id}/cancel
	POST /v1/campaigns/audience-preview
	POST /v1/media
	GET /v1/media/{id}
	DELETE /v1/media/{id}
`;

it('has every endpoint of the page and no other', () => {
	const wanted = PAGE.trim().split(/\s*\n\s*/);
	expect(documented.map(({ method, path }) => `${method.toUpperCase()} ${path}`)).toEqual(wanted);
});

it('has only schemas that compile, those of answers too', async () => {
	const ajvOpts = { discriminator: true, validateFormats: false };
	const api = new OpenAPIBackend({ definition: file, strict: true, ajvOpts });
	await expect(api.init()).resolves.toBe(api);
});

it('takes every request example', async () => {
	const contract = await Contract.load(file);
	const taken = Object.fromEntries(
		contract.operationIds.map((id) => [id, () => ({ status: 200, body: id })]),
	);
	for (const { path, method, operation } of documented) {
		const { example, examples = {} } = operation.requestBody?.content['application/json'] ?? {};
		const bodies = [example, ...Object.values(examples).map(({ value }) => value)];
		for (const body of bodies.filter((one) => one !== undefined)) {
			const request = { method, path: path.replace('{id}', '1'), query: {}, headers: {}, body };
			expect((await contract.answer(request, taken)).body).toBe(operation.operationId);
		}
	}
});

it('has an example for every JSON body', () => {
	const without = documented.filter(({ operation }) => {
		const body = operation.requestBody?.content['application/json'];
		return body && body.example === undefined && body.examples === undefined;
	});
	expect(without).toEqual([]);
});

it('names only scopes that a key can have, and all of them', () => {
	const scopes = documented.flatMap(({ operation }) => operation['x-scope'] ?? []);
	expect([...new Set(scopes)].sort()).toEqual([...SCOPES].sort());
	const free = documented.filter(({ operation }) => operation['x-scope'] === undefined);
	expect(free.map(({ path }) => path)).toEqual(['/v1/me', '/v1/account']);
});

it('says which operations share the interactive endpoint', () => {
	expect(paths['/v1/messages/interactive'].post).toMatchObject({
		operationId: 'message.sendInteractive',
		'x-operations': ['message.sendButtons', 'message.sendList'],
	});
});
